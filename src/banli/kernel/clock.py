"""The injected clock. Nothing else in the code asks the operating system for the time."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from banli.kernel.zone import SHANGHAI as SHANGHAI

YEARS = range(1970, 2200)
"""Years in which a process may start: an hour later it is still a moment that can be told."""

_held: ContextVar[datetime | None] = ContextVar("held_moment", default=None)
_told: ContextVar[datetime | None] = ContextVar("told_moment", default=None)


def _start_offset() -> float:
    """Seconds to add to the machine's clock, from BANLI_NOW (an ISO moment at which the process starts)."""
    moment = start_of(os.environ.get("BANLI_NOW", ""))
    return moment.timestamp() - time.time() if moment else 0.0


def start_of(wanted: str) -> datetime | None:
    """The moment that BANLI_NOW names; None where it names none, which who reads the environment says."""
    try:
        moment = datetime.fromisoformat(wanted.strip())
    except ValueError:
        return None
    return moment.replace(tzinfo=moment.tzinfo or SHANGHAI) if moment.year in YEARS else None


_offset = _start_offset()


@dataclass(frozen=True)
class Run:
    """A clock of its own: it showed ``at`` when the machine's monotonic counter stood at ``mark`` (seconds since the
    machine started, the same for every process), and runs from there; without a mark it stands."""

    at: datetime
    mark: float | None = None

    def reading(self) -> datetime:
        """What it shows now. Setting the machine's clock does not change it."""
        if self.mark is None:
            return self.at
        return self.at + timedelta(seconds=time.monotonic() - self.mark)

    def going(self) -> Run:
        """The same moment, running from now on."""
        return Run(self.reading(), time.monotonic())


_carried: Run | None = None


def carry(run: Run | None) -> None:
    """Let this process go by ``run`` instead of the machine's clock and ``BANLI_NOW``; None to go back to them."""
    global _carried  # noqa: PLW0603 - one clock a process, as the machine has one
    _carried = run


def now() -> datetime:
    """The moment for which an act counts, aware, in Asia/Shanghai: the present one, but inside :func:`told`."""
    return _told.get() or recording()


def recording() -> datetime:
    """The present moment: when something is written down, whatever moment it tells of."""
    held = _held.get()
    if held is not None:
        return held
    if _carried is not None:
        return _carried.reading()
    return datetime.fromtimestamp(time.time() + _offset, SHANGHAI)


def machine_seconds() -> float:
    """Seconds since 1970 by the machine's own clock, also in a demo: for what another machine reckons by its clock,
    such as the code of an authenticator app. A held clock holds it too."""
    held = _held.get()
    return held.timestamp() if held is not None else time.time()


def today() -> date:
    """The present day in Asia/Shanghai."""
    return now().date()


@contextmanager
def at(moment: datetime) -> Iterator[datetime]:
    """Hold the clock at ``moment`` (aware) inside the block; for replaying a record and for tests."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    token = _held.set(moment.astimezone(SHANGHAI))
    try:
        yield moment
    finally:
        _held.reset(token)


@contextmanager
def told(moment: datetime) -> Iterator[datetime]:
    """Let the acts inside the block count for ``moment`` (aware), which somebody whom the platform believes told later.

    The record keeps both: events happened at ``moment`` and were written down at the present one.

    :raises ValueError: where the moment has no time zone, or is still to come.
    """
    if moment.tzinfo is None or moment > recording():
        raise ValueError("a moment that is told has a time zone and is over")
    token = _told.set(moment.astimezone(SHANGHAI))
    try:
        yield moment
    finally:
        _told.reset(token)
