"""What came up at an activity: noted with its answer, given to a department with a day, settled, looked at again."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from banli.fieldwork.models import Activity, Matter
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.matters import (
    NewMatter,
    why_not_assign,
    why_not_close,
    why_not_recheck,
    why_not_reopen,
)
from banli.fieldwork.selectors import find
from banli.fieldwork.selectors.matters import find_matter
from banli.fieldwork.states import (
    ASSIGN_MATTER,
    CLOSE_MATTER,
    NOTE_MATTER,
    RECHECK_MATTER,
    REOPEN_MATTER,
    MatterState,
    MatterStep,
)
from banli.files.service import StoredFile
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import unsaid
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.people.service import department

TOPIC = "fieldwork"
P = FieldworkPermission


@transaction.atomic
def note_matter(*, activity: str, told: NewMatter, by: Actor, version: int | None = None) -> Matter:
    """Note a question or a demand of an activity, and give it to a department where one is named.

    :raises Overtaken: where something about the activity was written after ``version``, as by a second click.
    """
    GRANTS.require(by, P.RECORD, department=find(activity).department_id)
    row = Activity.objects.select_for_update().get(public_id=activity)
    check_unchanged(topic=TOPIC, subject=activity, version=version)
    if unsaid(told.text, "text"):
        raise Invalid([Problem("text", gettext_noop("Say what was asked or demanded."))])
    if bool(told.to) != bool(told.due_on):
        wrong = gettext_noop("Say who has to settle it and until which day, or neither.")
        raise Invalid([Problem("due_on" if told.to else "department", wrong)])
    one = Matter.objects.create(
        activity=row,
        place=row.matters.count() + 1,
        kind=str(told.kind),
        text=told.text.strip(),
        answer=told.answer.strip(),
    )
    append(
        topic=TOPIC,
        subject=activity,
        name=NOTE_MATTER.event,
        by=by,
        scope=row.department_id,
        facet=row.kind,
        body={"matter": one.subject, "kind": one.kind},
    )
    if told.due_on:
        return assign_matter(matter=one.subject, to=told.to, due_on=told.due_on, by=by)
    return one


@transaction.atomic
def assign_matter(*, matter: str, to: str, due_on: date, by: Actor, version: int | None = None) -> Matter:
    """Give it to a department until a day; doing it again moves it to another or to another day."""
    row = _locked(matter)
    GRANTS.require(by, P.RECORD, department=row.activity.department_id)
    check_unchanged(topic=TOPIC, subject=matter, version=version)
    house = department(to)
    if why_not := why_not_assign(MatterState(row.state), _held(row), due_on):
        raise Refused(why_not)
    if (row.department_id, row.due_on) == (house.pk, due_on):
        return row
    row.department, row.due_on = house, due_on
    return _move(row, ASSIGN_MATTER, by, {"department": house.pk, "due_on": due_on.isoformat()})


@transaction.atomic
def close_matter(
    *,
    matter: str,
    on: date,
    proof: str,
    by: Actor,
    file: StoredFile | None = None,
    version: int | None = None,
) -> Matter:
    """Say on which day it was settled and what shows it; the department that has to, or the hall, may say so."""
    row = _locked(matter)
    GRANTS.require(by, P.RECORD, department=row.department_id or row.activity.department_id)
    check_unchanged(topic=TOPIC, subject=matter, version=version)
    if why_not := why_not_close(MatterState(row.state), proof):
        raise Refused(why_not)
    check_not_ahead(on, clock.today())
    check_order(_held(row), on)
    row.proof, row.file, row.closed_on, row.closed_by_id = proof.strip(), file, on, by.id
    return _move(row, CLOSE_MATTER, by, {"file": file.sha256} if file else {}, on)


@transaction.atomic
def recheck_matter(*, matter: str, found: str, by: Actor, version: int | None = None) -> Matter:
    """Look again and confirm that it is settled; somebody else than who closed it does."""
    row = _locked(matter)
    GRANTS.require(by, P.RECORD, department=row.activity.department_id)
    check_unchanged(topic=TOPIC, subject=matter, version=version)
    own = row.closed_by_id is not None and row.closed_by_id == by.id
    if why_not := why_not_recheck(MatterState(row.state), found, closed_by_self=own):
        raise Refused(why_not)
    row.found, row.rechecked_on = found.strip(), clock.today()
    return _move(row, RECHECK_MATTER, by, {})


@transaction.atomic
def reopen_matter(*, matter: str, reason: str, by: Actor, version: int | None = None) -> Matter:
    """Find that it is not settled; the department must go on, the day stays."""
    row = _locked(matter)
    GRANTS.require(by, P.RECORD, department=row.activity.department_id)
    check_unchanged(topic=TOPIC, subject=matter, version=version)
    if why_not := why_not_reopen(MatterState(row.state), reason):
        raise Refused(why_not)
    told: dict[str, object] = {"reason": reason.strip(), "proof": row.proof}
    row.proof, row.file, row.closed_on, row.closed_by_id = "", None, None, None
    row.found, row.rechecked_on = "", None
    return _move(row, REOPEN_MATTER, by, told)


def _locked(matter: str) -> Matter:
    pk = find_matter(matter).pk
    return Matter.objects.select_for_update(of=("self",)).select_related("activity").get(pk=pk)


def _held(row: Matter) -> date:
    return row.activity.day or row.activity.reported_on


def _move(
    row: Matter, step: MatterStep, by: Actor, body: dict[str, object], on: date | None = None
) -> Matter:
    before, row.state = row.state, step.target
    row.save()
    _note(row, step, by, {**body, "from": before, "to": step.target}, on)
    return row


def _note(row: Matter, step: MatterStep, by: Actor, body: dict[str, object], on: date | None = None) -> None:
    append(
        topic=TOPIC,
        subject=row.subject,
        name=step.event,
        by=by,
        at=datetime.combine(on, time.min, clock.SHANGHAI) if on else None,
        scope=row.department_id or row.activity.department_id,
        body=body,
    )
