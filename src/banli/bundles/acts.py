"""Bundles become revisions as a pack is loaded, and cases as they are handed in: all of them, or none."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from banli.bundles.models import Bundle, HandIn, Revision
from banli.bundles.permissions import GRANTS, BundlePermission
from banli.bundles.rules.definition import BundleSpec
from banli.bundles.rules.union import Joined, asked_materials, joined, placed
from banli.bundles.selectors import BundleRevision, current, hand_in_of, specs_of
from banli.cases import service as cases
from banli.catalogue.service import closed_because
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.numbering.service import take

TOPIC = "bundle"
GONE = gettext_noop("This draft was handed in or does not exist.")


@dataclass(frozen=True)
class Written:
    """What a bundle that was taken in without a network brings along: the ``serial`` of its own leased number, None
    where it gets the next one, and the numbers of its cases by item."""

    serial: int | None
    items: Mapping[str, cases.off_network.OffNetwork]


@transaction.atomic
def load_bundles(*, by: Actor, found: Sequence[BundleSpec]) -> int:
    """Publish every revision that is not on record yet; how many there were."""
    GRANTS.require(by, BundlePermission.LOAD)
    return sum(_published(spec, by) for spec in sorted(found, key=lambda one: (one.slug, one.effective_from)))


def _published(spec: BundleSpec, by: Actor) -> bool:
    definition = spec.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    bundle, _made = Bundle.objects.select_for_update().get_or_create(
        slug=spec.slug, defaults={"lead_id": spec.lead}
    )
    of_day = Revision.objects.filter(bundle=bundle, effective_from=spec.effective_from).order_by("-number")
    last = of_day.first()
    if last is not None and last.digest == digest:
        return False
    newest = (
        Revision.objects.filter(bundle=bundle).order_by("-number").values_list("number", flat=True).first()
    )
    number = (newest or 0) + 1
    Revision.objects.create(
        bundle=bundle,
        number=number,
        definition=definition,
        digest=digest,
        effective_from=spec.effective_from,
        published_at=clock.now(),
        published_by=by.label,
    )
    Bundle.objects.filter(pk=bundle.pk).update(lead=spec.lead)
    body = {"revision": number, "digest": digest}
    append(topic=TOPIC, subject=spec.slug, name="bundle_published", by=by, scope=spec.lead, body=body)
    return True


def hand_in(
    *,
    by: Actor,
    draft_id: UUID,
    channel: str = "online",
    on_paper: Collection[str] = (),
    known: str | None = None,
    electronic: bool = False,
    written: Written | None = None,
) -> HandIn:
    """Hand a bundle in: a case for every item that is in, all in one transaction. Again, or twice at once: the same.

    :param on_paper: names of the materials that came on paper, at the window only.
    :param known: the marks of open applications that whoever hands in says to know; None asks nobody.
    :param electronic: the applicant agrees to electronic service in every case of the bundle.
    :param written: of one that was taken in without a network: its numbers. The caller lets the act count for the
        moment on the device (``clock.told``).
    :raises Invalid: with every fault at its place in the bundle's form.
    :raises Refused: where one of the items takes no applications today.
    """
    with transaction.atomic():
        draft = cases.together.lock_draft(draft_id)
        if draft is None:
            made = hand_in_of(draft_id)
            if made is None:
                raise Missing(GONE)
            return made
        revision = current(draft.bundle)
        specs = specs_of(revision.spec)
        if channel == "counter":
            cases.GRANTS.require(by, cases.CasePermission.ACCEPT, department=revision.spec.lead)
        told = joined(revision.spec, specs, draft.form)
        if told.problems:
            raise Invalid(list(told.problems))
        _check_open(told, specs)
        number = _number(written)
        row = HandIn.objects.create(
            number=number,
            draft=draft_id,
            revision_id=revision.id,
            channel=channel,
            owner_id=None if channel == "counter" else by.id,
            submitted_at=clock.now(),
        )
        shares = _shares(revision, specs, told, draft_id, on_paper, written)
        numbers = _submitted(by, revision, draft, number, shares, channel, known, electronic)
        body = {"bundle": revision.slug, "revision": revision.number, "channel": channel, **numbers}
        body |= {"offline": True} if written else {}
        scope = revision.spec.lead
        append(topic=TOPIC, subject=number, name="bundle_handed_in", by=by, scope=scope, body=body)
        return row


def _submitted(
    by: Actor,
    revision: BundleRevision,
    draft: cases.Draft,
    number: str,
    shares: Sequence[cases.together.Share],
    channel: str,
    known: str | None,
    electronic: bool,
) -> dict[str, list[str]]:
    """The numbers of the cases, and the items that wait for a second party; what is wrong with one is told at its place
    in the bundle's form."""
    try:
        made, aside = cases.together.submit_together(
            by=by,
            draft=draft,
            number=number,
            shares=shares,
            channel=channel,
            known=known,
            electronic=electronic,
        )
    except cases.together.OfItem as error:
        member = revision.spec.member(error.item)
        problems = [placed(revision.spec, member, one) if member else one for one in error.problems]
        raise Invalid(list(dict.fromkeys(problems))) from None
    waiting = [one.item.slug for one in aside if one.item]
    return {"cases": [one.number for one in made]} | ({"waiting": waiting} if waiting else {})


def series_of(day: date) -> str:
    """The series of the numbers of a day."""
    return f"bundle:{day:%Y%m%d}"


def number_of(day: date, serial: int) -> str:
    """YJS (一件事), the day, and a serial of the day."""
    return f"YJS{day:%Y%m%d}{serial:04d}"


def _number(written: Written | None) -> str:
    """The number on the receipt that was handed over without a network, or the next one of the day."""
    day = clock.today()
    leased = written.serial if written else None
    return number_of(day, leased if leased is not None else take(series_of(day)))


def _check_open(told: Joined, specs: Mapping[str, Any]) -> None:
    for member in told.taken:
        reason = closed_because(specs[member.item], clock.today())
        if reason is not None:
            message = gettext_noop("“%(item)s” takes no applications now: %(why)s")
            raise Refused(message, item=specs[member.item].name, why=reason)


def _shares(
    revision: BundleRevision,
    specs: Mapping[str, Any],
    told: Joined,
    draft_id: UUID,
    on_paper: Collection[str],
    written: Written | None,
) -> list[cases.together.Share]:
    """What goes to each item: its answers, and every file of a material that covers one of its own."""
    files: dict[str, list[StoredFile]] = {}
    for one in cases.draft_materials(draft_id):
        if one.file is not None:
            files.setdefault(one.key, []).append(one.file)
    handed: dict[str, list[tuple[str, str]]] = {member.item: [] for member in told.taken}
    for row in asked_materials(revision.spec, specs, told.forms):
        for item, key in row.covers:
            handed[item].append((key, row.key))
    return [
        cases.together.Share(
            item=member.item,
            form=told.forms[member.item],
            files=tuple((key, file) for key, name in handed[member.item] for file in files.get(name, ())),
            on_paper=tuple(key for key, name in handed[member.item] if name in on_paper),
            hangs=tuple((need.item, need.how) for need in member.needs),
            written=written.items.get(member.item) if written else None,
        )
        for member in told.taken
    ]
