"""A decision limit in hours, told in days: it runs through days of rest and stands still in a special procedure."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.cases.rules.clocks import Clock
from banli.catalogue.service import Limit
from banli.kernel.clock import SHANGHAI
from banli.kernel.text import Words
from banli.worktime.service import Pause, shipped_calendar

FRIDAY = datetime(2022, 10, 21, 16, 0, tzinfo=SHANGHAI)


def limit(hours: int) -> Limit:
    return Limit(days=hours, unit="hour", basis=Words(zh="本事项的专门规定"))


def clock_of(hours: int, *pauses: tuple[int, int]) -> Clock:
    """A clock of Friday 21 October 2022, 16:00, with pauses by their days of that month."""
    held = tuple(Pause(date(2022, 10, begins), date(2022, 10, ends)) for begins, ends in pauses)
    return Clock(FRIDAY, limit(hours), limit(hours), held)


@pytest.mark.parametrize(
    ("hours", "pauses", "last"),
    [
        (4, (), 21),
        (24, (), 22),
        (24, ((21, 25),), 26),
        (24, ((22, 25),), 26),
        (48, ((22, 25),), 26),
        (4, ((21, 22),), 24),
        (24, ((24, 25),), 22),
    ],
)
def test_hours_run_through_the_weekend_and_stand_still_in_a_pause(
    hours: int, pauses: tuple[tuple[int, int], ...], last: int
) -> None:
    assert clock_of(hours, *pauses).dues(shipped_calendar())[1] == date(2022, 10, last)


@given(st.integers(0, 100), st.integers(21, 25), st.integers(0, 3), st.integers(0, 3))
def test_a_pause_in_pieces_is_the_same_and_an_explanation_agrees(
    hours: int, begins: int, first: int, second: int
) -> None:
    middle, ends = begins + first, begins + first + second
    whole, cut = clock_of(hours, (begins, ends)), clock_of(hours, (begins, middle), (middle, ends))
    told = whole.explain(whole.statutory, shipped_calendar())
    last = whole.due(whole.statutory, shipped_calendar())
    assert told.due == last == told.days[-1].date == cut.due(cut.statutory, shipped_calendar())
    assert begins == ends or not begins <= last.day <= ends
