"""When something written on a device happened, as far as the platform can know. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8))
TOLERANCE = timedelta(minutes=5)
"""Two clocks that both run right differ by less."""


@dataclass(frozen=True)
class Happened:
    """The moment that counts; ``doubtful`` where the device told one that cannot be."""

    at: datetime
    doubtful: bool

    @property
    def day(self) -> date:
        """The day in Shanghai."""
        return self.at.astimezone(SHANGHAI).date()


def happened(*, told: datetime, seen: datetime, arrived: datetime) -> Happened:
    """The moment a device ``told``, kept between the last server time it had seen before and its arrival.

    A device whose clock was set meanwhile tells a moment outside of these; the nearer of the two bounds counts then.
    """
    seen = min(seen, arrived)
    doubtful = told < seen - TOLERANCE or told > arrived + TOLERANCE
    return Happened(min(max(told, seen), arrived), doubtful)


def is_late(at: datetime, arrived: datetime) -> bool:
    """True where it was recorded on a later day than it happened (补录)."""
    return at.astimezone(SHANGHAI).date() < arrived.astimezone(SHANGHAI).date()
