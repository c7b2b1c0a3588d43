"""How often the wait that was told came true: the error of the estimate, counted from events and published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db import connection

from banli.kernel import clock
from banli.kernel.statements import statements

DAYS = 7
"""Days that are looked at: those that ended before today."""
LATE = 600
"""Seconds beyond the interval from which a wait is counted as far out."""
CAME_TRUE = statements("tickets", "told")["came_true"]


@dataclass(frozen=True)
class Truth:
    """Of ``told`` tickets ``inside`` waited as they were told, ``out`` missed it by more than ten minutes."""

    first: date
    last: date
    told: int
    inside: int
    out: int

    @property
    def percent(self) -> int | None:
        """Whole per cent inside, rounded down; None where nothing was told."""
        return 100 * self.inside // self.told if self.told else None


def came_true(last: date) -> Truth:
    """The seven days up to ``last``, counted anew."""
    first = last - timedelta(days=DAYS - 1)
    with connection.cursor() as cursor:
        cursor.execute(CAME_TRUE, {"first": first, "last": last, "late": LATE})
        told, inside, out = cursor.fetchone()
    return Truth(first, last, told, inside, out)


def truth() -> Truth:
    """The last seven days that ended, which do not change any more: each process counts them once a day."""
    return _counted(clock.today() - timedelta(days=1))


@lru_cache(maxsize=4)
def _counted(last: date) -> Truth:
    return came_true(last)


def forget_truth() -> None:
    """Make the next :func:`truth` count again."""
    _counted.cache_clear()
