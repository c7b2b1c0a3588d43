"""What a party owes after a decision: the sum, what was paid, what delay adds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from banli.enforcement.rules.known import Known, day_in, every, last, sum_of
from banli.enforcement.rules.penalty import DAILY

DECISIONS = ("decide_penalty", "penalise_on_the_spot", "notify_levy")
PAYMENTS = ("record_payment", "receive_levy")


@dataclass(frozen=True)
class Owed:
    """A debt in yuan on a day. ``added`` is what delay adds (加处罚款), never more than ``principal``."""

    principal: Decimal
    paid: Decimal
    added: Decimal
    until: date | None

    @property
    def open(self) -> Decimal:
        """What is still to be paid."""
        return max(self.principal + self.added - self.paid, Decimal(0))


def owed(known: Known, day: date) -> Owed:
    """What the decision asks, what was paid by ``day``, and three per cent a day of the fine that was late (72(1)1).

    Delay is counted on what was unpaid when the term ended. A levy bears no addition here: its own law sets one.
    """
    decided = last(known, *DECISIONS)
    if decided is None:
        return Owed(Decimal(0), Decimal(0), Decimal(0), None)
    fine, gains = (Decimal(decided.content.get(name) or 0) for name in ("fine", "gains"))
    principal = (
        Decimal(decided.content.get("amount") or 0)
        + fine
        + gains
        - sum_of(known, "reduced_by", "reduce_levy")
    )
    until = payment_until(known)
    paid = [
        (date.fromisoformat(one.content["paid_on"]), Decimal(one.content["amount"]))
        for one in every(known, *PAYMENTS)
    ]
    total = sum((sum_ for on, sum_ in paid if on <= day), Decimal(0))
    added = _added(fine, gains, until, paid, day) if until else Decimal(0)
    return Owed(principal, total, added, until)


def payment_until(known: Known) -> date | None:
    """The last day to pay: as served, or as it was put off."""
    found = last(
        known, "defer_payment", "reduce_levy", "serve_decision", "serve_levy", "penalise_on_the_spot"
    )
    served = last(known, "serve_decision", "serve_levy", "penalise_on_the_spot")
    day = day_in(found.content, "pay_until") if found else None
    return day or (day_in(served.content, "pay_until") if served else None)


def _added(
    fine: Decimal, gains: Decimal, until: date, paid: list[tuple[date, Decimal]], day: date
) -> Decimal:
    """Three per cent of the unpaid fine for each day after ``until``, payments counted from the day after theirs."""
    if day <= until or not fine:
        return Decimal(0)
    added, unpaid, place = Decimal(0), fine + gains, until
    for on, amount in [*sorted(one for one in paid if one[0] <= day), (day, Decimal(0))]:
        if on > place:
            added += min(unpaid, fine) * DAILY * (on - place).days
            place = on
        unpaid = max(unpaid - amount, Decimal(0))
    return min(added, fine).quantize(Decimal("0.01"))
