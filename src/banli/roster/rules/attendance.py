"""What a shift came to: late, left early, absent, on leave. Pure.

When somebody came is known from the terminal, where it says anything of that day, else from the first sign-in of the
day. When somebody left is known from the terminal alone: a session that ends by itself tells nothing. A correction that
was granted stands above both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from banli.roster.states.corrections import Seen, Standing

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Duty:
    """A shift as it is judged: its hours, and where the person's shifts before and after it end and begin that day."""

    begins: datetime
    ends: datetime
    before: datetime | None = None
    after: datetime | None = None
    away: tuple[tuple[datetime, datetime], ...] = ()
    """Leave that was granted: from, until."""


@dataclass(frozen=True)
class Evidence:
    """What is known of one person's day."""

    terminal: Sequence[datetime] = ()
    sign_in: datetime | None = None
    """The first of the day."""
    arrived: datetime | None = None
    """By a correction that was granted."""
    left: datetime | None = None
    complete: bool = True
    """False where the record of sign-ins of that day was removed by its rule of retention."""


@dataclass(frozen=True)
class Judged:
    """What a shift came to. ``late`` and ``early`` are whole minutes beyond the hours themselves."""

    standing: Standing
    arrived: datetime | None = None
    left: datetime | None = None
    late: int = 0
    early: int = 0
    seen: Seen | None = None


@dataclass(frozen=True)
class Allowed:
    """Minutes of grace."""

    late: int
    early: int


@dataclass(frozen=True)
class _Times:
    arrived: datetime | None
    left: datetime | None
    seen: Seen | None = field(default=None)


def judge(duty: Duty, found: Evidence, allowed: Allowed, now: datetime) -> Judged:
    """What this shift came to by ``now``."""
    begins, ends = _owed(duty)
    if begins >= ends:
        return Judged(Standing.ON_LEAVE)
    times = _times(duty, found)
    latest = begins + allowed.late * MINUTE
    if times.arrived is None or times.arrived >= ends:
        return Judged(_unseen(begins, ends, latest, found, now))
    late = _minutes(times.arrived - begins) if times.arrived > latest else 0
    left_early = times.left is not None and times.left < ends - allowed.early * MINUTE
    early = _minutes(ends - times.left) if left_early and times.left is not None and now >= ends else 0
    if late:
        standing = Standing.LATE
    elif early:
        standing = Standing.EARLY
    else:
        standing = Standing.ON_TIME if now >= ends else Standing.PRESENT
    return Judged(standing, times.arrived, times.left, late, early, times.seen)


def _owed(duty: Duty) -> tuple[datetime, datetime]:
    """The hours that are owed: those of the shift without leave at its beginning and its end."""
    begins, ends = duty.begins, duty.ends
    for first, last in sorted(duty.away):
        if first <= begins < last:
            begins = last
    for first, last in sorted(duty.away, reverse=True):
        if first < ends <= last:
            ends = first
    return begins, ends


def _times(duty: Duty, found: Evidence) -> _Times:
    mine = [one for one in sorted(found.terminal) if _belongs(one, duty)]
    if mine:
        times = _Times(mine[0], mine[-1] if len(mine) > 1 else None, Seen.TERMINAL)
    elif found.sign_in is not None and not found.terminal:
        times = _Times(found.sign_in, None, Seen.SIGN_IN)
    else:
        times = _Times(None, None)
    if found.arrived is None and found.left is None:
        return times
    return _Times(found.arrived or times.arrived, found.left or times.left, Seen.CORRECTION)


def _belongs(moment: datetime, duty: Duty) -> bool:
    """True where a mark of the terminal is of this shift and of none beside it: halfway between two is the border."""
    if duty.before is not None and moment < duty.before + (duty.begins - duty.before) / 2:
        return False
    return duty.after is None or moment < duty.ends + (duty.after - duty.ends) / 2


def _unseen(begins: datetime, ends: datetime, latest: datetime, found: Evidence, now: datetime) -> Standing:
    if now < begins:
        return Standing.TO_COME
    if now < ends:
        return Standing.AWAITED
    return Standing.ABSENT if found.complete else Standing.UNKNOWN


def _minutes(span: timedelta) -> int:
    """Whole minutes, begun ones counted."""
    return -(-int(span.total_seconds()) // 60)
