"""Clocks made up for the rules: what a course of a case would tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from banli.worktime.service import Calendar, Pause, shipped_calendar


@dataclass(frozen=True)
class Made:
    """A clock as the rules see it."""

    key: str
    start: date
    due: date
    length: int
    working: bool = True
    pauses: tuple[Pause, ...] = ()
    stands_since: date | None = None
    ended_at: datetime | None = None
    round: int = 1


def days() -> Calendar:
    """The calendar that comes with the platform."""
    return shipped_calendar()
