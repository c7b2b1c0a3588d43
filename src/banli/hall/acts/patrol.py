"""Patrols, their findings and what becomes of them."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from banli.hall.models import Patrol, PatrolFinding, PatrolRemark
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.records import FindingRecord, PatrolRecord, RemarkRecord
from banli.hall.states import RECHECK, RECORD, RECTIFY, REOPEN, FindingState, Transition
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import department, windows

TOPIC = "hall"


@transaction.atomic
def record_patrol(*, record: PatrolRecord, by: Actor) -> Patrol:
    """Record one round through the hall; the same record a second time changes nothing."""
    GRANTS.require(by, HallPermission.PATROL)
    check_not_ahead(record.day, clock.today())
    values = record.model_dump(exclude={"public_id"})
    row, made = once(Patrol, record.public_id or number("XC", record.day), values)
    if made:
        body = {"slot": record.slot, "inspectors": len(record.inspectors)}
        append(
            topic=TOPIC, subject=row.public_id, name="patrol_recorded", by=by, at=begin(row.day), body=body
        )
    return row


@transaction.atomic
def record_finding(*, patrol: str, record: FindingRecord, by: Actor) -> PatrolFinding:
    """Record something found on the patrol called ``patrol``; the same record again changes nothing."""
    GRANTS.require(by, HallPermission.PATROL)
    round_made = Patrol.objects.filter(public_id=patrol).first()
    if round_made is None:
        raise Missing(gettext_noop("There is no patrol “%(patrol)s”."), patrol=patrol)
    _check_window(record)
    values = record.model_dump(exclude={"public_id", "window", "department"})
    values |= {
        "department_id": record.department,
        "window_id": record.window or None,
        "patrol_id": round_made.pk,
    }
    row, made = once(PatrolFinding, record.public_id or number("WT", round_made.day), values)
    if made:
        body = {"dimension": record.dimension, "severity": record.severity, "patrol": patrol}
        _note(row, RECORD, by, round_made.day, body)
    return row


@transaction.atomic
def rectify(
    *, finding: str, on: date, rectification: str, by: Actor, version: int | None = None
) -> PatrolFinding:
    """Say that a finding was put right on a day, and how; its own department or the hall may say so."""
    row = _take(finding, RECTIFY, HallPermission.RECTIFY, by, version)
    check_not_ahead(on, clock.today())
    check_order(row.patrol.day, on)
    if unsaid(rectification, "text"):
        raise Refused(gettext_noop("Say what was done about it."))
    row.rectified_on, row.rectification = on, rectification.strip()
    return _move(row, RECTIFY, by, on)


@transaction.atomic
def recheck(*, finding: str, on: date, by: Actor, version: int | None = None) -> PatrolFinding:
    """Confirm on a second look that a finding is put right."""
    row = _take(finding, RECHECK, HallPermission.PATROL, by, version)
    check_not_ahead(on, clock.today())
    check_order(row.rectified_on or row.patrol.day, on)
    row.rechecked_on = on
    return _move(row, RECHECK, by, on)


@transaction.atomic
def reopen(*, finding: str, on: date, by: Actor, version: int | None = None) -> PatrolFinding:
    """Find on a second look that nothing was put right; the window must try again."""
    row = _take(finding, REOPEN, HallPermission.PATROL, by, version)
    check_not_ahead(on, clock.today())
    check_order(row.rectified_on or row.patrol.day, on)
    row.rectified_on, row.rectification = None, ""
    return _move(row, REOPEN, by, on)


@transaction.atomic
def record_remark(*, record: RemarkRecord, by: Actor) -> PatrolRemark:
    """Set a sentence in place of the rule's for one dimension of a period, with the reason for it."""
    GRANTS.require(by, HallPermission.PATROL)
    values = record.model_dump(exclude={"public_id"}) | {"dimension": str(record.dimension or "")}
    taken = PatrolRemark.objects.filter(
        start=record.start, end=record.end, dimension=values["dimension"]
    ).first()
    if taken is not None and taken.public_id != record.public_id:
        raise Refused(gettext_noop("This period has a remark on this dimension already."))
    row, made = once(PatrolRemark, record.public_id or number("BZ", record.start), values)
    if made:
        body = {"dimension": values["dimension"], "reason": record.reason}
        append(topic=TOPIC, subject=row.public_id, name="remark_recorded", by=by, body=body)
    return row


def number(prefix: str, day: date) -> str:
    """The next public id of a series, such as ``XC-2022-0007``."""
    return f"{prefix}-{day.year}-{take(f'hall.{prefix}.{day.year}'):04d}"


def begin(day: date) -> datetime:
    """The first moment of ``day``: the record knows the day of what happened in the hall, not the hour."""
    return datetime.combine(day, time.min, clock.SHANGHAI)


def _check_window(record: FindingRecord) -> None:
    name = department(record.department).short_name
    if record.window and record.window not in {one.pk for one in windows(record.department)}:
        told = gettext_noop("%(department)s has no window “%(window)s”.")
        raise Invalid([Problem("window", told, (("department", name), ("window", record.window)))])


def _take(
    finding: str, step: Transition, permission: HallPermission, by: Actor, version: int | None
) -> PatrolFinding:
    """The finding, locked, where ``by`` may do ``step`` with it now and read it as it is."""
    found = PatrolFinding.objects.select_for_update(of=("self",)).select_related("patrol")
    row = found.filter(public_id=finding).first()
    if row is None:
        raise Missing(gettext_noop("There is no finding “%(finding)s”."), finding=finding)
    GRANTS.require(by, permission, department=row.department_id)
    check_unchanged(topic=TOPIC, subject=finding, version=version)
    if FindingState(row.state) not in step.sources:
        raise Refused(
            gettext_noop("Finding %(finding)s stands where this cannot be done; look at it again."),
            finding=finding,
        )
    return row


def _move(row: PatrolFinding, step: Transition, by: Actor, on: date) -> PatrolFinding:
    row.state = step.target
    row.save(update_fields=["state", "rectified_on", "rectification", "rechecked_on"])
    _note(row, step, by, on, {})
    return row


def _note(row: PatrolFinding, step: Transition, by: Actor, on: date, body: dict[str, str]) -> None:
    append(
        topic=TOPIC,
        subject=row.public_id,
        name=step.event,
        by=by,
        at=begin(on),
        scope=row.department_id,
        body={**body, "from": "" if not step.sources else step.sources[0], "to": step.target},
    )
