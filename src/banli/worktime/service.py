"""The door of working time."""

from banli.worktime.acts import Loaded, load_edition, load_editions
from banli.worktime.rules.awaited import OPEN_END, Awaited, iso, known, read_awaited, sure
from banli.worktime.rules.calendar import Calendar, DayKind, UnknownYear, Why
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
from banli.worktime.rules.missing import advice, doubts, missing_year
from banli.worktime.rules.standing import ClockLabel, Standing, clock_label
from banli.worktime.rules.units import Unit
from banli.worktime.rules.written import read_pause, read_pauses
from banli.worktime.selectors import (
    SHIPPED,
    calendar,
    calendar_in,
    edition_at,
    editions_in,
    forget_calendar,
    loaded_editions,
    shipped_calendar,
)

__all__ = [
    "OPEN_END",
    "SHIPPED",
    "Awaited",
    "Calendar",
    "ClockLabel",
    "DayKind",
    "DayNote",
    "Edition",
    "Effect",
    "Explanation",
    "Loaded",
    "NoteKind",
    "Notice",
    "Pause",
    "PauseLike",
    "Standing",
    "Unit",
    "UnknownYear",
    "Why",
    "advice",
    "calendar",
    "calendar_in",
    "clock_label",
    "doubts",
    "due",
    "due_moment",
    "edition_at",
    "editions_in",
    "ends",
    "explain",
    "extend",
    "forget_calendar",
    "iso",
    "known",
    "load_edition",
    "load_editions",
    "loaded_editions",
    "missing_year",
    "months_after",
    "read_awaited",
    "read_pause",
    "read_pauses",
    "remaining",
    "shipped_calendar",
    "sure",
    "uses",
    "working_days_between",
]
