"""Open ends: limits that run into a year whose holidays the State Council has not set yet.

Such a limit has an end that nobody knows as a date: the twentieth working day after acceptance, whenever that will be.
Where a date is compared or kept, :data:`OPEN_END` stands for it; where it is told, :class:`Awaited` says what is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from banli.kernel.text import Filled, gettext_noop
from banli.worktime.rules.units import Unit

OPEN_END = date.max
"""The end of a limit that is not known as a date yet: later than every day, so that nothing is past it."""


HOLIDAYS = 13
"""Public holidays of a year."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is known of an open end: the ``nth`` unit after ``start``.

    ``year``: the first year whose notice it waits for. ``plain``: for calendar days and months the day itself, which
    moves to the next working day should it be one of rest (Civil Code art. 203). ``paused``: days of a special
    procedure are not counted.
    """

    nth: int
    unit: Unit
    start: date
    year: int
    plain: date | None = None
    paused: bool = False

    def as_data(self) -> dict[str, Any]:
        """As plain data for JSON, events and papers; :func:`read_awaited` reads it."""
        return {
            "nth": self.nth,
            "unit": self.unit.value,
            "from": self.start.isoformat(),
            "year": self.year,
            "not_before": self.not_before.isoformat(),
            **({"plain": self.plain.isoformat()} if self.plain else {}),
            **({"paused": True} if self.paused else {}),
        }

    def __str__(self) -> str:
        return str(self.words)

    @property
    def not_before(self) -> date:
        """The earliest day the limit can end on, were every day worked."""
        return self.plain or self.start + timedelta(days=self.nth)

    @property
    def at_most(self) -> date:
        """A day by which a limit without pauses has ended for certain, were every public holiday of a year in it.

        Thirteen, by 《全国年节及纪念日放假办法》第二条 as amended in 2024 (1, 4, 1, 2, 1, 1 and 3). It is no estimate
        of the end: it only frees an act that waits for the end of somebody else's time.
        """
        if self.plain is not None:
            return self.plain + timedelta(days=HOLIDAYS + 7)
        return self.start + timedelta(days=7 * -(-(self.nth + HOLIDAYS) // 5))

    @property
    def words(self) -> Filled:
        """The end in a sentence's part, in the reader's language."""
        if self.plain is not None:
            return Filled(PLAIN, day=self.plain)
        if self.unit is not Unit.WORKING:
            return Filled(NO_DAY, nth=self.nth, start=self.start)
        return Filled(NTH_UNPAUSED if self.paused else NTH, nth=self.nth, start=self.start)


NTH = gettext_noop(
    "working day %(nth)s after %(start)s; the date follows the State Council's notice of public holidays"
)
NTH_UNPAUSED = gettext_noop(
    "working day %(nth)s after %(start)s, special procedures not counted; the date follows the State Council's"
    " notice of public holidays"
)
PLAIN = gettext_noop("%(day)s or, if that is a day of rest, the next working day")
NO_DAY = gettext_noop(
    "%(nth)s units after %(start)s; the date follows the State Council's notice of public holidays"
)


def read_awaited(data: Mapping[str, Any]) -> Awaited:
    """An open end from what :meth:`Awaited.as_data` gave."""
    return Awaited(
        nth=data["nth"],
        unit=Unit(data["unit"]),
        start=date.fromisoformat(data["from"]),
        year=data["year"],
        plain=date.fromisoformat(data["plain"]) if data.get("plain") else None,
        paused=bool(data.get("paused")),
    )


def known(day: date | None) -> date | None:
    """``day`` where it is a date; None for an open end and for none."""
    return None if day == OPEN_END else day


def iso(day: date | None) -> str:
    """``day`` as it is written in an event: an ISO day, '' for an open end or none."""
    return "" if day is None or day == OPEN_END else day.isoformat()


def sure(found: date | Awaited) -> date:
    """The last day, or for an open end a day by which it has passed for certain: whoever must let somebody's time pass
    before acting waits for it."""
    return found.at_most if isinstance(found, Awaited) else found
