"""Limits that run into a year whose holidays are not set yet: what is known, what is told, what becomes of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.worktime.days import Pauses, calendars, day, extensions, lengths, months, pauses, units

from banli.worktime.service import (
    OPEN_END,
    Awaited,
    Calendar,
    Unit,
    UnknownYear,
    due,
    ends,
    explain,
    iso,
    known,
    read_awaited,
    remaining,
    shipped_calendar,
    sure,
)

late_starts = st.dates(date(2030, 1, 1), date(2031, 3, 31))


def first_year_of(calendar: Calendar) -> Calendar:
    """The same calendar before the notice of 2031 was given."""
    return Calendar(one for one in calendar.loaded if one.year == 2030)


@given(calendars(), late_starts, lengths, months, extensions, units, pauses())
def test_an_open_end_is_nowhere_before_its_earliest_and_after_its_latest_day(
    calendar: Calendar, start: date, n: int, few: int, more: int, unit: Unit, paused: Pauses
) -> None:
    n, more = (few, more % 4) if unit is Unit.MONTH else (n, more)
    found = ends(start, n, unit, first_year_of(calendar), paused, extension=more)
    whole = due(start, n, unit, calendar, paused, extension=more)
    if isinstance(found, Awaited):
        assert whole >= (found.not_before if unit is not Unit.MONTH else start)
        assert (found.nth, found.unit, found.start) == (n + more, unit, start)
        assert found.year == 2031
    elif not any(
        one.month == 12 for edition in calendar.editions if edition.year == 2031 for one in _named(edition)
    ):
        assert found == whole, "what was told as a date stays, unless the new notice changes this December"


def _named(edition: object) -> list[date]:
    return [*edition.off, *edition.worked]  # type: ignore[attr-defined]


@given(calendars(), late_starts, lengths, units, pauses())
def test_an_explanation_goes_as_far_as_the_years_on_record_and_counts_as_the_whole_one_does(
    calendar: Calendar, start: date, n: int, unit: Unit, paused: Pauses
) -> None:
    if unit is Unit.MONTH:
        n %= 6
    part = first_year_of(calendar)
    told = explain(start, n, unit, part, paused)
    assert (told.awaited is not None) == (told.due == OPEN_END)
    if told.awaited:
        assert all(note.date.year < 2031 for note in told.days[1:])
        data = told.as_data()
        assert data["due"] is None
        assert read_awaited(data["undecreed"]) == told.awaited


def test_an_open_end_says_which_working_day_it_is() -> None:
    found = ends(day("2026-12-28"), 20, Unit.WORKING, shipped_calendar())
    with translation.override("zh-hans"):
        assert str(found) == "2026年12月28日后第20个工作日，具体日期待国务院公布节假日安排后确定"
    with translation.override("en"):
        assert str(found).startswith("working day 20 after 28 December 2026; the date follows")


def test_calendar_days_are_known_but_for_a_last_day_of_rest() -> None:
    found = ends(day("2026-12-11"), 30, Unit.CALENDAR, shipped_calendar())
    assert isinstance(found, Awaited)
    assert found.plain == day("2027-01-10"), (
        "a Sunday; whether it is worked or moves on is for the notice to say"
    )
    assert ends(day("2026-12-15"), 30, Unit.CALENDAR, shipped_calendar()) != day("2027-01-14"), (
        "nor a Thursday"
    )
    with translation.override("en"):
        assert str(found) == "10 January 2027 or, if that is a day of rest, the next working day"


def test_pauses_and_an_extension_belong_to_the_open_end() -> None:
    found = ends(
        day("2026-12-01"), 20, Unit.WORKING, shipped_calendar(), [(day("2026-12-05"), day("2026-12-20"))]
    )
    assert isinstance(found, Awaited)
    assert found.paused
    longer = ends(day("2026-12-28"), 20, Unit.WORKING, shipped_calendar(), extension=10)
    assert isinstance(longer, Awaited)
    assert longer.nth == 30


def test_nothing_is_past_an_open_end_and_nothing_is_counted_towards_it() -> None:
    assert remaining(day("2031-01-05"), OPEN_END, shipped_calendar()) is None
    assert (known(OPEN_END), iso(OPEN_END), iso(None)) == (None, "", "")
    assert iso(day("2026-12-28")) == "2026-12-28"


def test_a_limit_that_ended_before_the_unknown_year_is_over_by_what_is_known_at_least() -> None:
    calendar = shipped_calendar()
    assert remaining(day("2027-01-15"), day("2026-12-29"), calendar) == -2
    assert remaining(day("2027-01-02"), day("2026-12-31"), calendar) == -1


def test_whoever_waits_for_somebody_s_time_to_pass_waits_until_it_has_passed_for_certain() -> None:
    known_end = ends(day("2026-03-02"), 5, Unit.WORKING, shipped_calendar())
    assert sure(known_end) == known_end
    for year in range(2019, 2026):
        start = date(year, 1, 20)
        open_end = ends(start, 7, Unit.WORKING, Calendar([]))
        assert sure(open_end) > due(start, 7, Unit.WORKING, shipped_calendar())


def test_days_before_every_year_on_record_are_refused_in_words_for_anybody() -> None:
    with pytest.raises(UnknownYear, match="2011") as told:
        explain(day("2011-10-17"), 20, Unit.WORKING, shipped_calendar())
    assert "load" not in str(told.value).lower()
