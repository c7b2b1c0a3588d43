"""Helpers of the worktime tests: days from text, small calendars, and the slow way to count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from hypothesis import strategies as st

from banli.worktime.service import Calendar, Edition, Notice, Unit

ONE_DAY = timedelta(days=1)
Pauses = list[tuple[date, date]]


def day(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)


def edition(
    year: int, *, off: dict[date, str] | None = None, worked: Iterable[date] = (), number: int = 1
) -> Edition:
    """An edition of an invented notice."""
    notice = Notice(number=f"通知〔{year}〕{number}号", date=date(year - 1, 11, 1))
    return Edition(
        year=year, edition=number, notice=notice, checked="invented", off=off or {}, worked=frozenset(worked)
    )


def slow_works(editions: Iterable[Edition]) -> Callable[[date], bool]:
    """Whether a day is worked, looked up in the last notice of each year, the next year's first."""
    in_force: dict[int, Edition] = {}
    for one in editions:
        if one.year not in in_force or one.edition > in_force[one.year].edition:
            in_force[one.year] = one

    def works(today: date) -> bool:
        for year in (today.year + 1, today.year):
            said = in_force.get(year)
            if said and today in said.off:
                return False
            if said and today in said.worked:
                return True
        return today.strftime("%a") not in ("Sat", "Sun")

    return works


def slow_hours(start: datetime, hours: int, stops: list[tuple[datetime, datetime]]) -> datetime:
    """The end of a limit in hours, by walking with a pencil; a stop swallows the hours that end in it, and one that
    begins at the very end keeps the limit open until it is over."""
    hour, now, left = timedelta(hours=1), start, hours
    while left or any(begins <= now < ends and ends > start for begins, ends in stops):
        now += hour
        left -= bool(left) and not any(begins < now <= ends for begins, ends in stops)
    return now


def slow_due(start: date, n: int, unit: Unit, works: Callable[[date], bool], pauses: Pauses) -> date:
    """The last day of a limit in any unit but hours, by walking the days: first those that count, then on until a
    day is worked and belongs to no pause, not even to one that begins on it."""
    left, today = slow_months(start, n) if unit is Unit.MONTH else n, start
    while left:
        today += ONE_DAY
        counts = works(today) if unit is Unit.WORKING else True
        left -= counts and not any(begins < today <= ends for begins, ends in pauses)
    held = [(begins, ends) for begins, ends in pauses if begins < ends and start < ends]
    while not works(today) or any(begins <= today <= ends for begins, ends in held):
        today += ONE_DAY
    return today


def slow_months(start: date, n: int) -> int:
    """How many days ``n`` months from ``start`` are: turning leaves until the number comes again, or the leaf ends."""
    today = start
    for _leaf in range(n):
        while (today + ONE_DAY).day != 1:
            today += ONE_DAY
        today += ONE_DAY
    while today.day < start.day and (today + ONE_DAY).day != 1 and n:
        today += ONE_DAY
    return (today - start).days if n else 0


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Two years by random editions; the first may be amended, the second may name days of December before it."""
    amended = draw(st.booleans())
    keys = [(2030, 1), *([(2030, 2)] if amended else []), (2031, 1)]
    return Calendar([draw(_editions(year, number)) for year, number in keys])


blocks = st.lists(st.tuples(st.integers(0, 395), st.integers(1, 9)), max_size=5)
"""Holidays: the day each begins, counted from the first of December before the year, and how long it is."""
weekends = st.lists(st.integers(0, 111), max_size=5)
"""Weekend days worked, counted in the same stretch."""


@st.composite
def _editions(draw: st.DrawFn, year: int, number: int) -> Edition:
    stretch = [date(year - 1, 12, 1) + offset * ONE_DAY for offset in range(396)]
    off = {day for begins, length in draw(blocks) for day in stretch[begins : begins + length]}
    rest = [day for day in stretch if day.weekday() >= 5]
    worked = {rest[index] for index in draw(weekends)} - off
    return edition(year, off=dict.fromkeys(sorted(off), "假日"), worked=worked, number=number)


starts = st.dates(date(2030, 1, 1), date(2030, 9, 30))
lengths = st.integers(0, 60)
extensions = st.integers(0, 15)
months = st.integers(0, 5)
units = st.sampled_from([Unit.WORKING, Unit.CALENDAR, Unit.MONTH])


@st.composite
def pauses(draw: st.DrawFn) -> Pauses:
    """Up to three pauses one after the other, some touching, in any order."""
    marks = sorted(draw(st.lists(st.dates(date(2029, 12, 1), date(2030, 12, 31)), min_size=2, max_size=6)))
    pairs = [(marks[index], marks[index + 1]) for index in range(0, len(marks) - 1, 2)]
    return draw(st.permutations(pairs))
