"""Reads of fieldwork: what the report says of a period, and the lists of the desk, latest first by key."""

from __future__ import annotations

from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When

from banli.authorities.service import trained
from banli.authorities.states import MINISTRY, THING_NAMES
from banli.fieldwork.models import Activity
from banli.fieldwork.rules.facts import CountedTraining, Facts, Kind
from banli.fieldwork.rules.records import ActivityEntry, ActivityRecord, FieldworkWeek, Group, facts_of
from banli.fieldwork.rules.training_figures import Counted, TrainingPeriod, differences, facts_from
from banli.fieldwork.states import ActivityState
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

PAGE = 50
Key = tuple[date, int]
"""Where a page ended: reported_on and id of its last row."""


def activities(start: date, end: date, group: Group | None = None) -> list[Activity]:
    """The activities reported in the period from ``start`` to ``end``, by group and in the report's order."""
    found = Activity.objects.filter(reported_on__range=(start, end))
    if group is not None:
        found = found.filter(group=group)
    places = [When(group=str(one), then=Value(place)) for place, one in enumerate(Group)]
    found = found.annotate(group_place=Case(*places, output_field=IntegerField()))
    return list(found.select_related("department").order_by("group_place", "order", "id"))


def latest(after: Key | None = None, kind: Kind | None = None, limit: int = PAGE) -> list[Activity]:
    """Activities, latest first, of one kind or of all, a page after ``after`` (reported_on, id)."""
    found = Activity.objects.select_related("department")
    if kind is not None:
        found = found.filter(kind=kind)
    if after:
        found = found.filter(Q(reported_on__lt=after[0]) | Q(reported_on=after[0], id__lt=after[1]))
    return list(found.order_by("-reported_on", "-id")[:limit])


def follow_ups_due(until: date, limit: int = PAGE) -> list[Activity]:
    """Talks whose follow-up was agreed for ``until`` or earlier and is not recorded, oldest first."""
    found = Activity.objects.filter(state=ActivityState.AWAITING, follow_up_on__lte=until)
    return list(found.select_related("department").order_by("follow_up_on", "id")[:limit])


def find(public_id: str) -> Activity:
    """The activity of that name. Raises :class:`Missing`."""
    row = Activity.objects.select_related("department").filter(public_id=public_id).first()
    if row is None:
        raise Missing(gettext_noop("There is no activity “%(activity)s”."), activity=public_id)
    return row


def facts_told(activity: Activity) -> Facts:
    """The facts of an activity, typed by its kind."""
    return facts_of(Kind(activity.kind), activity.facts)


def counted(department: str, since: date, until: date) -> Counted:
    """What the batches and the network of the department come to."""
    found = trained(department=department, since=since, until=until)
    return Counted(
        batches=found.batches,
        came=found.came,
        places=found.places,
        fresh=found.fresh,
        total=found.total,
        handed=tuple(THING_NAMES[one].zh for one in found.things),
        approved_by=MINISTRY,
    )


def counted_otherwise(public_id: str) -> list[tuple[str, int, int]]:
    """Figures of a counted training that the record counts otherwise by now: name, as told, as counted now."""
    row = Activity.objects.filter(public_id=public_id, kind=str(Kind.TRAINING)).first()
    facts = facts_told(row) if row else None
    if row is None or not isinstance(facts, CountedTraining):
        return []
    now = counted(row.department_id, facts.since, facts.until)
    period = TrainingPeriod(since=facts.since, until=facts.until)
    return differences(facts, facts_from(period, now))


def fieldwork_week(start: date, end: date) -> FieldworkWeek:
    """What the record tells of the period from ``start`` to ``end`` as its file would.

    A training that was counted says its period, and is counted again where the file is read.
    """
    return FieldworkWeek(activities=[_entry(one) for one in activities(start, end)])


def _entry(row: Activity) -> ActivityEntry:
    names = ActivityRecord.model_fields.keys() - {"department"}
    facts = dict(row.facts)
    if "counted" in facts:
        facts = {name: value for name, value in facts.items() if name in TrainingPeriod.model_fields}
    return ActivityEntry.model_validate(
        {name: getattr(row, name) for name in names}
        | {
            "department": row.department_id,
            "kind": row.kind,
            "facts": facts,
            "followed_up_on": row.followed_up_on,
            "follow_up_result": row.follow_up_result,
        }
    )
