"""How a clock stands on a day: one label for every page, and it agrees with the days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.worktime.days import calendars

from banli.worktime.rules.clock_state import Standing, clock_label
from banli.worktime.service import OPEN_END, Calendar, shipped_calendar, working_days_between

FRIDAY, SUNDAY = date(2026, 11, 27), date(2026, 11, 29)
TODAYS = st.dates(date(2030, 2, 15), date(2030, 11, 15))


@pytest.mark.parametrize(
    ("due", "still_since", "says"),
    [
        (SUNDAY, None, "今日到期"),
        (FRIDAY, None, "已超期，不足 1 个工作日"),
        (date(2026, 11, 26), None, "超 1 个工作日"),
        (date(2026, 11, 30), None, "剩 1 个工作日"),
        (date(2026, 12, 4), FRIDAY, "计时暂停"),
        (FRIDAY, FRIDAY, "计时暂停"),
        (FRIDAY, date(2026, 11, 28), "计时暂停，暂停前已超期"),
        (None, None, ""),
    ],
)
def test_the_label_on_a_sunday(due: date | None, still_since: date | None, says: str) -> None:
    assert str(clock_label(due, SUNDAY, shipped_calendar(), still_since=still_since)) == says


def test_an_end_without_a_date_is_neither_late_nor_so_many_days_off() -> None:
    label = clock_label(OPEN_END, SUNDAY, shipped_calendar())
    assert (label.standing, label.days, label.late) == (Standing.UNDATED, 0, False)
    assert clock_label(OPEN_END, SUNDAY, shipped_calendar(), still_since=FRIDAY).standing is Standing.STILL
    with translation.override("en"):
        assert str(label) == "date to follow"


@given(calendars(), TODAYS, st.integers(-40, 40), st.none() | st.integers(-60, 0))
def test_a_label_agrees_with_the_days(
    calendar: Calendar, today: date, ahead: int, paused: int | None
) -> None:
    due = today + timedelta(ahead)
    still_since = None if paused is None else today + timedelta(paused)
    label = clock_label(due, today, calendar, still_since=still_since)
    assert str(label)
    if still_since is not None:
        assert label.standing is (Standing.STILL_OVER if due < still_since else Standing.STILL)
        assert label.late is (due < still_since)
        return
    # Due today on that day and on no other; late on every later day, and on no other.
    assert (label.standing is Standing.LAST_DAY) is (ahead == 0)
    assert label.late is (ahead < 0)
    assert label.days == abs(working_days_between(today, due, calendar))
    assert label.left == working_days_between(today, due, calendar)
