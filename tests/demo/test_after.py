"""The weeks after the year: the same pattern, up to the morning the demo begins, and the year itself untouched."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from statistics import mean
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.demo.test_quota import calendar, shape
from tests.demo.test_rows import every, items, reporter

from banli.demo.following_weeks import UNTIL, AfterReporter, plan_after
from banli.demo.quota import YearPlan, plan_year

FIRST, MOMENT = date(2022, 10, 22), UNTIL.replace(tzinfo=None)


def after(seed: int, scale: str = "0.0003") -> AfterReporter:
    return AfterReporter(reporter(seed, scale), items())


def rows(made: AfterReporter, table: str) -> list[dict[str, Any]]:
    return [
        row for index in range(len(made.plan.days)) for row in getattr(made.day(index), table).to_pylist()
    ]


@settings(max_examples=6)
@given(seed=st.integers(0, 10**9), scale=st.sampled_from(["0.0001", "0.0003", "0.001"]))
def test_nothing_lies_outside_the_weeks_and_everything_is_possible(seed: int, scale: str) -> None:
    made = after(seed, scale)
    year = {case.number: case for case in every(made.year)}
    begun = {row["project_no"]: row["accept_date"] for row in rows(made, "accept")}
    assert len(begun) == len(rows(made, "accept"))
    assert not set(begun) & set(year)
    ended = rows(made, "result")
    assert len({row["project_no"] for row in ended}) == len(ended)
    for row in ended:
        number, at = row["project_no"], row["result_date"]
        if number in year:
            open_case = year[number]
            assert open_case.accept
            assert open_case.result is None
        assert begun.get(number, datetime.combine(FIRST, datetime.min.time())) <= at <= MOMENT
        assert row["cd_time"] <= MOMENT
    for moment in begun.values():
        assert datetime.combine(FIRST, datetime.min.time()) <= moment <= MOMENT


def test_the_same_seed_gives_the_same_rows() -> None:
    assert after(7).day(0) == after(7).day(0)
    assert after(8).day(3) != after(7).day(3)


def whole() -> tuple[YearPlan, YearPlan]:
    year = plan_year(shape=shape(), scale=Decimal(1), seed=1, already={}, calendar=calendar())
    return year, plan_after(shape(), year, 1, calendar())


def test_the_weeks_have_the_pace_and_the_rhythm_of_the_year() -> None:
    year, later = whole()

    def on_working_days(plan: YearPlan, kind: str, weekday: int) -> float:
        counts = zip(plan.days, plan.quotas[kind], strict=True)
        return mean(
            quota.accepted
            for day, quota in counts
            if day.weekday() == weekday and quota.accepted and day >= date(2022, 3, 1)
            if calendar().is_working(day)
        )

    for kind in ("01", "20", "10"):
        for weekday in range(5):
            assert 0.8 < on_working_days(later, kind, weekday) / on_working_days(year, kind, weekday) < 1.2
        assert on_working_days(later, kind, 0) > on_working_days(later, kind, 4)
    assert set(later.quotas) == set(year.quotas)
    assert later.days[0] == FIRST
    assert later.days[-1] == UNTIL.date()


def test_cases_end_as_fast_as_before_from_the_first_week_on() -> None:
    made = after(3, "0.01")
    ends = Counter(
        row["result_date"].date() for row in rows(made, "result") if row["project_no"][21:23] == "01"
    )
    before = Counter(
        case.result["result_date"].date()
        for case in every(made.year)
        if case.kind == "01" and case.result and case.result["result_date"].date() >= date(2022, 9, 5)
    )
    usual = mean(count for day, count in before.items() if calendar().is_working(day) and day.month == 9)
    for week in (24, 31):
        found = [ends[date.fromordinal(date(2022, 10, week).toordinal() + n)] for n in range(5)]
        assert 0.6 < mean(found) / usual < 1.4


def test_on_the_last_morning_some_are_open_and_some_have_begun() -> None:
    made = after(3, "0.01")
    began = rows(made, "accept")
    ended = {row["project_no"] for row in rows(made, "result")}
    today = [row for row in began if row["accept_date"].date() == UNTIL.date()]
    assert today
    assert any(row["project_no"] not in ended for row in began)
    assert len({row["project_no"][:18] for row in began}) > 10
