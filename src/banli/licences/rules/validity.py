"""What a certificate is worth on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from banli.licences.states import ENDED, Status


class Standing(StrEnum):
    """The answer of a verification."""

    VALID = "valid"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    DEEMED_RENEWED = "deemed_renewed"
    """视为准予延续: its term is over, and the renewal asked for in time is not decided (art. 50)."""
    RENEWING = "renewing"
    """Its renewal was granted in its term and the new certificate is being made."""
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


HOLDING = frozenset({Standing.VALID, Standing.DEEMED_RENEWED, Standing.RENEWING})
"""What may be used today."""


@dataclass(frozen=True)
class Facts:
    """What the standing follows from. ``ground``: a key of ``states.GROUNDS``; ``suspended_until``: its last day."""

    status: str
    valid_from: date
    valid_to: date | None
    ground: str = ""
    suspended_until: date | None = None


class AtEnd(StrEnum):
    """What the end of a term finds of the renewals asked for."""

    NOTHING = "nothing"
    UNDECIDED = "undecided"
    GRANTED = "granted"


def standing(facts: Facts, today: date, at_end: AtEnd = AtEnd.NOTHING) -> Standing:
    """Whether a certificate holds on ``today``."""
    if facts.status in ENDED:
        return Standing.EXPIRED if facts.ground == "expired" else Standing(facts.status)
    if facts.status == Status.SUSPENDED and (facts.suspended_until is None or today <= facts.suspended_until):
        return Standing.SUSPENDED
    if today < facts.valid_from:
        return Standing.NOT_YET
    if facts.valid_to is None or today <= facts.valid_to:
        return Standing.VALID
    return {
        AtEnd.NOTHING: Standing.EXPIRED,
        AtEnd.UNDECIDED: Standing.DEEMED_RENEWED,
        AtEnd.GRANTED: Standing.RENEWING,
    }[at_end]
