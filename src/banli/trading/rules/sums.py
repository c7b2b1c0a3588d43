"""Counts and sums of a period by kind. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banli.trading.states import SELLS, TradingKind

ZERO = Decimal(0)


@dataclass(frozen=True)
class Traded:
    """A project as it is counted: its days, amounts, and how it ended."""

    kind: TradingKind
    registered_on: date
    amount: Decimal
    result: Decimal | None = None
    result_on: date | None = None
    failed_on: date | None = None


@dataclass(frozen=True)
class Sums:
    """What a period has of a kind. ``difference``: saved against the budget, or gained above the starting price."""

    kind: TradingKind
    registered: int
    results: int
    amount: Decimal
    budget: Decimal
    failed: int

    @property
    def difference(self) -> Decimal:
        """Yuan saved by a purchase, or gained in a sale."""
        return self.amount - self.budget if self.kind in SELLS else self.budget - self.amount


def sums(rows: Iterable[Traded], first: date, last: date) -> list[Sums]:
    """Each kind's counts and sums from ``first`` to ``last``: by the day of registration, result and failure."""
    every = list(rows)
    found = []
    for kind in TradingKind:
        own = [one for one in every if one.kind is kind]
        won = [
            one
            for one in own
            if one.result is not None and one.result_on is not None and first <= one.result_on <= last
        ]
        found.append(
            Sums(
                kind,
                sum(first <= one.registered_on <= last for one in own),
                len(won),
                sum((one.result for one in won if one.result is not None), ZERO),
                sum((one.amount for one in won), ZERO),
                sum(one.failed_on is not None and first <= one.failed_on <= last for one in own),
            )
        )
    return found
