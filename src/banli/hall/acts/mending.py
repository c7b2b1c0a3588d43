"""What becomes of a finding: photographed, put right by its window, looked at again by the hall."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from banli.files.service import StoredFile
from banli.hall.acts.numbers import TOPIC
from banli.hall.acts.patrol import note
from banli.hall.models import FindingPhotograph, PatrolFinding
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.mending import why_not_photograph, why_not_rectify
from banli.hall.selectors.plan import plan
from banli.hall.states import RECHECK, RECTIFY, REOPEN, FindingState, PhotographStage, Transition
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged


@transaction.atomic
def photograph(*, finding: str, photographs: Sequence[StoredFile], by: Actor) -> PatrolFinding:
    """Keep photographs of what was found, each with its digest in the record; while the finding is open.

    One that is kept already is not kept twice.

    :raises Refused: where it is open no more, or has as many as it may have.
    """
    row = _locked(finding)
    GRANTS.require(by, HallPermission.PATROL, department=row.department_id)
    held = set(row.photographs.filter(stage=PhotographStage.FOUND).values_list("file__sha256", flat=True))
    fresh = list({one.sha256: one for one in photographs if one.sha256 not in held}.values())
    if not fresh:
        return row
    if why_not := why_not_photograph(FindingState(row.state), len(held) + len(fresh)):
        raise Refused(why_not)
    append(
        topic=TOPIC,
        subject=row.public_id,
        name="finding_photographed",
        by=by,
        scope=row.department_id,
        body={"photographs": _kept(row, PhotographStage.FOUND, fresh)},
    )
    return row


@transaction.atomic
def rectify(
    *,
    finding: str,
    on: date,
    rectification: str,
    by: Actor,
    version: int | None = None,
    photographs: Sequence[StoredFile] = (),
) -> PatrolFinding:
    """Say that a finding was put right on a day, and how; its own department or the hall may say so.

    A department proves it with a photograph where the plan wants one; who looks after the hall has seen it.
    """
    row = _take(finding, RECTIFY, HallPermission.RECTIFY, by, version)
    check_not_ahead(on, clock.today())
    check_order(row.patrol.day, on)
    seen_by_the_hall = GRANTS.may(by, HallPermission.PATROL)
    rules = plan()
    looked_at = rules.dimension(row.dimension) if rules else None
    wanted = looked_at is not None and looked_at.photograph and not seen_by_the_hall
    if why_not := why_not_rectify(rectification, len(photographs), wanted=wanted):
        raise Refused(why_not)
    row.rectified_on, row.rectification = on, rectification.strip()
    kept = _kept(row, PhotographStage.MENDED, photographs)
    return _move(row, RECTIFY, by, on, {"photographs": kept} if kept else {})


@transaction.atomic
def recheck(*, finding: str, on: date, by: Actor, version: int | None = None) -> PatrolFinding:
    """Confirm on a second look that a finding is put right."""
    row = _take(finding, RECHECK, HallPermission.PATROL, by, version)
    check_not_ahead(on, clock.today())
    check_order(row.rectified_on or row.patrol.day, on)
    row.rechecked_on = on
    return _move(row, RECHECK, by, on, {})


@transaction.atomic
def reopen(*, finding: str, on: date, by: Actor, version: int | None = None) -> PatrolFinding:
    """Find on a second look that nothing was put right; the window must try again, with another photograph."""
    row = _take(finding, REOPEN, HallPermission.PATROL, by, version)
    check_not_ahead(on, clock.today())
    check_order(row.rectified_on or row.patrol.day, on)
    row.rectified_on, row.rectification = None, ""
    row.photographs.filter(stage=PhotographStage.MENDED).update(stage=PhotographStage.REJECTED)
    return _move(row, REOPEN, by, on, {})


def _locked(finding: str) -> PatrolFinding:
    found = PatrolFinding.objects.select_for_update(of=("self",)).select_related("patrol")
    row = found.filter(public_id=finding).first()
    if row is None:
        raise Missing(gettext_noop("There is no finding “%(finding)s”."), finding=finding)
    return row


def _take(
    finding: str, step: Transition, permission: HallPermission, by: Actor, version: int | None
) -> PatrolFinding:
    """The finding, locked, where ``by`` may do ``step`` with it now and read it as it is."""
    row = _locked(finding)
    GRANTS.require(by, permission, department=row.department_id)
    check_unchanged(topic=TOPIC, subject=finding, version=version)
    if FindingState(row.state) not in step.sources:
        raise Refused(
            gettext_noop("Finding %(finding)s stands where this cannot be done; look at it again."),
            finding=finding,
        )
    return row


def _kept(row: PatrolFinding, stage: PhotographStage, files: Sequence[StoredFile]) -> list[str]:
    """Keep photographs with the finding; their digests, for the record."""
    now = clock.now()
    FindingPhotograph.objects.bulk_create(
        [FindingPhotograph(finding=row, stage=stage, file=one, recorded_at=now) for one in files]
    )
    return [one.sha256 for one in files]


def _move(
    row: PatrolFinding, step: Transition, by: Actor, on: date, body: dict[str, object]
) -> PatrolFinding:
    row.state = step.target
    row.save(update_fields=["state", "rectified_on", "rectification", "rechecked_on"])
    note(row, step, by, body, on)
    return row
