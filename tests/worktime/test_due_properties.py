"""The arithmetic of limits on random calendars, against a slow count and against itself."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.worktime.days import ONE_DAY, Pauses, calendars, lengths, pauses, slow_due, starts

from banli.worktime.service import Calendar, NoteKind, Unit, due, explain, remaining, working_days_between

units = st.sampled_from([Unit.WORKING, Unit.CALENDAR, Unit.MONTH])


@given(calendars(), starts, lengths, pauses())
def test_agrees_with_counting_by_hand(calendar: Calendar, start: date, n: int, paused: Pauses) -> None:
    assert due(start, n, Unit.WORKING, calendar, paused) == slow_due(start, n, calendar.is_working, paused)


@given(calendars(), starts, st.integers(0, 11), st.integers(0, 1), units, pauses())
def test_a_longer_limit_never_ends_earlier(
    calendar: Calendar, start: date, n: int, more: int, unit: Unit, paused: Pauses
) -> None:
    shorter = due(start, n, unit, calendar, paused)
    assert start <= shorter <= due(start, n + more, unit, calendar, paused)


@given(calendars(), starts, lengths, lengths)
def test_limits_one_after_the_other_add_up(calendar: Calendar, start: date, first: int, second: int) -> None:
    middle = due(start, first, Unit.WORKING, calendar)
    assert due(middle, second, Unit.WORKING, calendar) == due(start, first + second, Unit.WORKING, calendar)


@given(calendars(), starts, st.integers(1, 60), st.data())
def test_a_pause_shifts_by_exactly_its_working_days(
    calendar: Calendar, start: date, n: int, data: st.DataObject
) -> None:
    plain = due(start, n, Unit.WORKING, calendar)
    begins = data.draw(st.dates(start, plain))
    ends = data.draw(st.dates(begins, date(2031, 3, 1)))
    shifted = due(start, n, Unit.WORKING, calendar, [(begins, ends)])
    taken_out = working_days_between(begins, ends, calendar)
    assert working_days_between(plain, shifted, calendar) == taken_out


@given(calendars(), starts, st.integers(1, 60))
def test_a_limit_in_working_days_ends_on_one_and_spans_its_number(
    calendar: Calendar, start: date, n: int
) -> None:
    last = due(start, n, Unit.WORKING, calendar)
    assert calendar.is_working(last)
    assert working_days_between(start, last, calendar) == n
    assert remaining(start, last, calendar) == n
    assert remaining(last, start, calendar) == -n


@given(calendars(), starts, st.integers(1, 60), st.sampled_from([Unit.CALENDAR, Unit.MONTH]), pauses())
def test_other_limits_never_end_on_a_day_of_rest(
    calendar: Calendar, start: date, n: int, unit: Unit, paused: Pauses
) -> None:
    months = min(n, 6) if unit is Unit.MONTH else n
    assert calendar.is_working(due(start, months, unit, calendar, paused))


@given(calendars(), starts, st.integers(0, 6), st.integers(0, 4), units, pauses())
def test_an_explanation_accounts_for_every_day(
    calendar: Calendar, start: date, n: int, extension: int, unit: Unit, paused: Pauses
) -> None:
    told = explain(start, n, unit, calendar, paused, extension=extension)
    assert told.due == due(start, n, unit, calendar, paused, extension=extension)
    days = [note.date for note in told.days]
    assert days[0] == start
    assert days[-1] == told.due
    assert all(later - earlier == ONE_DAY for earlier, later in pairwise(days))
    numbers = [note.count for note in told.days if note.count is not None]
    expected = list(range(1, n + extension + 1))
    assert numbers == (expected[-1:] if unit is Unit.MONTH else expected)
    if unit is Unit.WORKING:
        for note in told.days[1:]:
            rests = note.kind in (NoteKind.WEEKEND, NoteKind.HOLIDAY)
            assert rests is not calendar.is_working(note.date)
