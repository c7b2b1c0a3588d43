"""Leaders in the hall: who is to come, who came, and what they demanded."""

from __future__ import annotations

from django.db import transaction

from banli.hall.acts.numbers import TOPIC, begin, number
from banli.hall.models import LeaderDemand, LeaderVisit, VisitPlan
from banli.hall.permissions import GRANTS, HallPermission
from banli.hall.rules.records import LeaderVisitRecord, VisitPlanRecord
from banli.hall.states import PlanState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing, Refused
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.records import check_not_ahead
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.people.service import department


@transaction.atomic
def record_leader_visit(*, record: LeaderVisitRecord, by: Actor, plan: str = "") -> LeaderVisit:
    """Record a leader's visit with its demands; the same record a second time changes nothing.

    :param plan: the planned visit that took place with it.
    """
    GRANTS.require(by, HallPermission.RECORD_VISIT)
    check_not_ahead(record.day, clock.today())
    department(record.department)
    values = record.model_dump(exclude={"public_id", "department", "demands"})
    values |= {"department_id": record.department}
    row, made = once(LeaderVisit, record.public_id or number("LD", record.reported_on), values)
    if not made:
        if list(row.demands.order_by("place").values_list("text", flat=True)) != record.demands:
            told = gettext_noop("“%(public_id)s” is on record already and says something else.")
            raise Refused(told, public_id=row.public_id)
        return row
    LeaderDemand.objects.bulk_create(
        [LeaderDemand(visit=row, place=place, text=text) for place, text in enumerate(record.demands, 1)]
    )
    body: dict[str, object] = {"reported_on": record.reported_on.isoformat(), "demands": len(record.demands)}
    if plan:
        _held(plan, row)
        body["plan"] = plan
    append(
        topic=TOPIC,
        subject=row.public_id,
        name="leader_visit_recorded",
        by=by,
        at=begin(row.day) if row.day else None,
        scope=record.department,
        body=body,
    )
    return row


@transaction.atomic
def plan_visit(*, record: VisitPlanRecord, by: Actor) -> VisitPlan:
    """Plan that a leader comes on a day; the same record a second time changes nothing.

    :raises Refused: for a day that is over.
    """
    GRANTS.require(by, HallPermission.RECORD_VISIT)
    department(record.department)
    values = record.model_dump(exclude={"public_id", "department"}) | {"department_id": record.department}
    known = VisitPlan.objects.filter(public_id=record.public_id).exists()
    if not known and record.day < clock.today():
        raise Refused(gettext_noop("%(day)s is over: record the visit itself."), day=record.day)
    row, made = once(VisitPlan, record.public_id or number("JH", record.day), values)
    if made:
        _note(row, "visit_planned", by, {"day": row.day.isoformat()})
    return row


@transaction.atomic
def cancel_visit(*, plan: str, reason: str, by: Actor, version: int | None = None) -> VisitPlan:
    """Take a planned visit off the plan, with the reason."""
    GRANTS.require(by, HallPermission.RECORD_VISIT)
    row = _planned(plan)
    check_unchanged(topic=TOPIC, subject=plan, version=version)
    if unsaid(reason, "text"):
        raise Refused(gettext_noop("Give a reason."))
    row.state = PlanState.CANCELLED
    row.save(update_fields=["state"])
    _note(row, "visit_cancelled", by, {"reason": reason.strip()})
    return row


def _held(plan: str, visit: LeaderVisit) -> None:
    row = _planned(plan)
    row.state, row.visit = PlanState.HELD, visit
    row.save(update_fields=["state", "visit"])


def _planned(plan: str) -> VisitPlan:
    """The plan, locked, where it still stands. Raises :class:`Missing`, :class:`Refused`."""
    row = VisitPlan.objects.select_for_update().filter(public_id=plan).first()
    if row is None:
        raise Missing(gettext_noop("There is no planned visit “%(plan)s”."), plan=plan)
    if row.state != PlanState.PLANNED:
        raise Refused(gettext_noop("This visit is not on the plan any more."))
    return row


def _note(row: VisitPlan, name: str, by: Actor, body: dict[str, object]) -> None:
    append(topic=TOPIC, subject=row.public_id, name=name, by=by, scope=row.department_id, body=body)
