"""The whole numbers of the demo year add up, whatever the scale and the seed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from banli.demo.quota import (
    YearPlan,
    plan_year,
    scaled,
    share,
    share_within,
)
from banli.demo.year_shape import YearShape, read_shape
from banli.kernel.errors import Refused
from banli.worktime.service import Calendar, shipped_calendar

PUBLISHED = {
    "licence": (672_349, 664_964),
    "public_service": (20_162_750, 7_934_183),
    "other_nine": (52_840, 53_447),
}
NOTHING: dict[str, tuple[int, int]] = {}
SCALES = st.decimals(Decimal("0.0001"), Decimal(1), places=6)


@cache
def calendar() -> Calendar:
    return shipped_calendar()


@cache
def shape() -> YearShape:
    return read_shape()


def plan(scale: Decimal, seed: int = 1, already: dict[str, tuple[int, int]] = NOTHING) -> YearPlan:
    return plan_year(shape=shape(), scale=scale, seed=seed, already=already, calendar=calendar())


def totals(made: YearPlan) -> dict[str, tuple[int, int]]:
    """(accepted, completed) of the period, by line of the report."""
    start = made.days.index(date(2022, 1, 1))
    found = dict.fromkeys(PUBLISHED, (0, 0))
    for kind in shape().kinds:
        quotas = made.quotas[kind.code]
        accepted, completed = found[kind.group]
        accepted += sum(quota.accepted for quota in quotas[start:])
        completed += sum(quota.ended + quota.refused + quota.unasked for quota in quotas)
        found[kind.group] = (accepted, completed)
    return found


def test_at_scale_one_the_year_has_the_published_numbers() -> None:
    assert totals(plan(Decimal(1))) == PUBLISHED


def test_at_a_hundredth_each_number_is_a_hundredth_rounded() -> None:
    assert totals(plan(Decimal("0.01"))) == {
        "licence": (6_723, 6_650),
        "public_service": (201_628, 79_342),
        "other_nine": (528, 534),
    }


@settings(max_examples=40)
@given(scale=SCALES, seed=st.integers(0, 10**9))
def test_at_every_scale_and_seed_the_quotas_add_up_and_none_is_impossible(scale: Decimal, seed: int) -> None:
    made = plan(scale, seed)
    assert totals(made) == {
        key: (scaled(accepted, scale), scaled(completed, scale))
        for key, (accepted, completed) in PUBLISHED.items()
    }
    for quotas in made.quotas.values():
        assert all(0 <= quota.ended <= quota.accepted and quota.refused >= 0 for quota in quotas)


@settings(max_examples=25)
@given(
    scale=st.decimals(Decimal("0.001"), Decimal(1), places=4),
    accepted=st.integers(0, 40),
    completed=st.integers(0, 40),
)
def test_what_the_record_holds_already_is_left_out_of_the_plan(
    scale: Decimal, accepted: int, completed: int
) -> None:
    made = plan(scale, already={"licence": (accepted, completed)})
    found = totals(made)["licence"]
    assert (found[0] + accepted, found[1] + completed) == (scaled(672_349, scale), scaled(664_964, scale))


def test_a_record_that_holds_more_than_the_scale_asks_for_is_refused() -> None:
    with pytest.raises(Refused, match="other_nine"):
        plan(Decimal("0.0001"), already={"other_nine": (6, 0)})


def test_half_a_case_is_rounded_up() -> None:
    assert [scaled(n, Decimal("0.01")) for n in (49, 50, 149, 150)] == [0, 1, 1, 2]


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=40))
def test_shares_add_up_and_stay_within_one_of_their_weight(total: int, weights: list[int]) -> None:
    if not sum(weights):
        weights[0] = 1
    parts = share(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@given(st.data(), st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 1000)), min_size=1, max_size=40))
def test_shares_within_caps_add_up_and_keep_them(data: st.DataObject, rows: list[tuple[int, int]]) -> None:
    weights, caps = [row[0] for row in rows], [row[1] for row in rows]
    total = data.draw(st.integers(0, sum(caps)))
    parts = share_within(total, weights, caps)
    assert sum(parts) == total
    assert all(0 <= part <= cap for part, cap in zip(parts, caps, strict=True))


def test_what_cannot_be_shared_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing"):
        share(1, [0, 0])
    with pytest.raises(ValueError, match="caps"):
        share_within(3, [1, 1], [1, 1])


def test_licences_are_accepted_on_working_days_and_public_services_somewhat_on_others() -> None:
    made = plan(Decimal(1))
    on = {day: index for index, day in enumerate(made.days)}

    def accepted(kind: str, day: str) -> int:
        return made.quotas[kind][on[date.fromisoformat(day)]].accepted

    monday, national_day, sunday_worked, sunday = "2022-10-17", "2022-10-02", "2022-10-09", "2022-10-16"
    assert accepted("01", monday) > 20 * accepted("01", national_day)
    assert accepted("01", sunday_worked) > 10 * accepted("01", sunday)
    assert accepted("20", monday) > 3 * accepted("20", sunday) > 3 * accepted("20", national_day) > 0
