"""The shortest way through the network, over the sections that may be used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from banli.roads.rules.network import Network, Section


@dataclass(frozen=True)
class Way:
    """A way: where it begins, and its sections in the order they are driven."""

    start: str
    sections: tuple[Section, ...]

    @property
    def stations(self) -> tuple[str, ...]:
        """Every station it passes, first and last included."""
        found = [self.start]
        for section in self.sections:
            found.append(section.other_end(found[-1]))
        return tuple(found)

    @property
    def end(self) -> str:
        """Where it ends."""
        return self.stations[-1]

    @property
    def km(self) -> float:
        """Its length in kilometres."""
        return round(sum(section.km for section in self.sections), 3)

    @property
    def written(self) -> str:
        """As it stands on a permit: entry station, road, station where the road is left, …, exit station."""
        parts = [f"{self.start}收费站"]
        stations = self.stations
        for place, section in enumerate(self.sections):
            following = self.sections[place + 1] if place + 1 < len(self.sections) else None
            if following is None or following.road != section.road:
                parts.append(f"{section.road}{section.road_name}")
                parts.append(f"{stations[place + 1]}{'收费站' if following is None else '枢纽'}")
        return "—".join(parts)


def shortest(
    network: Network, start: str, end: str, usable: Callable[[Section], bool] = lambda section: True
) -> Way | None:
    """The shortest way from ``start`` to ``end`` over usable sections; None where there is none."""
    best: dict[str, float] = {start: 0.0}
    came: dict[str, tuple[str, Section]] = {}
    queue: list[tuple[float, str]] = [(0.0, start)]
    while queue:
        km, station = heappop(queue)
        if station == end:
            return _back(came, start, end)
        if km > best[station]:
            continue
        for section in network.neighbours.get(station, ()):
            there, far = section.other_end(station), km + section.km
            if far < best.get(there, float("inf")) and usable(section):
                best[there] = far
                came[there] = (station, section)
                heappush(queue, (far, there))
    return None


def _back(came: dict[str, tuple[str, Section]], start: str, end: str) -> Way:
    sections: list[Section] = []
    while end != start:
        end, section = came[end]
        sections.append(section)
    return Way(start, tuple(reversed(sections)))


def through(
    network: Network, stations: Sequence[str], usable: Callable[[Section], bool] = lambda section: True
) -> Way | None:
    """The shortest way that passes ``stations`` in this order; None where a leg has none."""
    sections: list[Section] = []
    for one, other in pairwise(stations):
        leg = shortest(network, one, other, usable)
        if leg is None:
            return None
        sections += leg.sections
    return Way(stations[0], tuple(sections))
