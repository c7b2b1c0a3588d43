"""How long somebody will wait, as an interval learned from the day's services. Pure; everything in seconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, pstdev

LEARNED = 5
"""Services from which on the day itself says how long one takes."""
MEMORY = 40
"""The latest services that are looked at: a slow morning does not speak for the afternoon."""
WIDTH = 1.64
"""Standard deviations on either side: nine of ten, were the times normal. How often it holds is measured."""
AT_ONCE = 120
"""Seconds in which a free window calls somebody."""
MOST_OVERTAKEN = 0.6
"""Turns let others be called too, however many of a priority group come."""
SPREAD = 0.6
"""Of the mean, where the day has not shown yet how far services differ."""


@dataclass(frozen=True)
class Wait:
    """From ``least`` to ``most`` seconds; ``learned`` where the day's own services say so."""

    least: int
    most: int
    learned: bool

    @property
    def minutes(self) -> tuple[int, int]:
        """Whole minutes: the least rounded down, the most up."""
        return self.least // 60, -(-self.most // 60)


def expected_wait(
    ahead: int,
    desks: int,
    took: Sequence[float],
    usual: float,
    *,
    busy: int | None = None,
    overtaken: float = 0.0,
) -> Wait | None:
    """The wait of somebody with ``ahead`` tickets before them; None where no desk is open.

    :param desks: windows that call this service now.
    :param busy: how many of them have somebody; all of them where it is None.
    :param overtaken: which part of the tickets goes before this one although it comes later: a priority group.
    :param took: how long the latest services took, newest last.
    :param usual: how long one takes where the day has shown fewer than :data:`LEARNED`.
    """
    if desks < 1:
        return None
    latest = list(took)[-MEMORY:]
    learned = len(latest) >= LEARNED
    mean = fmean(latest) if learned else usual
    spread = max(pstdev(latest), mean * 0.1) if learned else usual * SPREAD
    free = desks - min(desks, desks if busy is None else busy)
    if ahead < free:
        return Wait(0, AT_ONCE, learned)
    # Who is next waits for the first desk that gets free: a share of one service.
    rounds = (ahead + 1 - free) / desks
    middle = mean * rounds - mean / (2 * desks)
    around = WIDTH * spread * sqrt(max(rounds, 1.0)) / sqrt(desks) + mean / (2 * desks)
    # While they wait, so many of those who come are called before them.
    slower = 1 / (1 - min(overtaken, MOST_OVERTAKEN))
    most = (middle + around) * slower
    least = (middle - around) * (1 + slower) / 2
    return Wait(max(0, int(least)), int(most) + 1, learned)
