"""What the network says of an application's route: what keeps it off, what it has to heed, which way is free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from banli.kernel.text import Words
from banli.roads.rules.network import Network
from banli.roads.rules.passage import Hit, Restriction, Vehicle, hits, passable, vehicle_of
from banli.roads.rules.route_text import Unread, read_route
from banli.roads.rules.shortest_way import Way, shortest

WHERE = "route"
ARTICLE = Words(
    zh="公路安全保护条例第三十五条至第三十八条", en="Highway Safety Regulations, Articles 35 to 38"
)


@dataclass(frozen=True)
class Told:
    """One thing that is told of a route, as a finding at the field ``route``."""

    key: str
    severity: str
    message: Words


@dataclass(frozen=True)
class Assessed:
    """A route looked at section by section: the way, what it meets, and a free way where it is kept off."""

    way: Way
    hits: tuple[Hit, ...]
    alternative: Way | None

    @property
    def free(self) -> bool:
        """Whether nothing keeps the vehicle off."""
        return not any(hit.prevents for hit in self.hits)


def by_section(restrictions: Iterable[Restriction]) -> Mapping[str, tuple[Restriction, ...]]:
    """Restrictions by the section they are on."""
    found: dict[str, list[Restriction]] = {}
    for one in restrictions:
        found.setdefault(one.section, []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}


def assess(network: Network, way: Way, vehicle: Vehicle, restrictions: Sequence[Restriction]) -> Assessed:
    """Every section and bridge of ``way``; where one keeps ``vehicle`` off, the shortest free way."""
    placed = by_section(restrictions)
    met = tuple(
        hit for section in way.sections for hit in hits(section, vehicle, placed.get(section.key, ()))
    )
    alternative = None
    if any(hit.prevents for hit in met):
        alternative = shortest(
            network,
            way.start,
            way.end,
            lambda section: passable(section, vehicle, placed.get(section.key, ())),
        )
    return Assessed(way, met, alternative)


def told(network: Network, facts: Mapping[str, Any], restrictions: Sequence[Restriction]) -> Iterator[Told]:
    """What is told of the route in an application's ``facts``; nothing where they hold no route."""
    route, vehicle = facts.get(WHERE), vehicle_of(facts)
    if not isinstance(route, str) or vehicle is None or not network.sections:
        return
    way = read_route(route, network)
    if isinstance(way, Unread):
        yield Told("route-unread", "requirement", way.words)
        return
    assessed = assess(network, way, vehicle, restrictions)
    for hit in assessed.hits:
        key, severity = ("route-restricted", "violation") if hit.prevents else ("route-works", "warning")
        yield Told(key, severity, hit.words)
    if not assessed.free:
        yield _alternative(assessed)


def _alternative(assessed: Assessed) -> Told:
    other = assessed.alternative
    if other is None:
        words = Words(
            zh="路网中没有可以通行的替代路线，请与公路管理机构商定加固、改造方案",
            en="There is no free way in the network; please agree a reinforcement with the road authority",
        )
        return Told("route-none", "requirement", words)
    words = Words(
        zh=f"可以改走：{other.written}（{other.km:.10g}公里）",
        en=f"A free way: {other.written} ({other.km:.10g} km)",
    )
    return Told("route-alternative", "requirement", words)
