"""When a limit ends."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.worktime.days import day, edition

from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Refused
from banli.worktime.service import (
    OPEN_END,
    Awaited,
    Calendar,
    Pause,
    Unit,
    UnknownYear,
    due,
    due_moment,
    ends,
    extend,
    remaining,
    shipped_calendar,
    working_days_between,
)

KNOWN = [
    ("2022-09-26", 5, "2022-10-08"),
    ("2022-09-30", 20, "2022-11-02"),
    ("2022-10-07", 1, "2022-10-08"),
    ("2022-10-08", 1, "2022-10-09"),
    ("2022-10-17", 5, "2022-10-24"),
    ("2022-10-17", 20, "2022-11-14"),
    ("2022-01-28", 2, "2022-01-30"),
]


@pytest.fixture
def calendar() -> Calendar:
    return shipped_calendar()


@pytest.mark.parametrize(("start", "n", "last"), KNOWN)
def test_known_answers(calendar: Calendar, start: str, n: int, last: str) -> None:
    assert due(day(start), n, Unit.WORKING, calendar) == day(last)


def test_2022_has_249_working_days(calendar: Calendar) -> None:
    assert working_days_between(day("2021-12-31"), day("2022-12-31"), calendar) == 249
    assert working_days_between(day("2021-12-31"), day("2022-10-21"), calendar) == 199


UNITS = (Unit.WORKING, Unit.CALENDAR, Unit.MONTH)


def test_a_limit_of_nothing_ends_the_same_day_and_on_a_day_of_rest_the_next_working_day(
    calendar: Calendar,
) -> None:
    friday, sunday, holiday = day("2022-10-14"), day("2022-10-16"), day("2022-10-01")
    assert [due(friday, 0, unit, calendar) for unit in UNITS] == [friday] * 3
    assert [due(sunday, 0, unit, calendar) for unit in UNITS] == [day("2022-10-17")] * 3
    assert [due(holiday, 0, unit, calendar) for unit in UNITS] == [day("2022-10-08")] * 3


def test_calendar_days_count_rest_days_and_move_on_from_a_last_one(calendar: Calendar) -> None:
    assert due(day("2022-10-17"), 3, Unit.CALENDAR, calendar) == day("2022-10-20")
    assert due(day("2022-10-17"), 5, Unit.CALENDAR, calendar) == day("2022-10-24")
    assert due(day("2022-09-26"), 5, Unit.CALENDAR, calendar) == day("2022-10-08"), "1 October is a holiday"


@pytest.mark.parametrize(
    ("start", "n", "last"),
    [
        ("2022-01-31", 1, "2022-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2022-02-28", 1, "2022-03-28"),
        ("2022-08-31", 6, "2023-02-28"),
        ("2022-03-15", 12, "2023-03-15"),
        ("2022-09-01", 1, "2022-10-08"),
    ],
)
def test_months_end_on_the_same_number_or_the_month_s_last(
    calendar: Calendar, start: str, n: int, last: str
) -> None:
    assert due(day(start), n, Unit.MONTH, calendar) == day(last)


def test_a_pause_takes_out_its_working_days(calendar: Calendar) -> None:
    experts = Pause(day("2022-10-19"), day("2022-10-26"), "专家评审告知书")
    assert due(day("2022-10-17"), 20, Unit.WORKING, calendar, [experts]) == day("2022-11-21")
    assert due(day("2022-10-17"), 30, Unit.CALENDAR, calendar, [experts]) == day("2022-11-23")
    assert due(day("2022-10-17"), 1, Unit.MONTH, calendar, [experts]) == day("2022-11-24")


def test_a_pause_that_begins_on_the_last_day_leaves_the_first_working_day_after_it(
    calendar: Calendar,
) -> None:
    monday, tuesday = day("2022-10-17"), day("2022-10-18")
    known = [("2022-10-20", "2022-10-21"), ("2022-10-21", "2022-10-24"), ("2022-10-18", "2022-10-18")]
    for until, last in known:
        assert due(monday, 1, Unit.WORKING, calendar, [(tuesday, day(until))]) == day(last)


def test_two_pauses_that_touch_at_the_last_day_are_one(calendar: Calendar) -> None:
    begins, middle, ends = day("2022-10-18"), day("2022-10-19"), day("2022-10-24")
    for unit in (Unit.WORKING, Unit.CALENDAR):
        for pauses in ([(begins, ends)], [(begins, middle), (middle, ends)]):
            assert due(day("2022-10-17"), 1, unit, calendar, pauses) == day("2022-10-25")


def test_nothing_is_due_while_the_clock_stood_still_when_it_began(calendar: Calendar) -> None:
    """A step without days of its own that begins in the middle of a hearing."""
    hearing = (day("2022-10-12"), day("2022-10-19"))
    assert due(day("2022-10-17"), 0, Unit.WORKING, calendar, [hearing]) == day("2022-10-20")
    assert due(day("2022-10-19"), 0, Unit.WORKING, calendar, [hearing]) == day("2022-10-19"), "it is over"


@pytest.mark.parametrize(
    ("begins", "ends", "last"),
    [
        ("2022-10-22", "2022-10-28", "2022-10-31"),
        ("2022-10-23", "2022-10-28", "2022-10-31"),
        ("2022-10-24", "2022-10-27", "2022-10-28"),
        ("2022-10-24", "2022-10-29", "2022-10-31"),
        ("2022-10-22", "2022-10-23", "2022-10-24"),
        ("2022-10-25", "2022-10-28", "2022-10-24"),
    ],
)
def test_a_last_day_of_rest_can_be_paused_until_it_has_moved(
    calendar: Calendar, begins: str, ends: str, last: str
) -> None:
    """Five days from Monday 17 October end on Saturday 22, which moves to Monday 24."""
    assert due(day("2022-10-17"), 5, Unit.CALENDAR, calendar, [(day(begins), day(ends))]) == day(last)


def test_a_pause_after_the_last_day_revives_nothing(calendar: Calendar) -> None:
    assert due(day("2022-10-17"), 1, Unit.WORKING, calendar, [(day("2022-10-19"), day("2022-10-26"))]) == day(
        "2022-10-18"
    )


def test_pauses_may_touch_but_not_overlap(calendar: Calendar) -> None:
    first, second = (day("2022-10-19"), day("2022-10-21")), (day("2022-10-21"), day("2022-10-25"))
    both = (day("2022-10-19"), day("2022-10-25"))
    apart = due(day("2022-10-17"), 20, Unit.WORKING, calendar, [second, first])
    assert apart == due(day("2022-10-17"), 20, Unit.WORKING, calendar, [both])
    with pytest.raises(Refused, match="2022-10-20"):
        due(day("2022-10-17"), 20, Unit.WORKING, calendar, [first, (day("2022-10-20"), day("2022-10-25"))])
    with pytest.raises(Refused, match="2022-10-21"):
        due(day("2022-10-17"), 20, Unit.WORKING, calendar, [(day("2022-10-21"), day("2022-10-19"))])


def test_an_extension_counts_on_from_the_last_day(calendar: Calendar) -> None:
    start = day("2022-10-17")
    assert extend(day("2022-11-14"), 10, Unit.WORKING, calendar) == due(start, 30, Unit.WORKING, calendar)
    assert due(start, 20, Unit.WORKING, calendar, extension=10) == due(start, 30, Unit.WORKING, calendar)


def test_what_is_left_of_a_limit(calendar: Calendar) -> None:
    last = day("2022-10-24")
    assert [remaining(day(f"2022-10-{number}"), last, calendar) for number in (17, 21, 22, 24, 25, 31)] == [
        5,
        1,
        1,
        0,
        -1,
        -5,
    ]
    assert remaining(day("2022-10-21"), last, calendar, Unit.CALENDAR) == 3


def test_a_limit_that_runs_into_a_year_not_loaded_has_an_open_end(calendar: Calendar) -> None:
    for start, n, unit in (
        ("2026-12-25", 20, "working"),
        ("2026-12-31", 1, "working"),
        ("2026-12-25", 20, "calendar"),
    ):
        found = ends(day(start), n, Unit(unit), calendar)
        assert isinstance(found, Awaited)
        assert (found.nth, found.unit, found.start, found.year) == (n, unit, day(start), 2027)
        assert due(day(start), n, Unit(unit), calendar) == OPEN_END
    assert due(day("2026-12-25"), 4, Unit.WORKING, calendar) == day("2026-12-31"), "within the year as ever"
    with pytest.raises(UnknownYear, match="2018"):
        working_days_between(day("2018-06-01"), day("2019-06-01"), calendar)


def test_a_gap_between_loaded_years_is_not_stepped_over() -> None:
    gapped = Calendar([edition(2030), edition(2032)])
    found = ends(date(2030, 12, 20), 30, Unit.WORKING, gapped)
    assert isinstance(found, Awaited)
    assert found.year == 2031
    with pytest.raises(UnknownYear, match="2031"):
        working_days_between(date(2030, 12, 20), date(2032, 1, 10), gapped)


@pytest.mark.parametrize("unit", list(Unit))
def test_absurd_limits_are_refused(calendar: Calendar, unit: Unit) -> None:
    for n in (-1, 36_501):
        with pytest.raises(Refused):
            due(day("2022-10-17"), n, unit, calendar)
    if unit is not Unit.HOUR:
        assert due(date.max, 1, unit, calendar) == OPEN_END


def test_hours_run_from_the_moment() -> None:
    start = datetime(2022, 10, 21, 16, 30, tzinfo=SHANGHAI)
    noon, evening = start.replace(hour=18), start.replace(hour=20)
    assert due_moment(start, 24) == datetime(2022, 10, 22, 16, 30, tzinfo=SHANGHAI)
    assert due_moment(start, 24, [(noon, evening)]) == datetime(2022, 10, 22, 18, 30, tzinfo=SHANGHAI)
    assert due_moment(start, 1, [(noon, evening)]) == start.replace(hour=17), "it had ended before"
    with pytest.raises(Refused):
        due_moment(start, 24, [(noon, evening), (start.replace(hour=19), evening)])
    with pytest.raises(Refused):
        due(start.date(), 24, Unit.HOUR, shipped_calendar())
