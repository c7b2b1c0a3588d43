"""A period is made of whole months and single days, added and taken away, and of nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.statistics.rules.periods import Parts, Period, parts_of

DAYS = st.dates(date(2020, 1, 1), date(2024, 12, 31))
day = date.fromisoformat


def days(period: Period | None) -> Counter[date]:
    """Each day of the period, once."""
    if period is None:
        return Counter()
    return Counter(period.first + timedelta(one) for one in range((period.last - period.first).days + 1))


@given(DAYS, st.integers(0, 900))
def test_the_parts_add_up_to_the_period(first: date, length: int) -> None:
    period = Period(first, first + timedelta(length))
    parts = parts_of(period)
    total = days(parts.months)
    for one in parts.more:
        total.update(days(one))
    for one in parts.less:
        total.subtract(days(one))
    assert +total == days(period)
    assert not -total
    assert parts.months is None or parts.months.months() > 0
    assert parts.days <= 30 or parts.days <= length + 1


@pytest.mark.parametrize(
    ("first", "last", "parts"),
    [
        ("2022-03-01", "2022-04-30", Parts(Period(day("2022-03-01"), day("2022-04-30")))),
        ("2022-10-17", "2022-10-21", Parts(None, (Period(day("2022-10-17"), day("2022-10-21")),))),
        (
            "2022-01-01",
            "2022-10-21",
            Parts(
                Period(day("2022-01-01"), day("2022-10-31")),
                (),
                (Period(day("2022-10-22"), day("2022-10-31")),),
            ),
        ),
        (
            "2022-01-03",
            "2022-10-05",
            Parts(
                Period(day("2022-01-01"), day("2022-09-30")),
                (Period(day("2022-10-01"), day("2022-10-05")),),
                (Period(day("2022-01-01"), day("2022-01-02")),),
            ),
        ),
    ],
)
def test_a_month_most_of_whose_days_are_asked_for_is_taken_whole(first: str, last: str, parts: Parts) -> None:
    assert parts_of(Period(day(first), day(last))) == parts


@pytest.mark.parametrize(("first", "last"), [("0001-01-01", "0001-01-05"), ("9999-12-03", "9999-12-31")])
def test_the_ends_of_the_calendar(first: str, last: str) -> None:
    assert parts_of(Period(day(first), day(last))).days <= 5
