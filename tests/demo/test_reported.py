"""The cases of the demo year: every one possible in itself, together exactly what was planned."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.demo.test_quota import calendar, shape, totals

from banli.cases.service import Reported
from banli.site.demo.quota import plan_year
from banli.site.demo.reported import Register, Reporter

FIRST, LAST = date(2022, 1, 1), date(2022, 10, 21)
REGISTERS = {
    kind.code: Register(revision=1, task_code=f"{'1' * 19}51{kind.code}99900000") for kind in shape().kinds
}
DEPARTMENTS = ["transport", "hrss", "market", "archives"]


def reporter(seed: int, scale: str = "0.0003") -> Reporter:
    plan = plan_year(shape=shape(), scale=Decimal(scale), seed=seed, already={}, calendar=calendar())
    return Reporter(shape(), plan, seed, REGISTERS, DEPARTMENTS, calendar())


def every(made: Reporter) -> list[Reported]:
    return [case for index in range(len(made.plan.days)) for case in made.day(index)]


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_the_events_of_the_period_are_the_plans_numbers(seed: int) -> None:
    made = reporter(seed)
    counted = Counter(
        (case.kind, "accepted" if event.name == "accepted" else "completed")
        for case in every(made)
        for event in case.events
        if FIRST <= event.at.date() <= LAST
    )
    groups = {kind.code: kind.group for kind in shape().kinds}
    found = {
        key: tuple(
            sum(n for (kind, what), n in counted.items() if groups[kind] == key and what == wanted)
            for wanted in ("accepted", "completed")
        )
        for key in set(groups.values())
    }
    assert found == totals(made.plan)


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_every_case_is_possible(seed: int) -> None:
    made = reporter(seed)
    cases = every(made)
    assert len({case.number for case in cases}) == len(cases)
    for case in cases:
        assert len(case.number) <= 50
        assert made.shape.carried_from <= case.events[0].at.date() <= LAST
        assert [event.at for event in case.events] == sorted(event.at for event in case.events)
        assert (case.completed_at is None) == (case.state == "in_review") == (case.result == "")
        if case.completed_at:
            assert case.completed_at == case.events[-1].at
            assert FIRST <= case.completed_at.date() <= LAST
        if case.accepted_at and case.statutory_due_on:
            assert calendar().count(case.accepted_at.date(), case.statutory_due_on) > 0
        else:
            assert case.state == "not_accepted"


def test_the_same_seed_gives_the_same_cases_whatever_day_is_asked_first() -> None:
    first, second = reporter(7), reporter(7)
    list(second.day(100))
    assert list(first.day(200)) == list(second.day(200))
    assert list(reporter(8).day(200)) != list(first.day(200))


def test_the_year_has_early_punctual_late_and_open_cases_and_all_departments() -> None:
    cases = every(reporter(3, "0.002"))
    licences = [case for case in cases if case.kind == "01" and case.accepted_at]
    promised = next(kind.promised for kind in shape().kinds if kind.code == "01")
    lags = Counter(
        calendar().count(case.accepted_at.date(), case.completed_at.date())
        for case in licences
        if case.accepted_at and case.completed_at
    )
    assert {0, promised} < set(lags)
    assert any(lags[day] for day in range(1, promised))
    assert any(lags[day] for day in range(promised + 1, 40))
    assert any(case.completed_at is None for case in licences)
    assert {case.department for case in cases} == set(DEPARTMENTS)
    assert {case.channel for case in cases} == {"online", "counter"}
    assert {case.kind for case in cases} == {kind.code for kind in shape().kinds}
