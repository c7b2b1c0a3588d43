"""Helpers of the worktime tests: days from text, small calendars, and the slow way to count."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from hypothesis import strategies as st

from banli.worktime.service import Calendar, Edition, Notice

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


def slow_due(start: date, n: int, works: Callable[[date], bool], pauses: Pauses) -> date:
    """The last day of a working-day limit by walking the days with a pencil."""
    last, left, today = start, n, start
    while True:
        today += ONE_DAY
        if not works(today):
            continue
        over = [begins for begins, ends in pauses if begins < today <= ends]
        if over and left:
            continue
        if over and over[0] <= last:
            last = today
            continue
        if not left:
            return last
        left -= 1
        last = today


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Two years running, with random holidays and random weekends worked."""
    return Calendar([draw(_editions(2030)), draw(_editions(2031))])


@st.composite
def _editions(draw: st.DrawFn, year: int) -> Edition:
    days = st.dates(date(year, 1, 1), date(year, 12, 31))
    off = draw(st.sets(days, max_size=40))
    worked = draw(st.sets(days.filter(lambda one: one.weekday() >= 5), max_size=12))
    return edition(year, off=dict.fromkeys(sorted(off), "假日"), worked=worked - off)


starts = st.dates(date(2030, 1, 1), date(2030, 9, 30))
lengths = st.integers(0, 60)


@st.composite
def pauses(draw: st.DrawFn) -> Pauses:
    """Up to three pauses one after the other, some touching, in any order."""
    marks = sorted(draw(st.lists(st.dates(date(2029, 12, 1), date(2030, 12, 31)), min_size=2, max_size=6)))
    pairs = [(marks[index], marks[index + 1]) for index in range(0, len(marks) - 1, 2)]
    return draw(st.permutations(pairs))
