"""Whether a number that a device wrote on a paper may stand, and if not, why. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banli.kernel.text import gettext_noop
from banli.offline.states import USE, USE_LATE, LeaseMove, LeaseState

MOST = 20
"""Numbers of one series that a device holds at a time."""
NOT_LEASED = gettext_noop("Number %(number)s was not leased to this device.")
OTHER_DAY = gettext_noop("Number %(number)s was leased for another day.")
RETURNED = gettext_noop("Number %(number)s had been returned unused.")
ON_RECORD = gettext_noop("Number %(number)s is on record already.")


@dataclass(frozen=True)
class Wanted:
    """A series of which a device keeps ``count`` unused numbers. ``key``: what its page calls the series."""

    key: str
    series: str
    count: int


@dataclass(frozen=True)
class Held:
    """What is known of a number that came in on a paper. ``own``: it was leased to whoever sends, on this device."""

    own: bool
    state: LeaseState
    day: date


def move_for(found: Held | None, day: date) -> tuple[LeaseMove | None, str]:
    """How a number is used on a paper of ``day``, or None and why it may not stand there.

    A number that was voided at the end of its day is used after all: it was never given to anybody else, and the paper
    with it is in somebody's hand.
    """
    if found is None or not found.own:
        return None, NOT_LEASED
    if found.state is LeaseState.USED:
        return None, ON_RECORD
    if found.state is LeaseState.RETURNED:
        return None, RETURNED
    if found.day != day:
        return None, OTHER_DAY
    return (USE_LATE if found.state is LeaseState.VOIDED else USE), ""
