"""Days of leave in a year: by kind, with half days and an early return; shown where leave is decided."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.desk.officers import browser_of
from tests.held_clock import HeldClock
from tests.house import clerk
from tests.roster.hall import MONDAY, asked, colleague, granted, head, pack_shifts

from banli.kernel.zone import SHANGHAI
from banli.roster.rules.leave_days import KindDays, Span, days_in
from banli.roster.service import come_back, leave_days, withdraw_leave

SHIFTS = pack_shifts().shifts


def every_day(first: date, last: date) -> int:
    """A calendar without weekends and holidays."""
    return max((last - first).days + 1, 0)


def span(first: date, last: date, ends_at: datetime | None = None) -> Span:
    midnight = datetime.combine(last + timedelta(days=1), time(), SHANGHAI)
    return Span(first, last, "", Decimal(every_day(first, last)), ends_at or midnight)


@given(st.dates(date(2020, 1, 1), date(2024, 1, 1)), st.integers(0, 365), st.integers(0, 60 * 24 * 366))
def test_the_years_of_a_leave_add_up_and_an_early_return_never_adds(
    first: date, more: int, minutes: int
) -> None:
    last = first + timedelta(days=more)
    years = range(first.year, last.year + 1)
    whole = sum(days_in(year, span(first, last), every_day, SHIFTS) for year in years)
    assert whole == more + 1
    back = min(
        datetime.combine(first, time(), SHANGHAI) + timedelta(minutes=minutes), span(first, last).ends_at
    )
    cut = sum(days_in(year, span(first, last, back), every_day, SHIFTS) for year in years)
    assert 0 <= cut <= whole
    assert abs(cut - Decimal((back - datetime.combine(first, time(), SHANGHAI)).days)) <= 1


@pytest.mark.usefixtures("house")
class TestDaysOfAPerson:
    def test_working_days_by_kind_granted_apart_from_asked(self) -> None:
        granted(MONDAY, 7)
        granted(date(2022, 10, 31), kind="sick", shift="morning")
        asked(date(2022, 11, 7), 2, kind="sick")
        withdraw_leave(leave=asked(date(2022, 11, 21), kind="annual").public_id, by=clerk())
        assert leave_days(clerk().id or 0, 2022) == [
            KindDays("private", Decimal(5), Decimal(0)),
            KindDays("sick", Decimal("0.5"), Decimal(2)),
        ]
        assert leave_days(clerk().id or 0, 2023) == []
        assert leave_days(colleague().id or 0, 2022) == []

    def test_whoever_comes_back_at_noon_has_had_the_morning(self, clock: HeldClock) -> None:
        row = granted(MONDAY, 5)
        clock.set("2022-10-18T12:30")
        come_back(leave=row.public_id, by=clerk())
        assert leave_days(clerk().id or 0, 2022) == [KindDays("private", Decimal("1.5"))]

    def test_the_form_and_the_head_see_it_and_nobody_else(self) -> None:
        granted(MONDAY, 2)
        row = asked(date(2022, 11, 7), 3, kind="annual")
        form = browser_of(clerk()).get("/desk/roster/leave/new/").content.decode()
        assert "您2022年的假期：年休假0天（另有3天待批），事假2天" in form.replace("、", "，")
        page = f"/desk/roster/leave/{row.public_id}/"
        assert "事假2天" in browser_of(head()).get(page).content.decode()
        assert "事假2天" not in browser_of(colleague()).get(page).content.decode()
