"""The door of working time."""

from banli.worktime.acts import Loaded, load_editions
from banli.worktime.rules.calendar import Calendar, DayKind, UnknownYear, Why
from banli.worktime.rules.edition import Edition, Notice
from banli.worktime.rules.explanation import DayNote, Effect, Explanation, NoteKind, explain, uses
from banli.worktime.rules.limits import (
    Pause,
    PauseLike,
    Unit,
    due,
    due_moment,
    extend,
    months_after,
    remaining,
    working_days_between,
)
from banli.worktime.rules.written import read_pause, read_pauses
from banli.worktime.selectors import (
    SHIPPED,
    calendar,
    calendar_in,
    editions_in,
    forget_calendar,
    loaded_editions,
    shipped_calendar,
)

__all__ = [
    "SHIPPED",
    "Calendar",
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
    "Unit",
    "UnknownYear",
    "Why",
    "calendar",
    "calendar_in",
    "due",
    "due_moment",
    "editions_in",
    "explain",
    "extend",
    "forget_calendar",
    "load_editions",
    "loaded_editions",
    "months_after",
    "read_pause",
    "read_pauses",
    "remaining",
    "shipped_calendar",
    "uses",
    "working_days_between",
]
