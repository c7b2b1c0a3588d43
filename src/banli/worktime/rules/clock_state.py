"""How a clock stands on a day, in one word and in words: the same on every page, in every list and in the API. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banli.kernel.text import Told, gettext_noop, told_of
from banli.worktime.rules.awaited import OPEN_END
from banli.worktime.rules.calendar import Calendar
from banli.worktime.rules.limits import remaining
from banli.worktime.rules.units import Unit


class Standing(StrEnum):
    """Where a day lies beside the last day of a clock."""

    AHEAD = "ahead"
    """The last day is still to come."""
    LAST_DAY = "last_day"
    """It is the last day itself, and no other one: a day of rest after it is over, one before it is ahead."""
    OVER = "over"
    STILL = "still"
    """The clock stands still, and had not run out when it stopped."""
    STILL_OVER = "still_over"
    """The clock stands still, and had run out before it stopped."""
    UNDATED = "undated"
    """An open end: the calendar of its year is not known yet."""
    NONE = "none"
    """No clock runs."""


@dataclass(frozen=True)
class ClockLabel:
    """How a clock stands; ``days`` are the working days left or over.

    ``str()`` is the label in the reader's language.
    """

    standing: Standing
    days: int = 0

    @property
    def late(self) -> bool:
        """True where it has run out."""
        return self.standing in {Standing.OVER, Standing.STILL_OVER}

    @property
    def left(self) -> int | None:
        """Working days left, negative when over and 0 on the last day; None where no clock runs, or to no known end.

        0 is also said of one that is over by less than a working day: ``late`` tells these apart.
        """
        signs = {Standing.AHEAD: 1, Standing.LAST_DAY: 0, Standing.OVER: -1}
        return signs[self.standing] * self.days if self.standing in signs else None

    def __str__(self) -> str:
        match self.standing:
            case Standing.AHEAD if self.days:
                return told_of("%(n)d working day left", "%(n)d working days left", self.days)
            case Standing.OVER if self.days:
                return told_of("%(n)d working day over", "%(n)d working days over", self.days)
            case _:
                return str(Told(WORDS[self.standing])) if self.standing in WORDS else ""


WORDS = {
    Standing.AHEAD: gettext_noop("less than a working day left"),
    Standing.LAST_DAY: gettext_noop("due today"),
    Standing.OVER: gettext_noop("over, by less than a working day"),
    Standing.STILL: gettext_noop("clock paused"),
    Standing.STILL_OVER: gettext_noop("clock paused, over before it"),
    Standing.UNDATED: gettext_noop("date to follow"),
}


def clock_label(
    due: date | None,
    today: date,
    calendar: Calendar,
    *,
    still_since: date | None = None,
    unit: Unit = Unit.WORKING,
) -> ClockLabel:
    """How the clock that ends on ``due`` stands on ``today``.

    :param still_since: the first day of the pause in which it stands still.
    :param unit: what is counted, for a limit that is not in working days.
    """
    if due is None:
        return ClockLabel(Standing.NONE)
    if due == OPEN_END and still_since is None:
        return ClockLabel(Standing.UNDATED)
    if still_since is not None:
        return ClockLabel(Standing.STILL_OVER if due < still_since else Standing.STILL)
    if due == today:
        return ClockLabel(Standing.LAST_DAY)
    days = abs(remaining(today, due, calendar, unit) or 0)
    return ClockLabel(Standing.AHEAD if today < due else Standing.OVER, days)
