"""When a message is tried: at once, in the morning, after a pause, no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60, 120))
"""After the first, the second … try that a channel did not answer; the last one goes on."""
LEASE = timedelta(minutes=5)
"""How long a job may be over one message before another takes it: far longer than a channel is waited for."""
KEPT_TRYING = timedelta(days=3)
"""A message is tried for as long as this; who is told three days late has read it in the platform."""


@dataclass(frozen=True)
class Quiet:
    """Hours of the day in Shanghai in which nobody's telephone rings; the same hour twice is none."""

    begins: time
    ends: time

    def holds(self, at: datetime) -> bool:
        """True at a quiet moment; ``at`` is in Shanghai."""
        here = at.timetz().replace(tzinfo=None)
        if self.begins <= self.ends:
            return self.begins <= here < self.ends
        return here >= self.begins or here < self.ends

    def over(self, at: datetime) -> datetime:
        """The first moment from ``at`` on that is not quiet."""
        if not self.holds(at):
            return at
        end = datetime.combine(at.date(), self.ends, tzinfo=at.tzinfo)
        return end if end > at else end + timedelta(days=1)


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries that were not answered."""
    return PAUSES[min(max(tries, 1), len(PAUSES)) - 1]
