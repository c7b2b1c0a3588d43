"""Recording activities, one act for each kind, and following up."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction

from banli.cases.service import find as find_case
from banli.catalogue.service import current
from banli.fieldwork.acts.outings import hold
from banli.fieldwork.models import Activity
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.facts import Facts, GreenChannel, Outreach, Talk, Training, Visit, kind_of
from banli.fieldwork.rules.records import ActivityRecord, check
from banli.fieldwork.states import FOLLOW_UP, RECORD, RECORD_TO_FOLLOW_UP, ActivityState
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.once import once
from banli.kernel.printable import unsaid
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop
from banli.ledger.service import append, check_unchanged
from banli.numbering.service import take
from banli.people.service import department

TOPIC = "fieldwork"


@transaction.atomic
def record_training(*, record: ActivityRecord, facts: Training, by: Actor, plan: str = "") -> Activity:
    """Record a training; the same record a second time changes nothing."""
    return _record(record, facts, by, plan)


@transaction.atomic
def record_talk(*, record: ActivityRecord, facts: Talk, by: Actor, plan: str = "") -> Activity:
    """Record a talk; where a day of follow-up was agreed it waits for :func:`follow_up`."""
    return _record(record, facts, by, plan, follow_up_on=facts.follow_up_on)


@transaction.atomic
def record_green_channel(
    *, record: ActivityRecord, facts: GreenChannel, by: Actor, plan: str = ""
) -> Activity:
    """Record how a green channel sped approvals up; the same record a second time changes nothing."""
    return _record(record, facts, by, plan)


@transaction.atomic
def record_outreach(*, record: ActivityRecord, facts: Outreach, by: Actor, plan: str = "") -> Activity:
    """Record service at the applicant's own place; the same record a second time changes nothing."""
    return _record(record, facts, by, plan)


@transaction.atomic
def record_visit(*, record: ActivityRecord, facts: Visit, by: Actor, plan: str = "") -> Activity:
    """Record a visit; the same record a second time changes nothing."""
    return _record(record, facts, by, plan)


@transaction.atomic
def follow_up(*, activity: str, on: date, result: str, by: Actor, version: int | None = None) -> Activity:
    """Record on which day a talk was followed up, and with what result.

    :raises Overtaken: where something about it was written after ``version``; None does not ask.
    """
    row = Activity.objects.select_for_update().filter(public_id=activity).first()
    if row is None:
        raise Missing(gettext_noop("There is no activity “%(activity)s”."), activity=activity)
    GRANTS.require(by, FieldworkPermission.RECORD, department=row.department_id)
    check_unchanged(topic=TOPIC, subject=activity, version=version)
    if ActivityState(row.state) not in FOLLOW_UP.sources:
        raise Refused(gettext_noop("Activity %(activity)s waits for no follow-up."), activity=activity)
    check_not_ahead(on, clock.today())
    check_order(row.day or row.reported_on, on)
    if unsaid(result, "text"):
        raise Refused(gettext_noop("Say what the follow-up found."))
    row.state, row.followed_up_on, row.follow_up_result = FOLLOW_UP.target, on, result.strip()
    row.save(update_fields=["state", "followed_up_on", "follow_up_result"])
    append(
        topic=TOPIC,
        subject=row.public_id,
        name=FOLLOW_UP.event,
        by=by,
        at=_begin(on),
        scope=row.department_id,
        facet=row.kind,
    )
    return row


def _record(
    record: ActivityRecord, facts: Facts, by: Actor, plan: str, follow_up_on: date | None = None
) -> Activity:
    """The one path of every kind; ``plan`` names the planned activity that took place with it, '' for none."""
    GRANTS.require(by, FieldworkPermission.RECORD, department=record.department)
    check(record, facts)
    check_not_ahead(record.day, clock.today())
    department(record.department)
    _tied(record, by)
    step = RECORD_TO_FOLLOW_UP if follow_up_on else RECORD
    kind, told = kind_of(facts), facts.model_dump(mode="json")
    values = record.model_dump(exclude={"public_id", "department"}) | {
        "department_id": record.department,
        "kind": kind,
        "facts": told,
        "follow_up_on": follow_up_on,
    }
    row, made = once(Activity, record.public_id or _number(record.reported_on), values, state=step.target)
    if made:
        if plan:
            hold(plan, row, by)
        append(
            topic=TOPIC,
            subject=row.public_id,
            name=step.event,
            by=by,
            at=_begin(record.day) if record.day else None,
            scope=record.department,
            facet=kind,
            body={"reported_on": record.reported_on.isoformat(), "facts": told},
        )
    return row


def _tied(record: ActivityRecord, by: Actor) -> None:
    """The items and cases that it names are there, and ``by`` may see the cases. Raises :class:`Invalid`."""
    problems = []
    for place, told, look in (("items", record.items, _item), ("cases", record.cases, find_case)):
        for one in told:
            try:
                look(one, by)
            except Missing:
                words = gettext_noop("There is no “%(name)s”, or it is not yours to see.")
                problems.append(Problem(place, words, (("name", one),)))
    if problems:
        raise Invalid(problems)


def _item(slug: str, _by: Actor) -> object:
    return current(slug)


def _number(day: date) -> str:
    return f"HD-{day.year}-{take(f'fieldwork.{day.year}'):04d}"


def _begin(day: date) -> datetime:
    """The first moment of ``day``: the record knows the day of what was done, not the hour."""
    return datetime.combine(day, time.min, clock.SHANGHAI)
