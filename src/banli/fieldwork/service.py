"""The door of fieldwork."""

from banli.fieldwork.acts.record import (
    follow_up,
    record_green_channel,
    record_outreach,
    record_talk,
    record_training,
    record_visit,
)
from banli.fieldwork.acts.training_figures import count_training
from banli.fieldwork.acts.week import load_week
from banli.fieldwork.models import Activity
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.facts import (
    KIND_NAMES,
    CountedTraining,
    Facts,
    GreenChannel,
    Kind,
    Outreach,
    Point,
    Talk,
    Training,
    Visit,
)
from banli.fieldwork.rules.records import GROUP_NAMES, ActivityRecord, FieldworkWeek, Group, needed
from banli.fieldwork.rules.report_text import composed
from banli.fieldwork.rules.training_figures import TrainingPeriod
from banli.fieldwork.selectors import (
    activities,
    counted_otherwise,
    facts_told,
    fieldwork_week,
    find,
    follow_ups_due,
    latest,
)

__all__ = [
    "GRANTS",
    "GROUP_NAMES",
    "KIND_NAMES",
    "Activity",
    "ActivityRecord",
    "CountedTraining",
    "Facts",
    "FieldworkPermission",
    "FieldworkWeek",
    "GreenChannel",
    "Group",
    "Kind",
    "Outreach",
    "Point",
    "Talk",
    "Training",
    "TrainingPeriod",
    "Visit",
    "activities",
    "composed",
    "count_training",
    "counted_otherwise",
    "facts_told",
    "fieldwork_week",
    "find",
    "follow_up",
    "follow_ups_due",
    "latest",
    "load_week",
    "needed",
    "record_green_channel",
    "record_outreach",
    "record_talk",
    "record_training",
    "record_visit",
]
