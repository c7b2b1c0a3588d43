"""Charts drawn on the server as SVG, with their numbers beside them for whoever cannot see a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HEIGHT = 64
STEP = 20
WIDTH = 12


@dataclass(frozen=True)
class Bar:
    """One bar in user units; ``day`` and ``value`` are what it stands for."""

    day: date
    value: int
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Bars:
    """A row of bars with the size of its drawing."""

    bars: tuple[Bar, ...]
    width: int
    height: int = HEIGHT

    @property
    def total(self) -> int:
        """The sum of all bars."""
        return sum(bar.value for bar in self.bars)


def bars(series: Sequence[tuple[str, int]]) -> Bars:
    """Bars for (ISO day, value) pairs; a value above nothing is always visible."""
    most = max((value for _day, value in series), default=0) or 1
    drawn = []
    for place, (day, value) in enumerate(series):
        height = max(2.0, round(HEIGHT * value / most, 1)) if value else 1.0
        drawn.append(Bar(date.fromisoformat(day), value, place * STEP + 4, round(HEIGHT - height, 1), height))
    return Bars(tuple(drawn), STEP * len(drawn))
