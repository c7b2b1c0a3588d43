"""What attendance says to a finding about punctuality. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from banli.roster.rules.attendance import Judged
from banli.roster.states.corrections import Standing
from banli.roster.states.presence import Agreement, Claim

CAME = (Standing.ON_TIME, Standing.PRESENT, Standing.EARLY)


@dataclass(frozen=True)
class There:
    """Somebody who was to be at the window: as it was at that minute, and what the shift came to by now.

    ``then`` is None where the minute is not known. ``covered`` tells that whoever stands in had signed in by then.
    """

    then: Judged | None
    now: Judged
    covered: bool = False


def agreement(claim: Claim, people: Sequence[There]) -> Agreement:
    """Whether attendance agrees that somebody was late, left early, was absent, or that nobody was there."""
    if claim is Claim.NOBODY:
        return _nobody(people)
    verdicts = {_one(claim, one) for one in people}
    for found in (Agreement.AGREES, Agreement.SILENT, Agreement.CONTRADICTS):
        if found in verdicts:
            return found
    return Agreement.SILENT


def _one(claim: Claim, one: There) -> Agreement:
    now = one.now
    if now.standing is Standing.UNKNOWN or (claim is Claim.EARLY and now.left is None):
        return Agreement.SILENT
    said = {
        Claim.LATE: now.late > 0
        or now.standing is Standing.ABSENT
        or (one.then is not None and one.then.standing is Standing.AWAITED and now.standing not in CAME),
        Claim.EARLY: now.early > 0,
        Claim.ABSENT: now.standing is Standing.ABSENT,
    }
    return Agreement.AGREES if said[claim] else Agreement.CONTRADICTS


def _nobody(people: Sequence[There]) -> Agreement:
    """Nobody posted there is nobody there; whoever had come and not left contradicts."""
    if any(one.then is None or one.then.standing is Standing.UNKNOWN for one in people):
        return Agreement.SILENT
    present = (
        one.covered or (one.then is not None and one.then.arrived is not None and one.then.left is None)
        for one in people
    )
    return Agreement.CONTRADICTS if any(present) else Agreement.AGREES
