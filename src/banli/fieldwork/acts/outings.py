"""Planning an activity, who is on its list and came, and calling it off."""

from __future__ import annotations

from django.db import transaction

from banli.fieldwork.models import Activity, Attendee, Outing
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.outings import (
    OutingRecord,
    why_not_call_off,
    why_not_hold,
    why_not_list,
    why_not_sign_in,
)
from banli.fieldwork.selectors.outings import NO_OUTING
from banli.fieldwork.states import CALL_OFF, HOLD, LIST, PLAN, SIGN_IN, OutingState, OutingStep
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import department

TOPIC = "fieldwork"


@transaction.atomic
def plan_outing(*, record: OutingRecord, by: Actor) -> Outing:
    """Plan an activity on a day; the same record a second time changes nothing.

    :raises Refused: for a day that is over.
    """
    GRANTS.require(by, FieldworkPermission.RECORD, department=record.department)
    department(record.department)
    values = record.model_dump(exclude={"public_id", "department"}) | {"department_id": record.department}
    known = Outing.objects.filter(public_id=record.public_id).exists()
    if not known and record.day < clock.today():
        raise Refused(gettext_noop("%(day)s is over: record the activity itself."), day=record.day)
    row, made = once(Outing, record.public_id or _number(record.day.year), values)
    if made:
        note_step(row, PLAN, by, {"day": row.day.isoformat()})
    return row


@transaction.atomic
def call_off_outing(*, outing: str, reason: str, by: Actor, version: int | None = None) -> Outing:
    """Take an activity off the plan, with the reason."""
    row = _locked(outing, by)
    check_unchanged(topic=TOPIC, subject=outing, version=version)
    if why_not := why_not_call_off(OutingState(row.state), reason):
        raise Refused(why_not)
    row.state, row.reason = OutingState.CANCELLED, reason.strip()
    row.save(update_fields=["state", "reason"])
    note_step(row, CALL_OFF, by, {"reason": row.reason})
    return row


@transaction.atomic
def list_attendee(*, outing: str, name: str, unit: str, by: Actor) -> Attendee:
    """Put somebody on the list; who is on it already stays once. The record has the place and no name."""
    row = _locked(outing, by)
    if unsaid(name, "text"):
        raise Invalid([Problem("name", gettext_noop("Say who it is."))])
    told = {"name": name.strip(), "unit": unit.strip()}
    found = row.attendees.filter(**told).first()
    if found is not None:
        return found
    listed = row.attendees.count()
    if why_not := why_not_list(OutingState(row.state), listed, removed=row.names_removed_on is not None):
        raise Refused(why_not)
    one = Attendee.objects.create(outing=row, place=listed + 1, **told)
    note_step(row, LIST, by, {"place": one.place})
    return one


@transaction.atomic
def sign_in_attendee(*, outing: str, place: int, by: Actor) -> Attendee:
    """Write down that somebody on the list came; a second time nothing happens."""
    row = _locked(outing, by)
    one = row.attendees.filter(place=place).first()
    if one is None:
        raise Missing(gettext_noop("Nobody has this place on the list."))
    if one.signed_in_at is not None:
        return one
    if why_not := why_not_sign_in(OutingState(row.state), row.day, clock.today()):
        raise Refused(why_not)
    one.signed_in_at, one.signed_in_by_id = clock.now(), by.id
    one.save(update_fields=["signed_in_at", "signed_in_by"])
    note_step(row, SIGN_IN, by, {"place": place})
    return one


def hold(plan: str, activity: Activity, by: Actor) -> None:
    """What was planned took place: ``activity`` is its record."""
    row = _locked(plan, by)
    if why_not := why_not_hold(OutingState(row.state), row.kind, activity.kind):
        raise Refused(why_not)
    row.state, row.activity = OutingState.HELD, activity
    row.save(update_fields=["state", "activity"])
    came = row.attendees.filter(signed_in_at__isnull=False).count()
    note_step(row, HOLD, by, {"activity": activity.public_id, "came": came})


def _locked(public_id: str, by: Actor) -> Outing:
    row = Outing.objects.select_for_update().filter(public_id=public_id).first()
    if row is None:
        raise Missing(NO_OUTING, outing=public_id)
    GRANTS.require(by, FieldworkPermission.RECORD, department=row.department_id)
    return row


def _number(year: int) -> str:
    return f"JHD-{year}-{take(f'fieldwork.plan.{year}'):04d}"


def note_step(row: Outing, step: OutingStep, by: Actor, body: dict[str, object]) -> None:
    """Write the event of ``step``."""
    append(
        topic=TOPIC,
        subject=row.public_id,
        name=step.event,
        by=by,
        scope=row.department_id,
        facet=row.kind,
        body=body,
    )
