"""The door of fieldwork."""

from banli.fieldwork.acts.matters import (
    assign_matter,
    close_matter,
    note_matter,
    recheck_matter,
    reopen_matter,
)
from banli.fieldwork.acts.opinions import ask_opinion, enter_opinion, give_opinion_by_code
from banli.fieldwork.acts.outings import (
    call_off_outing,
    list_attendee,
    plan_outing,
    sign_in_attendee,
)
from banli.fieldwork.acts.record import (
    follow_up,
    record_green_channel,
    record_outreach,
    record_talk,
    record_training,
    record_visit,
)
from banli.fieldwork.acts.retention import forget_attendees, load_fieldwork_book
from banli.fieldwork.acts.training_figures import count_training
from banli.fieldwork.acts.week import load_week
from banli.fieldwork.models import Activity, Attendee, Matter, Opinion, Outing
from banli.fieldwork.permissions import GRANTS, FieldworkPermission
from banli.fieldwork.rules.book import FieldworkFile, names_go_on
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
from banli.fieldwork.rules.matters import (
    NewMatter,
    overdue_sentence,
    why_not_assign,
    why_not_close,
    why_not_recheck,
    why_not_reopen,
)
from banli.fieldwork.rules.opinions import LONGEST, Satisfaction, why_not_give
from banli.fieldwork.rules.outings import OutingRecord, overdue, why_not_list, why_not_sign_in
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
from banli.fieldwork.selectors.book import came_to, fieldwork_book
from banli.fieldwork.selectors.matters import (
    find_matter,
    matter_names,
    matters_of,
    overdue_matters,
    papers_of_matters,
)
from banli.fieldwork.selectors.opinions import opinion_by_code, opinions_of, satisfaction_of
from banli.fieldwork.selectors.outings import (
    Waiting,
    attendees_of,
    fieldwork_agenda,
    find_outing,
    planned_outings,
)

__all__ = [
    "GRANTS",
    "GROUP_NAMES",
    "KIND_NAMES",
    "LONGEST",
    "Activity",
    "ActivityRecord",
    "Attendee",
    "CountedTraining",
    "Facts",
    "FieldworkFile",
    "FieldworkPermission",
    "FieldworkWeek",
    "GreenChannel",
    "Group",
    "Kind",
    "Matter",
    "NewMatter",
    "Opinion",
    "Outing",
    "OutingRecord",
    "Outreach",
    "Point",
    "Satisfaction",
    "Talk",
    "Training",
    "TrainingPeriod",
    "Visit",
    "Waiting",
    "activities",
    "ask_opinion",
    "assign_matter",
    "attendees_of",
    "call_off_outing",
    "came_to",
    "close_matter",
    "composed",
    "count_training",
    "counted_otherwise",
    "enter_opinion",
    "facts_told",
    "fieldwork_agenda",
    "fieldwork_book",
    "fieldwork_week",
    "find",
    "find_matter",
    "find_outing",
    "follow_up",
    "follow_ups_due",
    "forget_attendees",
    "give_opinion_by_code",
    "latest",
    "list_attendee",
    "load_fieldwork_book",
    "load_week",
    "matter_names",
    "matters_of",
    "names_go_on",
    "needed",
    "note_matter",
    "opinion_by_code",
    "opinions_of",
    "overdue",
    "overdue_matters",
    "overdue_sentence",
    "papers_of_matters",
    "plan_outing",
    "planned_outings",
    "recheck_matter",
    "record_green_channel",
    "record_outreach",
    "record_talk",
    "record_training",
    "record_visit",
    "reopen_matter",
    "satisfaction_of",
    "sign_in_attendee",
    "why_not_assign",
    "why_not_close",
    "why_not_give",
    "why_not_list",
    "why_not_recheck",
    "why_not_reopen",
    "why_not_sign_in",
]
