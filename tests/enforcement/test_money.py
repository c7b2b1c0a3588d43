"""What a party owes: three per cent a day of what is late, and never more than the fine itself (行政处罚法 72)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from banli.enforcement.rules.known import Kept
from banli.enforcement.rules.money import owed

SERVED = date(2022, 11, 9)
UNTIL = date(2022, 11, 24)


@dataclass
class Case:
    """A case with a file and nothing else."""

    file: list[Kept] = field(default_factory=list)


def fined(fine: int, *payments: tuple[date, int]) -> Any:
    kept = [
        Kept("decide_penalty", SERVED, {"fine": str(fine)}),
        Kept("serve_decision", SERVED, {"pay_until": UNTIL.isoformat()}),
    ]
    kept += [
        Kept("record_payment", on, {"paid_on": on.isoformat(), "amount": str(sum_)}) for on, sum_ in payments
    ]
    return Case(kept)


def test_nothing_is_added_until_the_last_day_has_passed() -> None:
    assert owed(fined(20_000), UNTIL).open == 20_000


def test_a_day_late_costs_three_per_cent() -> None:
    assert owed(fined(20_000), UNTIL + timedelta(1)).added == 600


def test_the_addition_never_exceeds_the_fine() -> None:
    assert owed(fined(20_000), UNTIL + timedelta(400)).open == 40_000


def test_what_was_paid_in_part_bears_nothing_more() -> None:
    """Half is paid on the second late day: 2 days of the whole, 3 of the half."""
    case = fined(10_000, (UNTIL + timedelta(2), 5_000))
    assert owed(case, UNTIL + timedelta(5)).added == 600 + 450


@given(
    st.integers(1, 10**7),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 10**6)), max_size=4),
    st.integers(0, 90),
)
def test_the_debt_agrees_with_a_count_day_by_day(fine: int, paid: list[tuple[int, int]], later: int) -> None:
    payments = [(SERVED + timedelta(days), amount) for days, amount in paid]
    day = SERVED + timedelta(later)
    added, unpaid, today = Decimal(0), Decimal(fine), SERVED
    while today <= day:
        if today > UNTIL:
            added += min(unpaid, Decimal(fine)) * 3 / 100
        unpaid = max(unpaid - sum(amount for on, amount in payments if on == today), Decimal(0))
        today += timedelta(1)
    expected = min(added, Decimal(fine)).quantize(Decimal("0.01"))
    assert owed(fined(fine, *payments), day).added == expected
