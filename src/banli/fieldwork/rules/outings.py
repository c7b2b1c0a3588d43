"""What a plan of an activity says, and when something may be done about it or about who is on its list. Pure."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from banli.fieldwork.rules.facts import Kind
from banli.fieldwork.states import CALL_OFF, HOLD, LIST, SIGN_IN, OutingState
from banli.kernel.printable import unsaid
from banli.kernel.records import Code, Line, Record
from banli.kernel.text import gettext_noop

MOST_ATTENDEES = 500
"""People on one list."""


class OutingRecord(Record):
    """An activity that is to be held: its kind, day and place, who goes, and for whom or with whom."""

    kind: Kind
    day: date
    department: Code
    matter: Line
    place: Line
    team: Annotated[list[Line], Field(min_length=1)]
    targets: Annotated[list[Line], Field(min_length=1)]


def overdue(state: OutingState, day: date, today: date) -> bool:
    """True where the day is over and nobody recorded that it was held, or called it off."""
    return state is OutingState.PLANNED and day < today


def why_not_call_off(state: OutingState, reason: str) -> str:
    """Why a plan cannot be called off for that reason; '' where it can."""
    if state not in CALL_OFF.sources:
        return gettext_noop("This activity is not on the plan any more.")
    return gettext_noop("Give a reason.") if unsaid(reason, "text") else ""


def why_not_hold(state: OutingState, planned: str, held: str) -> str:
    """Why the activity of a kind cannot be what was planned; '' where it can."""
    if state not in HOLD.sources:
        return gettext_noop("This activity is not on the plan any more.")
    return gettext_noop("Something of another kind was planned.") if planned != held else ""


def why_not_list(state: OutingState, listed: int, *, removed: bool = False) -> str:
    """Why nobody more can be put on the list of a plan with so many on it; '' where somebody can.

    :param removed: the names of the list were deleted at the end of their term.
    """
    if removed:
        return gettext_noop("The names of this list were deleted at the end of their term.")
    if state not in LIST.sources:
        return gettext_noop("The list is closed: the activity was recorded or called off.")
    return gettext_noop("The list is full.") if listed >= MOST_ATTENDEES else ""


def why_not_sign_in(state: OutingState, day: date, today: date) -> str:
    """Why nobody can be signed in; '' where somebody can: from the day on, until it is recorded."""
    if state not in SIGN_IN.sources:
        return gettext_noop("The list is closed: the activity was recorded or called off.")
    return gettext_noop("People are signed in from the day of the activity on.") if today < day else ""
