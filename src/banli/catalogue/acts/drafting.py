"""Preparing the next revision of an item: drafted by one, reviewed by another, then published."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction

from banli.catalogue.acts.publishing import alike, check_code_free, kept_of, locked, publish, refused
from banli.catalogue.models import Draft
from banli.catalogue.permissions import GRANTS, Permission
from banli.catalogue.rules.checks.checker import check_read, specs_of
from banli.catalogue.rules.checks.quality import faults_of
from banli.catalogue.rules.definition.folder import read_revisions
from banli.catalogue.rules.definition.publish import definition_of, digest_of
from banli.catalogue.rules.definition.spec import ItemSpec
from banli.catalogue.rules.definition.yamlfile import Fault, hindering
from banli.catalogue.rules.meaning.suspension import check_transition
from banli.catalogue.selectors import ItemRevision, revision, state_of
from banli.catalogue.states import DRAFT, PUBLISH, RETURN, REVIEW, State, Transition
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing, Problem, Refused, Stale
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger import service as ledger


@transaction.atomic
def draft_folder(*, path: Path, by: Actor) -> Draft:
    """Take the first revision in the folder ``path`` that is not on record as the item's draft, in place of another.

    Faults of quality are kept with the draft, and keep it from being reviewed. Raises :class:`Denied`, and
    :class:`Refused` where the files give no definition at all, where nothing has changed, or the item is retired.
    """
    GRANTS.require(by, Permission.DRAFT_ITEM)
    folders = read_revisions(Path(path))
    if folders[-1].spec is None:
        raise refused(list(folders[-1].faults))
    specs = specs_of(folders)
    item = locked(specs[0].slug)
    if item and state_of(item.slug, clock.today()) is State.RETIRED:
        check_transition(DRAFT, State.RETIRED)
    same = alike(specs, kept_of(item))
    if same == len(specs):
        raise Refused(gettext_noop("Nothing has changed since the published revision."))
    spec, digest = specs[same], digest_of(specs[same])
    check_code_free(spec)
    faults = [_kept(fault, Path(path)) for fault in hindering(check_read(folders, Path(path)))]
    row, _made = Draft.objects.update_or_create(
        slug=spec.slug,
        defaults={
            "department_id": spec.department,
            "definition": definition_of(spec),
            "digest": digest,
            "state": State.DRAFT,
            "faults": faults,
            "drafted_at": clock.now(),
            "drafted_by": by.label,
            "reviewed_at": None,
            "reviewed_by": "",
            "returned_because": "",
        },
    )
    _record(DRAFT, row, by, {"digest": digest, "faults": len(faults)})
    return row


def _kept(fault: Fault, path: Path) -> dict[str, Any]:
    """The fault with its file named inside the folder: where the folder lay is nobody's concern."""
    file = Path(fault.file)
    inside = file.relative_to(path) if file.is_relative_to(path) else Path(file.name)
    return {**asdict(fault), "file": str(inside)}


@transaction.atomic
def review_draft(*, slug: str, by: Actor, digest: str = "") -> Draft:
    """Find the draft good. Who drafted it does not review it; where ``digest`` is given it must be of this draft."""
    row = _draft(slug, by, Permission.REVIEW_ITEM, REVIEW, digest)
    if by.label == row.drafted_by:
        raise Denied(gettext_noop("Who drafted an item does not review it."))
    if row.faults:
        raise Refused(gettext_noop("The draft has faults; it is reviewed when they are mended."))
    row.state, row.reviewed_at, row.reviewed_by = State.REVIEWED, clock.now(), by.label
    row.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    _record(REVIEW, row, by, {"digest": row.digest})
    return row


@transaction.atomic
def return_draft(*, slug: str, by: Actor, because: str, digest: str = "") -> Draft:
    """Give the draft back with the reason."""
    row = _draft(slug, by, Permission.REVIEW_ITEM, RETURN, digest)
    if unsaid(because, "because"):
        raise Invalid([Problem("because", gettext_noop("Say what is to be changed."))])
    row.state, row.reviewed_at, row.reviewed_by = State.DRAFT, None, ""
    row.returned_because = because.strip()
    row.save(update_fields=["state", "reviewed_at", "reviewed_by", "returned_because"])
    _record(RETURN, row, by, {"digest": row.digest, "because": row.returned_because})
    return row


@transaction.atomic
def publish_draft(*, slug: str, by: Actor, digest: str = "") -> ItemRevision:
    """Publish the reviewed draft as the next revision; the rules of today are asked once more."""
    row = _draft(slug, by, Permission.PUBLISH_ITEM, PUBLISH, digest)
    spec = ItemSpec.model_validate(row.definition)
    faults = hindering(faults_of(spec))
    if faults:
        raise refused(faults)
    item = locked(slug)
    announced = [one for one in kept_of(item) if one.effective_from > spec.effective_from]
    item = publish(item, spec, row.digest, by)
    made = revision(item.revisions.order_by("-number").values_list("pk", flat=True)[0])
    # Behind a correction of the text before it, what was announced stays announced.
    for later in announced:
        publish(item, ItemSpec.model_validate(later.definition), later.digest, by)
    row.delete()
    return made


def _draft(slug: str, by: Actor, permission: Permission, transition: Transition, digest: str) -> Draft:
    row = Draft.objects.select_for_update().filter(slug=slug).first()
    if row is None:
        raise Missing(gettext_noop("There is no draft of this item."))
    GRANTS.require(by, permission, department=row.department_id)
    if digest and digest != row.digest:
        raise Stale(gettext_noop("The draft has changed since you read it; please read it again."))
    check_transition(transition, State(row.state))
    return row


def _record(transition: Transition, row: Draft, by: Actor, body: dict[str, Any]) -> None:
    ledger.append(
        topic="item",
        subject=row.slug,
        name=transition.event,
        by=by,
        scope=row.department_id,
        facet=ItemSpec.model_validate(row.definition).kind,
        body=body,
    )
