"""When attendance is corrected, and what is wrong with what was typed. Pure."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.roster.states.corrections import CorrectionMove

BACK = timedelta(days=31)
CLOCK = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)", re.ASCII)


def time_of(text: str, where: str) -> time | None:
    """The time written as 9:05; None for nothing. Raises :class:`Invalid` for anything else."""
    if not text.strip():
        return None
    found = CLOCK.fullmatch(text.strip())
    if found is None:
        raise Invalid([Problem(where, gettext_noop("Write the time as 9:05."))])
    return time(int(found[1]), int(found[2]))


def check_times(arrived: time | None, left: time | None) -> None:
    """Raise :class:`Invalid` where nothing is said, or somebody left before coming."""
    if arrived is None and left is None:
        raise Invalid([Problem("arrived", gettext_noop("Say when you came, or when you left."))])
    if arrived is not None and left is not None and left <= arrived:
        raise Invalid([Problem("left", gettext_noop("This is before you came."))])


def why_not_ask(ends: datetime, now: datetime, *, waits: bool) -> Refused | None:
    """A shift is corrected within 31 days after its end, one correction at a time."""
    if now < ends:
        return Refused(gettext_noop("This shift is not over: ask for a correction after it."))
    if now > ends + BACK:
        return Refused(gettext_noop("A correction is asked for within %(n)d days."), n=BACK.days)
    return Refused(gettext_noop("A correction of this shift waits for its decision.")) if waits else None


def why_not_move(move: CorrectionMove, state: str) -> Refused | None:
    """Why the table has no such act from ``state``."""
    if state in move.sources:
        return None
    return Refused(gettext_noop("This correction has been decided meanwhile."))
