"""Periods and the ones they are compared with. Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from banli.kernel.errors import Refused
from banli.kernel.text import Words, gettext_noop

DAY = timedelta(days=1)
EVER = date(1, 1, 1)
"""Before anything that can be recorded."""
EARLIEST, LATEST = date(1949, 10, 1), date(2199, 12, 31)
"""Days that may be asked for: far more than a record holds, and far from where the calendar of the machine ends."""


@dataclass(frozen=True)
class Comparison:
    """A way of comparing with an earlier period, with its wording."""

    key: str
    title: Words
    definition: Words


PREVIOUS = Comparison(
    "previous",
    Words(zh="环比", en="Period on period"),
    Words(
        zh=(
            "与紧接其前、等长的一段时间相比的增减幅度；统计期为整月时，与其前同样个数的整月相比。"
            "台账在前期尚无记录的，不作比较。"
        ),
        en=(
            "The change against the days just before, as many of them; whole months are compared with as many whole"
            " months. Nothing is compared where the record had not begun."
        ),
    ),
)
YEAR = Comparison(
    "year",
    Words(zh="同比", en="Year on year"),
    Words(
        zh="与上年同期（起止月日相同，2 月 29 日作 2 月 28 日）相比的增减幅度；台账在上年同期尚无记录的，不作比较。",
        en=(
            "The change against the same days of the year before (28 February for 29 February). Nothing is compared"
            " where the record had not begun."
        ),
    ),
)
COMPARISONS = (PREVIOUS, YEAR)


@dataclass(frozen=True)
class Period:
    """Days ``first`` to ``last``, both included."""

    first: date
    last: date

    def months(self) -> int:
        """How many whole months it is; 0 where it is not made of whole months."""
        if self.first.day != 1 or not _ends_a_month(self.last):
            return 0
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1

    def whole_months(self) -> Period | None:
        """The whole months inside it, None where there is none."""
        last = self.last
        if not _ends_a_month(last):
            start = last.replace(day=1)
            if start == EVER:
                return None
            last = start - DAY
        if self.first.day != 1 and (self.first.year, self.first.month) >= (last.year, last.month):
            return None
        first = self.first if self.first.day == 1 else month_after(self.first)
        return Period(first, last) if first <= last else None

    def without(self, inner: Period | None) -> list[Period]:
        """What is left at both ends when ``inner`` is taken out."""
        if inner is None:
            return [self]
        ends = []
        if self.first < inner.first:
            ends.append(Period(self.first, inner.first - DAY))
        if inner.last < self.last:
            ends.append(Period(inner.last + DAY, self.last))
        return ends


@dataclass(frozen=True)
class Parts:
    """A period as whole months, with days that are added to them and days that are taken away."""

    months: Period | None
    more: tuple[Period, ...] = ()
    less: tuple[Period, ...] = ()

    @property
    def days(self) -> int:
        """How many single days are read."""
        return sum((one.last - one.first).days + 1 for one in (*self.more, *self.less))


def parts_of(period: Period) -> Parts:
    """``period`` made of whole months and as few single days as can be.

    A month of which most days lie in it is taken whole and the others taken away: of the month that runs they are still
    to come.
    """
    end = period.last.replace(day=monthrange(period.last.year, period.last.month)[1])
    outer = [
        Period(first, last)
        for first in (period.first, period.first.replace(day=1))
        for last in (period.last, end)
    ]
    found = []
    for one in outer:
        months = one.whole_months()
        less = one.without(period) if one != period else []
        found.append(Parts(months, tuple(one.without(months)) if one != months else (), tuple(less)))
    return min(found, key=lambda parts: parts.days)


def check_range(from_: date, to: date) -> None:
    """Raise :class:`Refused` where the period ends before it begins, or lies where no record can."""
    if from_ < EARLIEST or to > LATEST:
        raise Refused(
            gettext_noop("A period lies between %(first)s and %(last)s."),
            first=EARLIEST.isoformat(),
            last=LATEST.isoformat(),
        )
    if from_ > to:
        raise Refused(
            gettext_noop("The period ends before it begins: from %(from)s to %(to)s."),
            **{"from": from_.isoformat(), "to": to.isoformat()},
        )


def compared_with(comparison: Comparison, period: Period) -> Period | None:
    """The earlier period; None where the calendar has none (before the year 1)."""
    try:
        if comparison.key == YEAR.key:
            return Period(_year_before(period.first), _year_before(period.last))
        months = period.months()
        if months:
            last, first = period.first - DAY, period.first
            for _month in range(months):
                first = (first - DAY).replace(day=1)
            return Period(first, last)
        return Period(period.first - (period.last - period.first + DAY), period.first - DAY)
    except (OverflowError, ValueError):
        return None


def month_after(day: date) -> date:
    """The first of the next month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _ends_a_month(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        if day.month == 2:
            return day.replace(year=day.year - 1, day=28)
        raise
