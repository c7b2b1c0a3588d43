"""The rows of the reference year: every one possible in itself, together exactly what was planned."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.demo.test_quota import calendar, shape, totals

from banli.demo.items import DemoItem, items_of
from banli.demo.quota import plan_year
from banli.demo.rows import Reporter
from banli.province.load import SICHUAN, departments_of

FIRST, LAST = date(2022, 1, 1), date(2022, 10, 21)


@cache
def items() -> dict[str, list[DemoItem]]:
    departments: list[Any] = list(departments_of(SICHUAN))
    return items_of(shape(), departments)


def reporter(seed: int, scale: str = "0.0003") -> Reporter:
    plan = plan_year(shape=shape(), scale=Decimal(scale), seed=seed, already={}, calendar=calendar())
    return Reporter(shape(), plan, seed, items(), calendar())


@dataclass
class Told:
    """One case: its acceptance and its end, where it has them."""

    number: str
    accept: dict[str, Any] | None = None
    result: dict[str, Any] | None = None

    @property
    def kind(self) -> str:
        return self.number[21:23]

    @property
    def began(self) -> datetime:
        row: Any = self.accept or self.result
        moment: datetime = row.get("accept_date") or row["result_date"]
        return moment


def every(made: Reporter) -> list[Told]:
    found: dict[str, Told] = {}
    for index in range(len(made.plan.days)):
        day = made.day(index)
        for name, table in (("accept", day.accept), ("result", day.result)):
            for row in table.to_pylist():
                told = found.setdefault(row["project_no"], Told(row["project_no"]))
                assert getattr(told, name) is None
                setattr(told, name, row)
    return list(found.values())


@settings(max_examples=6)
@given(seed=st.integers(0, 10**9))
def test_the_events_of_the_period_are_the_plans_numbers(seed: int) -> None:
    made = reporter(seed)
    counted: Counter[tuple[str, str]] = Counter()
    for case in every(made):
        if case.accept and FIRST <= case.accept["accept_date"].date() <= LAST:
            counted[case.kind, "accepted"] += 1
        if case.result and FIRST <= case.result["result_date"].date() <= LAST:
            counted[case.kind, "completed"] += 1
    groups = {kind.code: kind.group for kind in shape().kinds}
    found = {
        key: tuple(
            sum(n for (kind, what), n in counted.items() if groups[kind] == key and what == wanted)
            for wanted in ("accepted", "completed")
        )
        for key in set(groups.values())
    }
    assert found == totals(made.plan)


@settings(max_examples=4)
@given(seed=st.integers(0, 10**9))
def test_every_case_is_possible(seed: int) -> None:
    made = reporter(seed)
    for case in every(made):
        assert len(case.number) <= 50
        assert made.shape.carried_from <= case.began.date() <= LAST
        if case.result:
            assert FIRST <= case.result["result_date"].date() <= LAST
        if case.accept and case.result:
            assert case.accept["accept_date"] <= case.result["result_date"]
        if not case.accept:
            assert case.result
            assert case.result["result_type"] == "6" or case.kind in {"02", "03", "04", "06"}


def test_the_same_seed_gives_the_same_rows_whatever_day_is_asked_first() -> None:
    first, second = reporter(7), reporter(7)
    second.day(100)
    assert first.day(200) == second.day(200)
    assert reporter(8).day(200) != first.day(200)


def test_the_year_has_early_punctual_late_and_open_cases_all_departments_and_thousands_of_items() -> None:
    cases = every(reporter(3, "0.002"))
    licences = [case for case in cases if case.kind == "01" and case.accept]
    promised = next(kind.promised for kind in shape().kinds if kind.code == "01")
    lags = Counter(
        calendar().count(case.began.date(), case.result["result_date"].date())
        for case in licences
        if case.result
    )
    assert {0, promised} < set(lags)
    assert any(lags[day] for day in range(1, promised))
    assert any(lags[day] for day in range(promised + 1, 40))
    assert any(case.result is None for case in licences)
    assert {case.number[:18] for case in cases} == {one.uscc for one in departments_of(SICHUAN)}
    assert {case.accept["apply_type"] for case in licences if case.accept} == {"1", "2"}
    assert {case.kind for case in cases} == {kind.code for kind in shape().kinds}
    assert any(case.accept is None and case.kind == "06" for case in cases)
    assert sum(map(len, items().values())) > 2_000
    assert len({case.number[:31] for case in cases}) > 400


def test_special_procedures_lie_between_acceptance_and_end() -> None:
    made, found = reporter(3, "0.01"), 0
    for index in range(60, 120):
        day = made.day(index)
        ends = dict(
            zip(*(day.result.column(name).to_pylist() for name in ("project_no", "result_date")), strict=True)
        )
        for row in day.special.to_pylist():
            assert row["special_time"] < row["end_time"] < ends[row["project_no"]]
            found += 1
    assert found
