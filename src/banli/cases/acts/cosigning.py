"""The second party of an application: asked to sign, signs what it saw, declines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from banli.accounts.service import Address, send_link
from banli.cases.models import Draft, Signature
from banli.cases.permissions import GRANTS, CasePermission
from banli.cases.rules.cosigning import BESIDE, Standing, asking_words, check_cosigned
from banli.cases.selectors.cosigning import cosigning_of, digest_of
from banli.cases.selectors.whose import require_draft
from banli.catalogue.service import ItemSpec, applicant_of, current, validate_form
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused, Stale
from banli.kernel.printable import require, unsaid
from banli.kernel.retention import term
from banli.kernel.text import gettext_noop
from banli.notices.service import message_rules

GONE = gettext_noop("Nothing waits for your signature here; it was handed in, discarded, or asked for anew.")


@transaction.atomic
def ask_signature(
    *,
    by: Actor,
    draft_id: UUID,
    address: Address,
    network: str = "",
    link: Callable[[UUID], str] | None = None,
) -> Signature:
    """Ask the second party of a draft to sign; whoever was asked before is asked no more.

    :param network: where it is asked from.
    :param link: the address of the page to sign on, from its token; it is sent to the second party. Without it nothing
        is sent.

    :raises Refused: where the item wants no second party, or the form is not complete.
    :raises Invalid: where the address is the applicant's own.
    :raises TooMany: where too much was sent to that number or address, or from that network, today.
    """
    GRANTS.require(by, CasePermission.APPLY)
    draft = Draft.objects.select_for_update().filter(pk=draft_id, case=None, bundle="").first()
    if draft is None or draft.item is None:
        raise Missing(gettext_noop("This draft was handed in or does not exist."))
    require_draft(draft, by)
    spec = current(draft.item.slug).spec
    if cosigning_of(spec, draft) is None:
        raise Refused(gettext_noop("Nobody signs this application beside its applicant."))
    answers = {key: value for key, value in draft.form.items() if key not in BESIDE}
    clean, problems = validate_form(spec, answers)
    if problems:
        raise Refused(
            gettext_noop("Answer every question first: the second party signs the whole application.")
        )
    if address.value == clean.get(spec.form.contact_mobile):
        message = gettext_noop("This is your own number. Give the one of the second party.")
        raise Invalid([Problem("contact", message)])
    fresh: dict[str, Any] = {
        "token": uuid4(),
        "kind": address.kind,
        "value": address.value,
        "asked_at": clock.now(),
        "digest": "",
        "signed_at": None,
        "declined_at": None,
        "name": "",
        "reason": "",
        "by": None,
    }
    made, _new = Signature.objects.update_or_create(draft=draft, defaults=fresh)
    if link is not None:
        days = term("draft").days or 0
        subject, text = asking_words(
            applicant_of(spec, clean)["name"], spec.name, link(made.token), days, message_rules().sign
        )
        good_for = timedelta(days=days)
        send_link(by=by, address=address, network=network, subject=subject, text=text, good_for=good_for)
    return made


@transaction.atomic
def sign(*, by: Actor, token: UUID, name: str, seen: str) -> Signature:
    """The second party signs what it saw; the screen has made sure who it is (:func:`selectors.cosigning.may_sign`).

    :param seen: the digest of the application that was shown.
    :raises Stale: where the application was changed meanwhile.
    """
    found = _waiting(token)
    if unsaid(name, "name"):
        raise Invalid([Problem("name", gettext_noop("Write your name."))])
    require(name, "name")
    if digest_of(found.draft) != seen:
        raise Stale(gettext_noop("The application was changed meanwhile. Read it again before you sign."))
    found.signed_at, found.digest, found.name, found.by_id = clock.now(), seen, name.strip(), by.id
    found.save(update_fields=["signed_at", "digest", "name", "by"])
    return found


@transaction.atomic
def decline(*, by: Actor, token: UUID, reason: str) -> Signature:
    """The second party declines to sign, with its reason, which the applicant reads."""
    found = _waiting(token)
    if unsaid(reason, "reason"):
        raise Invalid([Problem("reason", gettext_noop("Say why you do not sign."))])
    require(reason, "reason")
    found.declined_at, found.reason, found.by_id = clock.now(), reason.strip(), by.id
    found.save(update_fields=["declined_at", "reason", "by"])
    return found


def _waiting(token: UUID) -> Signature:
    """What waits under ``token``: the draft is held first, as whoever changes or hands it in holds it."""
    row = Signature.objects.filter(token=token).first()
    draft = Draft.objects.select_for_update().filter(pk=row.draft_id, case=None).first() if row else None
    found = Signature.objects.select_for_update().filter(token=token).first() if draft else None
    if draft is None or found is None or draft.item is None:
        raise Missing(GONE)
    found.draft = draft
    state = cosigning_of(current(draft.item.slug).spec, draft)
    if state is None or state.standing not in (Standing.WAITING, Standing.CHANGED):
        raise Refused(gettext_noop("You have answered already."))
    return found


def told_cosigned(spec: ItemSpec, draft: Draft) -> dict[str, Any]:
    """What the event says of the second party's signature under ``draft``. Raises :class:`Refused` where it lacks."""
    state = cosigning_of(spec, draft)
    if state is None:
        return {}
    check_cosigned(state.asked, state.standing)
    assert state.signature is not None
    assert state.signature.signed_at is not None
    return {"cosigned": {"digest": state.digest, "at": state.signature.signed_at.isoformat()}}
