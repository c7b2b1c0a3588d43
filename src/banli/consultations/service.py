"""The door of consultations."""

from banli.consultations.acts import ask, call_off, conclude, give_opinion, record_meeting
from banli.consultations.models import Consultation, ConsultationMeeting, Consulted
from banli.consultations.permissions import GRANTS, ConsultationPermission
from banli.consultations.rules import (
    MOST,
    Answered,
    Asked,
    ConsultationRecord,
    MeetingRecord,
    Standing,
    why_not_answer,
    why_not_conclude,
)
from banli.consultations.selectors import (
    TOPIC,
    answers,
    consultations_of,
    ended_consultations,
    find_consultation,
    open_consultations,
    owed_by,
    seats,
    standing_of,
    visible_consultations,
    who,
)

__all__ = [
    "GRANTS",
    "MOST",
    "TOPIC",
    "Answered",
    "Asked",
    "Consultation",
    "ConsultationMeeting",
    "ConsultationPermission",
    "ConsultationRecord",
    "Consulted",
    "MeetingRecord",
    "Standing",
    "answers",
    "ask",
    "call_off",
    "conclude",
    "consultations_of",
    "ended_consultations",
    "find_consultation",
    "give_opinion",
    "open_consultations",
    "owed_by",
    "record_meeting",
    "seats",
    "standing_of",
    "visible_consultations",
    "who",
    "why_not_answer",
    "why_not_conclude",
]
