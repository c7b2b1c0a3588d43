"""Reads of second parties' signatures."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from banli.accounts.service import Contact, mandates_of
from banli.cases.models import Case, Draft, Signature
from banli.cases.rules.cosigning import BESIDE, Kept, Standing, cosigner_of, signed_digest, standing
from banli.cases.selectors.drafts import draft_materials
from banli.catalogue.service import Cosigner, ItemSpec, current
from banli.kernel.actors import Actor


@dataclass(frozen=True)
class Cosigning:
    """The second party of a draft: who it is by the item, what was asked for, where it stands."""

    asked: Cosigner
    signature: Signature | None
    standing: Standing
    digest: str
    """Of the application as it is now."""


def digest_of(draft: Draft) -> str:
    """The digest of what a second party would sign now."""
    files = [(one.key, one.file.sha256) for one in draft_materials(draft.pk) if one.file]
    return signed_digest(draft.form, files)


def cosigning_of(spec: ItemSpec, draft: Draft) -> Cosigning | None:
    """The second party of ``draft``; None where its answers want none."""
    answers = {key: value for key, value in draft.form.items() if key not in BESIDE}
    asked = cosigner_of(spec, answers)
    if asked is None:
        return None
    found, digest = Signature.objects.filter(draft=draft).first(), digest_of(draft)
    kept = Kept(found.digest, found.signed_at, found.declined_at) if found else None
    return Cosigning(asked, found, standing(kept, digest), digest)


def signature_of(token: UUID) -> Signature | None:
    """What was asked for under that token, with its draft; None where there is none, or it was handed in."""
    rows = Signature.objects.select_related("draft__item").filter(token=token, draft__case=None)
    return rows.first()


def may_sign(found: Signature, by: Actor) -> bool:
    """True where the account of ``by`` has the number or address that was asked, or acts for the second party."""
    if by.id is None or found.draft.item is None:
        return False
    if Contact.objects.filter(user_id=by.id, kind=found.kind, value=found.value).exists():
        return True
    spec = current(found.draft.item.slug).spec
    code = str(found.draft.form.get(spec.cosigner.code, "")) if spec.cosigner else ""
    return any(one.code == code and one.covers(spec.slug) for one in mandates_of(by))


def cosigned(case: Case) -> Signature | None:
    """By whom the application was signed beside its applicant."""
    return Signature.objects.filter(draft__case=case, signed_at__isnull=False).first()
