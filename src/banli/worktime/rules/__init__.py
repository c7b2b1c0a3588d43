"""Pure rules: what an edition says, what a calendar makes of several, and how limits are counted on it."""

from banli.worktime.rules.awaited import OPEN_END, Awaited, iso, known, read_awaited, sure
from banli.worktime.rules.calendar import Calendar, DayKind, UnknownYear, Why
from banli.worktime.rules.clock_state import ClockLabel, Standing, clock_label
from banli.worktime.rules.edition import Edition, Notice
from banli.worktime.rules.explanation import DayNote, Effect, Explanation, NoteKind, explain, uses
from banli.worktime.rules.limits import (
    Pause,
    PauseLike,
    due,
    due_moment,
    ends,
    extend,
    months_after,
    remaining,
    working_days_between,
)
from banli.worktime.rules.missing_year import advice, doubts, missing_year
from banli.worktime.rules.units import Unit
from banli.worktime.rules.written import read_pause, read_pauses

__all__ = [
    "OPEN_END",
    "Awaited",
    "Calendar",
    "ClockLabel",
    "DayKind",
    "DayNote",
    "Edition",
    "Effect",
    "Explanation",
    "NoteKind",
    "Notice",
    "Pause",
    "PauseLike",
    "Standing",
    "Unit",
    "UnknownYear",
    "Why",
    "advice",
    "clock_label",
    "doubts",
    "due",
    "due_moment",
    "ends",
    "explain",
    "extend",
    "iso",
    "known",
    "missing_year",
    "months_after",
    "read_awaited",
    "read_pause",
    "read_pauses",
    "remaining",
    "sure",
    "uses",
    "working_days_between",
]
