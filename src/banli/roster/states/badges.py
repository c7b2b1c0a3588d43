"""The closed table of badges (工牌)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class BadgeState(StrEnum):
    """Where a badge is."""

    GIVEN = "badge_given"
    RETURNED = "badge_returned"
    LOST = "badge_lost"
    """Its number is never given again."""


STATE_NAMES: dict[BadgeState, Words] = {
    BadgeState.GIVEN: Words(zh="在用", en="given"),
    BadgeState.RETURNED: Words(zh="已交回", en="returned"),
    BadgeState.LOST: Words(zh="已挂失", en="lost"),
}


@dataclass(frozen=True)
class BadgeMove:
    """One act of the hall: from any of ``sources`` to ``target``, leaving ``event``."""

    act: str
    sources: tuple[BadgeState, ...]
    target: BadgeState
    event: str


GIVE = BadgeMove("give", (), BadgeState.GIVEN, "badge_given")
TAKE_BACK = BadgeMove("take_back", (BadgeState.GIVEN,), BadgeState.RETURNED, "badge_returned")
REPORT_LOST = BadgeMove("report_lost", (BadgeState.GIVEN,), BadgeState.LOST, "badge_lost")
TRANSITIONS = (GIVE, TAKE_BACK, REPORT_LOST)
