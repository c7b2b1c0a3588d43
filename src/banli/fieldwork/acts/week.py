"""Recording a whole week of fieldwork from a file."""

from __future__ import annotations

from django.db import transaction
from pydantic import ValidationError

from banli.fieldwork.acts.record import (
    follow_up,
    record_green_channel,
    record_outreach,
    record_talk,
    record_training,
    record_visit,
)
from banli.fieldwork.acts.training_figures import count_training
from banli.fieldwork.models import Activity
from banli.fieldwork.rules.facts import Facts, GreenChannel, Kind, Outreach, Talk, Training
from banli.fieldwork.rules.records import ActivityEntry, ActivityRecord, FieldworkWeek, facts_of
from banli.fieldwork.rules.training_figures import TrainingPeriod
from banli.fieldwork.states import ActivityState
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Problem
from banli.kernel.records import placed
from banli.kernel.text import gettext_noop


@transaction.atomic
def load_week(*, data: FieldworkWeek, by: Actor) -> int:
    """Record everything of ``data`` by the ordinary acts, all or nothing; what is on record stays as it is.

    Returns the number of entries. A fault is an :class:`Invalid` whose problem names the entry and key, such
    as ``activities.1.facts.batches``.
    """
    for place, entry in enumerate(data.activities):
        with placed(f"activities.{place}"):
            row = _record(entry.record(), _facts(entry), by)
            if entry.followed_up_on and row.state == ActivityState.AWAITING:
                result = entry.follow_up_result
                follow_up(activity=row.public_id, on=entry.followed_up_on, result=result, by=by)
    return len(data.activities)


def _facts(entry: ActivityEntry) -> Facts | TrainingPeriod:
    """The facts of an entry; a training that says from when it is to be counted has its period only."""
    try:
        if entry.kind is Kind.TRAINING and "since" in entry.facts:
            return TrainingPeriod.model_validate(entry.facts)
        return facts_of(entry.kind, entry.facts)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(("facts", *(str(step) for step in first["loc"])))
        detail = first["msg"].removeprefix("Value error, ")
        message = gettext_noop("“%(key)s” is not valid: %(detail)s")
        raise Invalid([Problem(where, message, (("key", where), ("detail", detail)))]) from None


def _record(record: ActivityRecord, facts: Facts | TrainingPeriod, by: Actor) -> Activity:
    if isinstance(facts, TrainingPeriod):
        return count_training(record=record, facts=facts, by=by)
    if isinstance(facts, Training):
        return record_training(record=record, facts=facts, by=by)
    if isinstance(facts, Talk):
        return record_talk(record=record, facts=facts, by=by)
    if isinstance(facts, GreenChannel):
        return record_green_channel(record=record, facts=facts, by=by)
    if isinstance(facts, Outreach):
        return record_outreach(record=record, facts=facts, by=by)
    return record_visit(record=record, facts=facts, by=by)
