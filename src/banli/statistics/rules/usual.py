"""How long an item usually takes: the days within which nine of ten cases were decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

FEWEST = 10
"""Of fewer cases nothing is said: nine of ten would be one case."""


@dataclass(frozen=True)
class Usual:
    """What the cases of an item took in a quarter, ``first`` to ``last``."""

    first: date
    last: date
    cases: int
    days: int | None
    """Nine of ten were decided within so many working days; None of too few cases."""


def quarter_before(day: date) -> tuple[date, date]:
    """The first and the last day of the last whole quarter before ``day``."""
    begins = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    last = begins - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def nine_of_ten(counts: Mapping[int, int]) -> int | None:
    """The least number of days within which at least nine of ten cases were decided; None of too few.

    :param counts: working days -> cases decided after so many.
    """
    cases = sum(counts.values())
    if cases < FEWEST:
        return None
    wanted, reached = -(-cases * 9 // 10), 0
    for days in sorted(counts):
        reached += counts[days]
        if reached >= wanted:
            return days
    return None
