"""Figures of trading: counts and sums of a period by kind, frozen to the cent, and what changed since."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.trading.trades import keeper, registered, result, told

from banli.kernel.actors import SYSTEM
from banli.statistics.models import Figure
from banli.statistics.rules.formulas import Number
from banli.statistics.service import (
    TALLIES,
    Unit,
    compare,
    freeze,
    in_words,
    intact,
    now_of,
    number_of,
    open_figure,
    recount,
)
from banli.trading.rules.sums import Sums
from banli.trading.selectors.rooms import period_sums
from banli.trading.service import (
    announce_result,
    fail_project,
    resume_project,
    suspend_project,
    withdraw_result,
)
from banli.trading.states import TradingKind

pytestmark = pytest.mark.usefixtures("house")
FIRST, LAST = date(2022, 10, 1), date(2022, 12, 31)


def frozen(key: str, line: str = "") -> Figure:
    return freeze(by=SYSTEM, from_=FIRST, to=LAST, key=key, line=line, topic="trading")


def agreed(kind: TradingKind) -> None:
    """The figures of a kind say what the page of trading says."""
    [sums] = [one for one in period_sums(keeper(), FIRST, LAST) if one.kind is kind]
    for key in ("registered", "results", "failed"):
        assert frozen(key, str(kind)).value == getattr(sums, key), key
    for key in ("amount", "budget", "difference"):
        assert Decimal(frozen(key, str(kind)).value) == 100 * getattr(sums, key), key


def test_sums_are_frozen_in_yuan_to_the_cent(clock: HeldClock) -> None:
    row = told(clock, amount="12000000.37")
    shown = frozen("amount", "construction")
    assert (in_words(number_of(shown), shown.unit), shown.unit) == ("11,500,000.00", Unit.YUAN)
    saved = frozen("difference")
    assert (saved.value, in_words(number_of(saved), saved.unit)) == (50_000_037, "500,000.37")
    assert (intact(shown), recount(saved)) == (True, number_of(saved))
    assert [(one.subject, one.part) for one in open_figure(shown)] == [(row.public_id, 1_150_000_000)]
    assert frozen("amount", "procurement").value == 0
    agreed(TradingKind.CONSTRUCTION)


def test_a_sale_gains_above_its_starting_price(clock: HeldClock) -> None:
    told(clock, kind="land_mining", amount="10000000")
    assert frozen("difference", "land_mining").value == 150_000_000
    agreed(TradingKind.LAND_MINING)


def test_a_result_that_is_withdrawn_stays_in_the_frozen_sum_and_leaves_the_next(clock: HeldClock) -> None:
    row = told(clock)
    before = frozen("amount")
    withdraw_result(project=row.public_id, reason="中标候选人放弃中标。", by=keeper())
    now = now_of(before)
    assert (number_of(before), recount(before), now.value) == (Number(1_150_000_000), number_of(before), 0)
    [gone] = compare(before, now)
    assert (gone.subject, gone.reason, gone.part) == (row.public_id, "changed", -1_150_000_000)
    agreed(TradingKind.CONSTRUCTION)
    announce_result(project=row.public_id, record=result("11400000.05"), by=keeper())
    assert now_of(before).value == 1_140_000_005
    assert sum(one.part for one in compare(before, now_of(before))) == -9_999_995
    agreed(TradingKind.CONSTRUCTION)


def test_no_result_counts_while_its_project_is_suspended(clock: HeldClock) -> None:
    row = told(clock)
    suspend_project(project=row.public_id, reason="接到投诉，暂停核查。", by=keeper())
    assert frozen("results").value == 0
    agreed(TradingKind.CONSTRUCTION)
    resume_project(project=row.public_id, by=keeper())
    assert frozen("results").value == 1
    agreed(TradingKind.CONSTRUCTION)


def test_a_failure_counts_on_its_day_and_takes_the_result_away(clock: HeldClock) -> None:
    row = told(clock)
    registered(kind="procurement")
    fail_project(project=row.public_id, failure="trading_void", reason="评标无效。", by=keeper())
    assert (frozen("failed").value, frozen("results").value, frozen("registered").value) == (1, 0, 2)
    for kind in TradingKind:
        agreed(kind)


def test_every_count_and_sum_of_the_page_is_a_figure() -> None:
    known = {one.key for one in TALLIES["trading"].numbers}
    assert known == {*Sums.__dataclass_fields__, "difference"} - {"kind"}


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=2))
def test_an_amount_in_fen_is_told_as_the_yuan_it_is(amount: Decimal) -> None:
    told_so = in_words(Number(int(amount * 100)), Unit.YUAN)
    assert Decimal(told_so.replace(",", "")) == amount
