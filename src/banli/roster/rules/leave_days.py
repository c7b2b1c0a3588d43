"""How many working days of leave fall into a year. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from banli.kernel.zone import SHANGHAI
from banli.roster.rules.leave import TENTH
from banli.roster.rules.plan import ShiftKind

NONE = Decimal(0)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A leave as its days are counted: whole days from ``first`` to ``last``, or one ``shift`` that is ``days`` long.

    ``ends_at`` is when it ended: earlier than its last midnight where the person came back early.
    """

    first: date
    last: date
    shift: str
    days: Decimal
    ends_at: datetime


@dataclass(frozen=True)
class KindDays:
    """What somebody has of one kind of leave in a year, in working days: granted, and asked for and not decided."""

    kind: str
    granted: Decimal = NONE
    asked: Decimal = NONE


def days_in(
    year: int, leave: Span, worked: Callable[[date, date], int], shifts: Sequence[ShiftKind]
) -> Decimal:
    """The working days of ``leave`` in ``year``.

    Of the day on which somebody came back early, the shifts count that had begun by then.

    :param worked: working days from one day to another, both included.
    """
    first, last = max(leave.first, date(year, 1, 1)), min(leave.last, date(year, 12, 31))
    if last < first:
        return NONE
    if leave.shift:
        return leave.days
    back = leave.ends_at.astimezone(SHANGHAI)
    if back.date() > last:
        return Decimal(worked(first, last))
    if back.date() < first:
        return NONE
    before = Decimal(worked(first, back.date() - DAY)) if back.date() > first else NONE
    begun = sum(one.begins < back.time() for one in shifts)
    part = Decimal(worked(back.date(), back.date()) * begun) / len(shifts)
    return before + part.quantize(TENTH, ROUND_HALF_UP)
