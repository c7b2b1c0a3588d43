"""Which clock of a suggestion has run out. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from banli.kernel.text import Words
from banli.suggestions.states import SuggestionState
from banli.worktime.rules import OPEN_END


class SuggestionClock(StrEnum):
    BEGIN = "begin"
    """Nobody assigned it or took it up."""
    ANSWER = "answer"
    """Nobody answered it."""


LATE_NAMES: dict[SuggestionClock, Words] = {
    SuggestionClock.BEGIN: Words(zh="意见建议逾期未分办、未接办", en="Not assigned or taken up in time"),
    SuggestionClock.ANSWER: Words(zh="意见建议逾期未答复", en="Not answered in time"),
}
LATE_EVENTS: dict[SuggestionClock, str] = {
    SuggestionClock.BEGIN: "beginning_late",
    SuggestionClock.ANSWER: "answering_late",
}
WAITING = {
    SuggestionState.RECEIVED: SuggestionClock.BEGIN,
    SuggestionState.ASSIGNED: SuggestionClock.ANSWER,
    SuggestionState.TAKEN_UP: SuggestionClock.ANSWER,
}


class Waiting(Protocol):
    """What the rule wants to know of a suggestion."""

    @property
    def state(self) -> str: ...
    @property
    def begin_by(self) -> date: ...
    @property
    def answer_by(self) -> date: ...


def next_day(one: Waiting) -> date | None:
    """The last day of the clock that runs now; None where none runs, or where it waits for a notice of holidays."""
    clock = WAITING.get(SuggestionState(one.state))
    if clock is None:
        return None
    day = one.begin_by if clock is SuggestionClock.BEGIN else one.answer_by
    return None if day == OPEN_END else day


def run_out(one: Waiting, today: date) -> tuple[SuggestionClock, date] | None:
    """The clock that whoever is to act has let run out, and its last day; None where there is none.

    The last day itself is in time.
    """
    clock, day = WAITING.get(SuggestionState(one.state)), next_day(one)
    if clock is None or day is None or day >= today:
        return None
    return clock, day
