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
    slow_hours,
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


@given(calendars(), starts, st.integers(1, 20), units, st.lists(st.integers(-3, 9), min_size=2, max_size=4))
def test_pauses_about_the_last_day_agree_with_counting_by_hand(
    calendar: Calendar, start: date, n: int, unit: Unit, marks: list[int]
) -> None:
    n = n % 5 + 1 if unit is Unit.MONTH else n
    last = due(start, n, unit, calendar)
    days = [max(start, last + mark * ONE_DAY) for mark in sorted(marks)]
    paused = list(zip(days[::2], days[1::2], strict=False))
    by_hand = slow_due(start, n, unit, slow_works(calendar.loaded), paused)
    assert due(start, n, unit, calendar, paused) == by_hand
    assert explain(start, n, unit, calendar, paused).due == by_hand


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
    assert due_moment(start, hours, stops) == slow_hours(start, hours, stops)


@given(calendars(), starts, st.integers(0, 11), st.integers(0, 1), units, pauses())
def test_a_longer_limit_never_ends_earlier(
    calendar: Calendar, start: date, n: int, more: int, unit: Unit, paused: Pauses
) -> None:
    shorter = due(start, n, unit, calendar, paused)
    assert start <= shorter <= due(start, n + more, unit, calendar, paused)


@given(calendars(), starts, st.integers(1, 60), lengths)
def test_limits_one_after_the_other_add_up(calendar: Calendar, start: date, first: int, second: int) -> None:
    middle = due(start, first, Unit.WORKING, calendar)
    assert due(middle, second, Unit.WORKING, calendar) == due(start, first + second, Unit.WORKING, calendar)


@given(calendars(), starts, st.integers(1, 60), st.data())
def test_a_pause_shifts_by_exactly_its_working_days(
    calendar: Calendar, start: date, n: int, data: st.DataObject
) -> None:
    """One that begins on the last day itself leaves the first working day after it, which is one more."""
    plain = due(start, n, Unit.WORKING, calendar)
    begins = data.draw(st.dates(start, plain))
    ends = data.draw(st.dates(begins, date(2031, 3, 1)))
    shifted = due(start, n, Unit.WORKING, calendar, [(begins, ends)])
    taken_out = working_days_between(begins, ends, calendar)
    assert working_days_between(plain, shifted, calendar) == taken_out + (begins == plain < ends)


@given(calendars(), starts, st.integers(0, 40), months, extensions, units, pauses())
def test_no_limit_ends_inside_a_pause_or_on_the_day_one_begins(
    calendar: Calendar, start: date, n: int, few: int, more: int, unit: Unit, paused: Pauses
) -> None:
    n, more = (few, more % 4) if unit is Unit.MONTH else (n, more)
    last = due(start, n, unit, calendar, paused, extension=more)
    assert not [one for one in paused if one[0] <= last <= one[1] and one[0] < one[1] and start < one[1]]
    assert calendar.is_working(last)


@given(calendars(), starts, st.integers(0, 40), units, pauses(), st.data())
def test_a_pause_cut_into_pieces_that_touch_is_the_same_pause(
    calendar: Calendar, start: date, n: int, unit: Unit, paused: Pauses, data: st.DataObject
) -> None:
    n = n % 6 if unit is Unit.MONTH else n
    pieces: Pauses = []
    for begins, ends in paused:
        cuts = sorted(data.draw(st.lists(st.dates(begins, ends), max_size=3)))
        marks = [begins, *cuts, ends]
        pieces += list(pairwise(marks))
    assert due(start, n, unit, calendar, pieces) == due(start, n, unit, calendar, paused)
    assert explain(start, n, unit, calendar, pieces).days == explain(start, n, unit, calendar, paused).days


@given(
    st.integers(0, 100),
    st.lists(st.integers(-20, 150), min_size=2, max_size=6, unique=True).map(sorted),
    st.data(),
)
def test_hours_cut_into_pieces_are_the_same_hours_and_never_end_within_them(
    hours: int, marks: list[int], data: st.DataObject
) -> None:
    start, hour = datetime(2030, 1, 1, tzinfo=SHANGHAI), timedelta(hours=1)
    whole = [(one, two) for one, two in zip(marks[::2], marks[1::2], strict=False)]
    pieces = [pair for one, two in whole for pair in pairwise([one, data.draw(st.integers(one, two)), two])]
    whole_stops, cut_stops = (
        [(start + one * hour, start + two * hour) for one, two in some] for some in (whole, pieces)
    )
    ends = due_moment(start, hours, whole_stops)
    assert due_moment(start, hours, cut_stops) == ends
    assert not [1 for one, two in whole_stops if one <= ends < two and two > start]


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
                assert paper is None
                assert note.date == told.due or note.date in {begins for begins, _ends in paused}
            case NoteKind.RESUMED:
                assert works(note.date)
                assert paper is None
                assert note.article == "《中华人民共和国行政许可法》第四十五条"
            case _:
                assert paper is None
                assert unit is not Unit.WORKING or works(note.date)


@given(calendars(), starts, st.integers(1, 40), extensions, pauses())
def test_a_limit_is_due_on_the_last_day_that_counts(
    calendar: Calendar, start: date, n: int, more: int, paused: Pauses
) -> None:
    """Unless a pause begins on that very day: then on the first working day after the pause, which is added."""
    told = explain(start, n, Unit.WORKING, calendar, paused, extension=more)
    assert told.days[-1].effect is not Effect.SKIPPED
    numbered = [note for note in told.days if note.count]
    assert [note.effect for note in numbered] == [Effect.COUNTED] * n + [Effect.ADDED] * more
    begun = {begins for begins, ends in paused if begins < ends}
    landed = [note for note in told.days if note.kind is NoteKind.RESUMED]
    assert bool(landed) is (numbered[-1].date in begun)
    assert told.due == (landed or numbered)[-1].date


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
