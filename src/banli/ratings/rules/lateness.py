"""Which clock of a bad rating has run out. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from banli.kernel.text import Words
from banli.ratings.states import RatingState
from banli.worktime.rules import OPEN_END


class LateClock(StrEnum):
    """The clock that ran out."""

    CALL = "call"
    """Nobody called whoever rated."""
    MEND = "mend"
    """It was not mended and answered."""


LATE_NAMES: dict[LateClock, Words] = {
    LateClock.CALL: Words(zh="差评逾期未回访", en="A bad rating was not called back in time"),
    LateClock.MEND: Words(zh="差评逾期未整改答复", en="A bad rating was not mended and answered in time"),
}
LATE_EVENTS: dict[LateClock, str] = {
    LateClock.CALL: "call_back_late",
    LateClock.MEND: "mending_late",
}
WAITING = {
    RatingState.TO_CALL: LateClock.CALL,
    RatingState.TO_MEND: LateClock.MEND,
    RatingState.APPEALED: LateClock.MEND,
    RatingState.TO_REPLY: LateClock.MEND,
}


class Rated(Protocol):
    """What the rule wants to know of a rating."""

    @property
    def state(self) -> str: ...
    @property
    def call_by(self) -> date | None: ...
    @property
    def mend_by(self) -> date | None: ...


def run_out(one: Rated, today: date) -> tuple[LateClock, date] | None:
    """The clock that whoever is to act has let run out, and its last day; None where there is none.

    The last day itself is in time. A day that waits for a notice of public holidays is never over.
    """
    late = WAITING.get(RatingState(one.state))
    if late is None:
        return None
    due = one.call_by if late is LateClock.CALL else one.mend_by
    return (late, due) if due is not None and due != OPEN_END and due < today else None
