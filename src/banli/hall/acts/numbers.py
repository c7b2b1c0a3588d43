"""What the acts of the hall share: the topic of the record, numbers, the moment of a day."""

from __future__ import annotations

from datetime import date, datetime, time

from banli.kernel import clock
from banli.numbering.service import take

TOPIC = "hall"


def number(prefix: str, day: date) -> str:
    """The next public id of a series, such as ``XC-2022-0007``."""
    return f"{prefix}-{day.year}-{take(f'hall.{prefix}.{day.year}'):04d}"


def begin(day: date) -> datetime:
    """The first moment of ``day``: the record knows the day of what happened in the hall, not the hour."""
    return datetime.combine(day, time.min, clock.SHANGHAI)
