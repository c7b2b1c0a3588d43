"""Helpers of the worktime tests: days from text, small calendars, and the slow way to count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

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


def slow_walk(start: Any, n: int, counts: Callable[[Any], bool], pauses: Any, step: timedelta) -> Any:
    """The end of ``n`` steps that count, by walking with a pencil; a pause swallows the steps that end in it."""
    last, left, now = start, n, start
    while True:
        now += step
        if not counts(now):
            continue
        over = [begins for begins, ends in pauses if begins < now <= ends]
        if over and left:
            continue
        if over and over[0] <= last:
            last = now
            continue
        if not left:
            return last
        left -= 1
        last = now


def slow_due(start: date, n: int, unit: Unit, works: Callable[[date], bool], pauses: Pauses) -> date:
    """The last day of a limit in any unit but hours, by walking the days."""
    if unit is Unit.WORKING:
        return slow_walk(start, n, works, pauses, ONE_DAY)
    last, left, today = start, slow_months(start, n) if unit is Unit.MONTH else n, start
    while True:
        today += ONE_DAY
        over = [begins for begins, ends in pauses if begins < today <= ends]
        if over and left:
            continue
        if left:
            left -= 1
        elif not (over and over[0] <= last) and (last == start or works(last)):
            return last
        last = today


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
    """Two years running, each by one or two random editions; the second year's may name days of the December before."""
    numbers = draw(st.tuples(st.integers(1, 2), st.integers(1, 2)))
    return Calendar(
        [
            draw(_editions(year, number))
            for year, last in zip((2030, 2031), numbers, strict=True)
            for number in range(1, last + 1)
        ]
    )


@st.composite
def _editions(draw: st.DrawFn, year: int, number: int) -> Edition:
    days = st.dates(date(year - 1, 12, 1), date(year, 12, 31))
    off = draw(st.sets(days, max_size=40))
    worked = draw(st.sets(days.filter(lambda one: one.weekday() >= 5), max_size=12))
    return edition(year, off=dict.fromkeys(sorted(off), "假日"), worked=worked - off, number=number)


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
