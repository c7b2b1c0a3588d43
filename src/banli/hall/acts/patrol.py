"""Rounds through the hall and what is found on them. A second round that finds what is open already adds a remark."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from banli.hall.acts.numbers import TOPIC, begin, number
from banli.hall.models import FindingRemark, Patrol, PatrolFinding
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.records import FindingRecord, PatrolRecord
from banli.hall.selectors.plan import needed_plan
from banli.hall.states import RECORD, FindingState, Transition
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.once import once
from banli.kernel.records import check_not_ahead
from banli.kernel.text import gettext_noop
from banli.ledger.service import append
from banli.people.service import User, department, staff_of, windows


@transaction.atomic
def record_patrol(*, record: PatrolRecord, by: Actor) -> Patrol:
    """Record one round through the hall; the same record a second time changes nothing."""
    GRANTS.require(by, HallPermission.PATROL)
    check_not_ahead(record.day, clock.today())
    if needed_plan().slot(record.slot) is None:
        told = gettext_noop("The plan of patrols knows no part of the day called “%(slot)s”.")
        raise Invalid([Problem("slot", told, (("slot", record.slot),))])
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
    """Record something found on the patrol called ``patrol``; the same record again changes nothing.

    Where another round has found the same and it is still open, that finding stands and this record becomes a remark
    on it: two inspectors make one finding.

    :returns: the finding that stands, this one or the one from before.
    """
    GRANTS.require(by, HallPermission.PATROL)
    round_made = Patrol.objects.filter(public_id=patrol).first()
    if round_made is None:
        raise Missing(gettext_noop("There is no patrol “%(patrol)s”."), patrol=patrol)
    values = _checked(record) | {"patrol_id": round_made.pk}
    _hold(values)
    remark = {"patrol_id": round_made.pk, "note": record.note}
    if record.public_id and FindingRemark.objects.filter(public_id=record.public_id).exists():
        return once(FindingRemark, record.public_id, remark)[0].finding
    known = record.public_id and PatrolFinding.objects.filter(public_id=record.public_id).exists()
    if not known and (twin := _open_twin(values, round_made)):
        name = record.public_id or number("WT", round_made.day)
        _remark(twin, round_made, name, record.note, by)
        return twin
    if not record.severity:
        del values["severity"]
    name = record.public_id or number("WT", round_made.day)
    row, made = once(PatrolFinding, name, values, **_weighed(record, values))
    if made:
        body = {"dimension": row.dimension, "severity": row.severity, "points": row.points, "patrol": patrol}
        note(row, RECORD, by, body)
    return row


@transaction.atomic
def see_again(*, patrol: str, finding: str, public_id: str, note: str, by: Actor) -> PatrolFinding:
    """Add to a finding what another round saw of it, as a file tells it; the same again changes nothing."""
    GRANTS.require(by, HallPermission.PATROL)
    round_made = Patrol.objects.filter(public_id=patrol).first()
    if round_made is None:
        raise Missing(gettext_noop("There is no patrol “%(patrol)s”."), patrol=patrol)
    row = PatrolFinding.objects.select_for_update(of=("self",)).filter(public_id=finding).first()
    if row is None:
        raise Missing(gettext_noop("There is no finding “%(finding)s”."), finding=finding)
    _remark(row, round_made, public_id, note, by)
    return row


def note(
    row: PatrolFinding, step: Transition, by: Actor, body: dict[str, object], on: date | None = None
) -> None:
    """One event of a finding, on the day of its round where no other day is told."""
    append(
        topic=TOPIC,
        subject=row.public_id,
        name=step.event,
        by=by,
        at=begin(on or row.patrol.day),
        scope=row.department_id,
        body={**body, "from": "" if not step.sources else step.sources[0], "to": step.target},
    )


def _checked(record: FindingRecord) -> dict[str, object]:
    """The columns that ``record`` says. Raises :class:`Invalid` at the field that names what there is not."""
    plan, house = needed_plan(), department(record.department)
    problems = []
    looked_at = plan.dimension(record.dimension)
    if looked_at is None:
        told = gettext_noop("The plan of patrols knows no dimension “%(key)s”.")
        problems.append(Problem("dimension", told, (("key", record.dimension),)))
    elif record.sub_item and looked_at.item(record.sub_item) is None:
        told = gettext_noop("“%(dimension)s” has no sub-item “%(key)s”.")
        where = (("dimension", str(looked_at.name)), ("key", record.sub_item))
        problems.append(Problem("sub_item", told, where))
    if plan.weighed(record.dimension, record.sub_item, record.severity) is None:
        told = gettext_noop("The plan of patrols knows no severity “%(key)s”.")
        problems.append(Problem("severity", told, (("key", record.severity),)))
    if record.window and record.window not in {one.pk for one in windows(record.department)}:
        told = gettext_noop("%(department)s has no window “%(window)s”.")
        where = (("department", house.short_name), ("window", record.window))
        problems.append(Problem("window", told, where))
    person = _person(record, problems)
    if problems:
        raise Invalid(problems)
    values: dict[str, object] = record.model_dump(exclude={"public_id", "window", "department", "person"})
    return values | {
        "department_id": record.department,
        "window_id": record.window or None,
        "person_id": person.pk if person else None,
    }


def _person(record: FindingRecord, problems: list[Problem]) -> User | None:
    if not record.person:
        return None
    found = next((one for one in staff_of(record.department) if one.username == record.person), None)
    if found is None:
        told = gettext_noop("Nobody called “%(username)s” works for this department.")
        problems.append(Problem("person", told, (("username", record.person),)))
    return found


def _weighed(record: FindingRecord, values: dict[str, object]) -> dict[str, object]:
    """Points, and the severity where the record leaves it to the sub-item."""
    weighed = needed_plan().weighed(record.dimension, record.sub_item, record.severity)
    if weighed is None:
        return {}
    severity, points = weighed
    found: dict[str, object] = {"points": points, "poor_while_open": severity.poor_while_open}
    return found if "severity" in values else {**found, "severity": severity.key}


def _hold(values: dict[str, object]) -> None:
    """Let one transaction at a time record this dimension at this window, so that two find one finding."""
    key = f"hall.finding.{values['department_id']}.{values['window_id']}.{values['dimension']}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 16))", [key])


def _open_twin(values: dict[str, object], round_made: Patrol) -> PatrolFinding | None:
    """The same finding of another round, still open: same dimension, sub-item, place and person."""
    same = {
        name: values[name] for name in ("dimension", "sub_item", "department_id", "window_id", "person_id")
    }
    if values["window_id"] is None:
        same["place"] = values["place"]
    found = PatrolFinding.objects.filter(state=FindingState.OPEN, **same).exclude(patrol=round_made)
    return found.order_by("id").first()


def _remark(twin: PatrolFinding, round_made: Patrol, public_id: str, words: str, by: Actor) -> None:
    values = {"finding_id": twin.pk, "patrol_id": round_made.pk, "note": words}
    _row, made = once(FindingRemark, public_id, values)
    if made:
        append(
            topic=TOPIC,
            subject=twin.public_id,
            name="finding_seen_again",
            by=by,
            at=begin(round_made.day),
            scope=twin.department_id,
            body={"remark": public_id, "patrol": round_made.public_id},
        )
