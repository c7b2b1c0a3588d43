"""The light of a case. Pure; the thresholds are the house's defaults (brief practice: warn a day before)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum


class Light(StrEnum):
    GREEN = "green"
    BLUE = "blue"
    """About to fall due: one working day left, or a fifth of the limit."""
    YELLOW = "yellow"
    """The promised limit has passed."""
    RED = "red"
    """A limit set by law has passed."""


SHARE = 5
"""The warning begins when a fifth of the limit is left."""


def light(*, left: int, days: int, today: date, statutory_due_on: date | None, accepted: bool) -> Light:
    """The light of an open case.

    :param left: working days left of the clock that runs, negative when past.
    :param days: the whole limit in days, for the warning.
    :param accepted: before acceptance the clock is the law's own five days, so being late is red at once.
    """
    if statutory_due_on is not None and today > statutory_due_on:
        return Light.RED
    if left < 0:
        return Light.YELLOW if accepted else Light.RED
    if left <= max(1, days // SHARE):
        return Light.BLUE
    return Light.GREEN
