"""The closed table of a number that was leased: given to a device for a day, and used, returned or voided.

No number is given twice, so that each of a series can be answered for: in use, returned or voided.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LeaseState(StrEnum):
    LEASED = "leased"
    """On the device, for today."""
    USED = "used"
    """On a ticket or a case that came in."""
    RETURNED = "returned"
    """Given back unused when the day closed."""
    VOIDED = "voided"
    """Its day ended, or its device was struck off, and nothing was heard of it."""


class LeaseOwner(StrEnum):
    """Whose turn it is."""

    DEVICE = "device"
    PLATFORM = "platform"
    NOBODY = "nobody"


OWNERS: dict[LeaseState, LeaseOwner] = {
    LeaseState.LEASED: LeaseOwner.DEVICE,
    LeaseState.USED: LeaseOwner.NOBODY,
    LeaseState.RETURNED: LeaseOwner.NOBODY,
    LeaseState.VOIDED: LeaseOwner.DEVICE,
}
"""A voided number is used after all where a paper with it was handed over on its day and comes in later."""


@dataclass(frozen=True)
class LeaseMove:
    """One act on a number: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[LeaseState, ...]
    target: LeaseState
    event: str
    owner: LeaseOwner


S, Owner = LeaseState, LeaseOwner
LEASE = LeaseMove("lease", (), S.LEASED, "numbers_leased", Owner.PLATFORM)
USE = LeaseMove("use", (S.LEASED,), S.USED, "number_used", Owner.DEVICE)
USE_LATE = LeaseMove("use_late", (S.VOIDED,), S.USED, "voided_number_used", Owner.DEVICE)
GIVE_BACK = LeaseMove("give_back", (S.LEASED,), S.RETURNED, "numbers_returned", Owner.DEVICE)
VOID = LeaseMove("void", (S.LEASED,), S.VOIDED, "numbers_voided", Owner.PLATFORM)
TRANSITIONS = (LEASE, USE, USE_LATE, GIVE_BACK, VOID)
BY_EVENT = {move.event: move for move in TRANSITIONS}
