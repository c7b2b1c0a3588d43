"""Recording a training whose figures the platform counts from the batches of the network."""

from __future__ import annotations

from django.db import transaction

from banli.fieldwork.acts.record import record_training
from banli.fieldwork.models import Activity
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.facts import CountedTraining, Kind
from banli.fieldwork.rules.records import ActivityRecord
from banli.fieldwork.rules.training_figures import TrainingPeriod, facts_from, filled
from banli.fieldwork.selectors import counted, facts_told
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.records import check_not_ahead, check_order
from banli.kernel.text import gettext_noop


@transaction.atomic
def count_training(*, record: ActivityRecord, facts: TrainingPeriod, by: Actor, plan: str = "") -> Activity:
    """Record a training with the figures that the department's batches come to; its words have places for them.

    What is on record already stays as it was counted.

    :raises Refused: where no batch of the period is on record, or the period is not over.
    :raises Invalid: at ``report_text`` for a place that cannot be filled.
    """
    GRANTS.require(by, FieldworkPermission.RECORD, department=record.department)
    check_order(facts.since, facts.until)
    check_not_ahead(facts.until, clock.today())
    made = _kept(record.public_id, facts)
    if made is None:
        found = counted(record.department, facts.since, facts.until)
        if not found.batches or not found.came:
            message = gettext_noop("Nobody's training is on record from %(since)s to %(until)s.")
            raise Refused(message, since=facts.since, until=facts.until)
        made = facts_from(facts, found)
    text = filled(record.report_text, made)
    return record_training(
        record=record.model_copy(update={"report_text": text}), facts=made, by=by, plan=plan
    )


def _kept(public_id: str, period: TrainingPeriod) -> CountedTraining | None:
    """The figures as they were counted when this was recorded before; None where it was not."""
    row = Activity.objects.filter(public_id=public_id, kind=str(Kind.TRAINING)).first() if public_id else None
    told = facts_told(row) if row else None
    if not isinstance(told, CountedTraining) or (told.since, told.until) != (period.since, period.until):
        return None
    return told.model_copy(update={"topics": period.topics})
