"""What keeps a vehicle off a section: limits of the road, its bridges, and restrictions of the day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.kernel.text import Words
from banli.roads.rules.network import Limits, Section
from banli.roads.states import KIND_NAMES, UNITS, RestrictionKind

FIELDS: Mapping[RestrictionKind, str] = {
    RestrictionKind.HEIGHT: "height_m",
    RestrictionKind.WIDTH: "width_m",
    RestrictionKind.LENGTH: "length_m",
    RestrictionKind.MASS: "mass_kg",
    RestrictionKind.AXLE: "axle_kg",
}
"""Kind of limit -> the figure of the vehicle, and of the road, that it is about."""


@dataclass(frozen=True)
class Vehicle:
    """Vehicle and load as they pass, in metres and kilograms, and the first and last day on which they do."""

    height_m: float
    width_m: float
    length_m: float
    mass_kg: float
    axle_kg: float
    first: date
    last: date


@dataclass(frozen=True)
class Restriction:
    """A restriction of a section, or of one bridge on it, from one day to another (None: without end)."""

    number: str
    section: str
    kind: RestrictionKind
    limit: float | None
    first: date
    last: date | None
    reason: str
    bridge: str = ""

    def meets(self, first: date, last: date) -> bool:
        """Whether it is in force on a day from ``first`` to ``last``."""
        return self.first <= last and (self.last is None or self.last >= first)


@dataclass(frozen=True)
class Hit:
    """A vehicle meets a limit: where, which, and whether it is kept out or only has to heed it."""

    section: Section
    kind: RestrictionKind
    limit: float | None
    value: float | None
    prevents: bool
    bridge: str = ""
    restriction: Restriction | None = None

    @property
    def words(self) -> Words:
        """In a sentence: the section, the bridge, the limit and the figure."""
        place_zh = f"{self.section.name}{'（' + self.bridge + '）' if self.bridge else ''}"
        place_en = f"{self.section.name}{' (' + self.bridge + ')' if self.bridge else ''}"
        name = KIND_NAMES[self.kind]
        zh, en = f"{place_zh}：{name.zh}", f"{place_en}: {name.en}"
        if self.limit is not None and self.value is not None:
            unit = UNITS[self.kind]
            zh += f"{self.limit:.10g}{unit.zh}，车货为{self.value:.10g}{unit.zh}"
            en += f" {self.limit:.10g} {unit.en}, vehicle and load {self.value:.10g} {unit.en}"
        if self.restriction:
            first, last = self.restriction.first, self.restriction.last
            zh += f"（{first}起{f'至{last}' if last else ''}，{self.restriction.reason}）"
            en += f" (from {first}{f' to {last}' if last else ''}, {self.restriction.reason})"
        return Words(zh=zh, en=en)


def vehicle_of(facts: Mapping[str, Any]) -> Vehicle | None:
    """The vehicle that an application's facts tell of, None where a figure or a day is missing."""
    figures = [facts.get(key) for key in ("height_m", "width_m", "length_m", "mass_kg", "axle_max")]
    numbers = [float(one) for one in figures if isinstance(one, int | float)]
    try:
        first, last = (date.fromisoformat(facts[key]) for key in ("depart_on", "until_on"))
    except (KeyError, TypeError, ValueError):
        return None
    if len(numbers) != len(figures):
        return None
    height, width, length, mass, axle = numbers
    return Vehicle(height, width, length, mass, axle, first, last)


def _over(limits: Limits, vehicle: Vehicle) -> Iterator[tuple[RestrictionKind, float, float]]:
    for kind, name in FIELDS.items():
        limit, value = getattr(limits, name), getattr(vehicle, name)
        if limit is not None and value > limit:
            yield kind, limit, value


def hits(section: Section, vehicle: Vehicle, restrictions: Iterable[Restriction] = ()) -> Iterator[Hit]:
    """Everything on ``section`` that ``vehicle`` meets, bridge by bridge, on the days it passes."""
    for kind, limit, value in _over(section, vehicle):
        yield Hit(section, kind, limit, value, prevents=True)
    for bridge in section.bridges:
        for kind, limit, value in _over(bridge, vehicle):
            yield Hit(section, kind, limit, value, prevents=True, bridge=bridge.name)
    for one in restrictions:
        if one.section == section.key and one.meets(vehicle.first, vehicle.last):
            yield from _restricted(section, vehicle, one)


def _restricted(section: Section, vehicle: Vehicle, one: Restriction) -> Iterator[Hit]:
    value = getattr(vehicle, FIELDS[one.kind]) if one.kind in FIELDS else None
    if value is not None and (one.limit is None or value <= one.limit):
        return
    prevents = one.kind != RestrictionKind.WORKS
    yield Hit(section, one.kind, one.limit, value, prevents, one.bridge, one)


def passable(section: Section, vehicle: Vehicle, restrictions: Sequence[Restriction] = ()) -> bool:
    """Whether nothing on ``section`` keeps ``vehicle`` out."""
    return not any(hit.prevents for hit in hits(section, vehicle, restrictions))
