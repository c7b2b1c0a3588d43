"""The arithmetic of limits on random calendars, against a slow count and against itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from tests.worktime.days import (
    ONE_DAY,
    Pauses,
    calendars,
    extensions,
    lengths,
    months,
    pauses,
    slow_due,
    slow_walk,
    slow_works,
    starts,
    units,
)

from banli.kernel.clock import SHANGHAI
from banli.worktime.service import (
    Calendar,
    Effect,
    NoteKind,
    Pause,
    Unit,
    due,
    due_moment,
    explain,
    read_pauses,
    remaining,
    uses,
    working_days_between,
)


@given(calendars(), st.dates(date(2030, 1, 1), date(2031, 12, 31)))
def test_a_day_is_what_the_notices_say(calendar: Calendar, today: date) -> None:
    assert calendar.is_working(today) is slow_works(calendar.loaded)(today)


@given(calendars(), starts, lengths, months, extensions, units, pauses())
def test_agrees_with_counting_by_hand(
    calendar: Calendar, start: date, n: int, few: int, more: int, unit: Unit, paused: Pauses
) -> None:
    n, more = (few, more % 4) if unit is Unit.MONTH else (n, more)
    by_hand = slow_due(start, n + more, unit, slow_works(calendar.loaded), paused)
    assert due(start, n, unit, calendar, paused, extension=more) == by_hand


@given(
    st.integers(0, 1500).map(lambda hour: datetime(2030, 1, 1, tzinfo=SHANGHAI) + timedelta(hours=hour)),
    st.integers(0, 72),
    st.lists(st.integers(-20, 150), max_size=6, unique=True).map(sorted),
)
def test_hours_agree_with_counting_by_hand(start: datetime, hours: int, marks: list[int]) -> None:
    hour = timedelta(hours=1)
    stops = [
        (start + one * hour, start + two * hour) for one, two in zip(marks[::2], marks[1::2], strict=False)
    ]
    assert due_moment(start, hours, stops) == slow_walk(start, hours, lambda _hour: True, stops, hour)


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


@given(calendars(), starts, st.integers(0, 40), months, extensions, units, pauses())
def test_an_explanation_accounts_for_every_day(
    calendar: Calendar, start: date, n: int, few: int, more: int, unit: Unit, paused: Pauses
) -> None:
    n, more = (few, more % 4) if unit is Unit.MONTH else (n, more)
    told = explain(start, n, unit, calendar, paused, extension=more)
    assert told.due == due(start, n, unit, calendar, paused, extension=more)
    days = [note.date for note in told.days]
    assert days[0] == start
    assert days[-1] == told.due
    assert all(later - earlier == ONE_DAY for earlier, later in pairwise(days))
    numbers = [note.count for note in told.days if note.count is not None]
    expected = list(range(1, n + more + 1))
    assert numbers == (expected[-1:] if unit is Unit.MONTH else expected)
    assert {note.article for note in told.days} == set(told.articles)
    assert all(note.article for note in told.days)


@given(calendars(), starts, st.integers(0, 40), months, extensions, units, pauses())
def test_each_day_of_an_explanation_is_what_a_reader_finds_in_notices_and_pauses(
    calendar: Calendar, start: date, n: int, few: int, more: int, unit: Unit, paused: Pauses
) -> None:
    n, more = (few, more % 4) if unit is Unit.MONTH else (n, more)
    papers = [Pause(begins, ends, f"告知书{begins}") for begins, ends in paused]
    told = explain(start, n, unit, calendar, papers, extension=more)
    works = slow_works(calendar.loaded)
    for note in told.days[1:]:
        paper = next((one.notice for one in papers if one.start < note.date <= one.end), None)
        match note.kind:
            case NoteKind.WEEKEND | NoteKind.HOLIDAY:
                assert not works(note.date)
                assert note.notice or note.kind is NoteKind.WEEKEND
            case NoteKind.PAUSED:
                assert paper == note.notice
                assert unit is not Unit.WORKING or works(note.date)
            case NoteKind.MOVED:
                assert works(note.date)
                assert unit is not Unit.WORKING
                assert note.date == told.due or note.date in {begins for begins, _ends in paused}
            case _:
                assert paper is None
                assert unit is not Unit.WORKING or works(note.date)


@given(calendars(), starts, st.integers(1, 40), extensions, pauses())
def test_a_limit_is_due_on_the_last_day_that_counts(
    calendar: Calendar, start: date, n: int, more: int, paused: Pauses
) -> None:
    """Unless a pause begins on that very day: then it is due on the last working day the pause takes out."""
    told = explain(start, n, Unit.WORKING, calendar, paused, extension=more)
    effects = [(note.effect, note.date) for note in told.days if note.effect is not Effect.SKIPPED]
    assert [effect for effect, _day in effects] == [Effect.COUNTED] * n + [Effect.ADDED] * more
    last = effects[-1][1]
    held = [
        ends for begins, ends in paused if begins == last and working_days_between(begins, ends, calendar)
    ]
    if held:
        assert told.days[-1].kind is NoteKind.PAUSED
    else:
        free = [begins for begins, _ends in paused if last < begins <= told.due]
        assert told.due == last or (free and told.days[-1].kind is NoteKind.PAUSED)


@given(calendars(), calendars(), starts, st.integers(0, 30), months, units, pauses())
def test_a_limit_that_uses_no_amended_year_does_not_move(
    before: Calendar, after: Calendar, start: date, n: int, few: int, unit: Unit, paused: Pauses
) -> None:
    n = few if unit is Unit.MONTH else n
    told = explain(start, n, unit, before, paused)
    if not uses(told, after.years_changed(before)):
        assert due(start, n, unit, after, paused) == told.due
    assert after.years_changed(after) == ()


@given(pauses())
def test_a_pause_is_read_as_it_is_written(paused: Pauses) -> None:
    assert read_pauses(f"{begins}..{ends}" for begins, ends in paused) == tuple(
        sorted(Pause(*one) for one in paused)
    )
