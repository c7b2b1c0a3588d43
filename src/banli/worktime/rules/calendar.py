"""The calendar several editions make: an immutable value that knows of every day what it is and why."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.worktime.rules.edition import SATURDAY, Edition

ONE_DAY = timedelta(days=1)


class UnknownYear(Refused):
    """A day of a year for which no notice is loaded; a calendar never guesses.

    Whoever counts a limit of a case catches it and tells an open end; nobody who reads it can load a notice.
    """

    def __init__(self, year: int) -> None:
        super().__init__(
            gettext_noop(
                "The public holidays of %(year)d are not on record, so that its days cannot be counted."
            ),
            year=year,
        )
        self.year = year


class DayKind(StrEnum):
    """What a day of the calendar is."""

    WORKDAY = "workday"
    MAKEUP = "makeup"
    """A weekend day worked instead of a holiday (调休上班)."""
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Why:
    """What a day is, the holiday's name where it has one, and the notice that says so ('' for plain days)."""

    kind: DayKind
    name: str = ""
    notice: str = ""

    @property
    def working(self) -> bool:
        """True for days that count as working days."""
        return self.kind in (DayKind.WORKDAY, DayKind.MAKEUP)


class Calendar:
    """Every day of the years loaded. Of several editions of one year the highest is in force.

    The last days of a loaded year may still be changed by the next year's notice, as every New Year does:
    loading that notice makes a new calendar, and limits are counted again on it.
    """

    __slots__ = ("_named", "_working", "_years", "editions", "loaded")

    def __init__(self, editions: Iterable[Edition]) -> None:
        self.loaded = tuple(sorted(editions, key=lambda one: (one.year, one.edition)))
        """Every edition given, by year and edition."""
        in_force = {edition.year: edition for edition in self.loaded}
        self.editions = tuple(in_force.values())
        """The editions in force, by year."""
        self._years = frozenset(in_force)
        self._named = _named_days(self.editions)
        self._working = tuple(day for year in in_force for day in _days_of(year) if self._look(day).working)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Calendar) and self.editions == other.editions

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> str:
        """The editions in force by name, such as ``2021-1 2022-1``; two calendars with one key agree."""
        return " ".join(edition.key for edition in self.editions)

    def covers(self, day: date) -> bool:
        """True where the year of ``day`` is loaded."""
        return day.year in self._years

    def why(self, day: date) -> Why:
        """What ``day`` is and which notice says so.

        :raises UnknownYear: for a year not loaded.
        """
        if day.year not in self._years:
            raise UnknownYear(day.year)
        return self._look(day)

    def is_working(self, day: date) -> bool:
        """True where ``day`` is worked; raises :class:`UnknownYear`."""
        return self.why(day).working

    def name_of(self, day: date) -> str:
        """The holiday's Chinese name, or '' for a day that has none; raises :class:`UnknownYear`."""
        return self.why(day).name

    def count(self, after: date, until: date) -> int:
        """Working days d with ``after`` < d <= ``until``; 0 where ``until`` is not later.

        :raises UnknownYear: where a day between them is of a year not loaded.
        """
        if until <= after:
            return 0
        self._require(_year_after(after), until.year)
        return bisect_right(self._working, until) - bisect_right(self._working, after)

    def count_known(self, after: date, until: date) -> int:
        """As :meth:`count`, leaving out the days of years not loaded: so many working days at least."""
        return max(bisect_right(self._working, until) - bisect_right(self._working, after), 0)

    def step(self, start: date, days: int) -> date:
        """The ``days``-th working day after ``start``; ``start`` itself for 0.

        :raises UnknownYear: where counting runs into a year not loaded.
        """
        if days == 0:
            return start
        first = _year_after(start)
        self._require(first, first)
        index = bisect_right(self._working, start) + days - 1
        if index < len(self._working):
            found = self._working[index]
            self._require(first, found.year)
            return found
        raise UnknownYear(self._first_missing_from(first))

    def on_or_after(self, day: date) -> date:
        """``day`` where it is worked, else the next working day."""
        self._require(day.year, day.year)
        index = bisect_left(self._working, day)
        if index < len(self._working):
            found = self._working[index]
            self._require(day.year, found.year)
            return found
        raise UnknownYear(self._first_missing_from(day.year))

    def begins_after(self, day: date) -> bool:
        """True where ``day`` lies before every year loaded: no notice to come will tell of it."""
        return bool(self._years) and day.year < min(self._years)

    def last_year(self) -> int:
        """The last year loaded; 0 where there is none."""
        return max(self._years, default=0)

    def known_on(self, day: date) -> Calendar:
        """The calendar of the notices given on or before ``day``: what could be known then."""
        return Calendar(edition for edition in self.loaded if edition.notice.date <= day)

    def notices(self, after: date, until: date) -> tuple[str, ...]:
        """Numbers of the notices of every year touched between two days, in order."""
        years = range(after.year, until.year + 1)
        return tuple(edition.notice.number for edition in self.editions if edition.year in years)

    def years_changed(self, before: Calendar) -> tuple[int, ...]:
        """Years that ``before`` knew and in which a day is now worked that was not, or the other way about.

        A notice may change the last days of the year before its own; that year is named then.
        """
        known = self._years & before._years
        return tuple(sorted({day.year for day in set(self._working) ^ set(before._working)} & known))

    def _look(self, day: date) -> Why:
        named = self._named.get(day)
        if named is not None:
            return named
        return _WEEKEND if day.weekday() >= SATURDAY else _WORKDAY

    def _require(self, first: int, last: int) -> None:
        for year in range(first, last + 1):
            if year not in self._years:
                raise UnknownYear(year)

    def _first_missing_from(self, year: int) -> int:
        while year in self._years:
            year += 1
        return year


_WORKDAY = Why(DayKind.WORKDAY)
_WEEKEND = Why(DayKind.WEEKEND)


def _year_after(day: date) -> int:
    """The year of the day after ``day``."""
    return day.year + ((day.month, day.day) == (12, 31))


def _named_days(editions: tuple[Edition, ...]) -> dict[date, Why]:
    named: dict[date, Why] = {}
    for edition in editions:
        notice = edition.notice.number
        for day, name in edition.off.items():
            named[day] = Why(DayKind.HOLIDAY, name, notice)
        for day in edition.worked:
            named[day] = Why(DayKind.MAKEUP, "", notice)
    return named


def _days_of(year: int) -> Iterable[date]:
    day = date(year, 1, 1)
    while day.year == year:
        yield day
        day += ONE_DAY
