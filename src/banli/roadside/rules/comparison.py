"""What differs between a vehicle at a toll station and its permit, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from banli.credit.states import ViolationKind
from banli.kernel.folding import folded_number
from banli.kernel.text import Words
from banli.roads.rules import Network, Vehicle, Way
from banli.roadside.states import ALARMS, COUNTED, Direction, Mismatch, Outcome

SIZE_TOLERANCE_M = 0.05
"""What measuring at a station may err in a length."""
MASS_TOLERANCE = 0.025
"""What a station's scale in motion may err, as a share."""
TALK_FROM = 3
"""Violations within a year from which the carrier is called to a talk; beyond as many the law revokes (条例 66)."""


@dataclass(frozen=True)
class Permitted:
    """A permit as it was granted: plates, the vehicle with its days, and the way where it could be read."""

    number: str
    tractor: str
    trailer: str
    vehicle: Vehicle
    way: Way | None
    in_force: bool
    """Neither revoked nor cancelled."""


@dataclass(frozen=True)
class Seen:
    """What was seen at a station; None where it was not measured."""

    station: str
    direction: Direction
    at: datetime
    tractor: str
    trailer: str = ""
    height_m: float | None = None
    width_m: float | None = None
    length_m: float | None = None
    mass_kg: float | None = None

    @property
    def day(self) -> date:
        """The day, in the zone of ``at``."""
        return self.at.date()


@dataclass(frozen=True)
class Difference:
    """One mismatch, in a sentence."""

    kind: Mismatch
    words: Words


def compare(permit: Permitted | None, seen: Seen, network: Network) -> tuple[Difference, ...]:
    """Everything in which ``seen`` differs from ``permit``."""
    if permit is None:
        return (
            Difference(
                Mismatch.NO_PERMIT,
                Words(zh=f"{seen.tractor}没有查到通行证", en=f"no permit was found for {seen.tractor}"),
            ),
        )
    return (
        *_standing(permit, seen),
        *_plates(permit, seen),
        *_sizes(permit, seen),
        *_route(permit, seen, network),
    )


def _standing(permit: Permitted, seen: Seen) -> Iterator[Difference]:
    if not permit.in_force:
        words = Words(zh=f"{permit.number}已撤销或注销", en=f"{permit.number} was revoked or cancelled")
        yield Difference(Mismatch.NOT_VALID, words)
    first, last = permit.vehicle.first, permit.vehicle.last
    if not first <= seen.day <= last:
        yield Difference(
            Mismatch.TIME,
            Words(
                zh=f"许可时间为{first}至{last}，查验时间为{seen.day}",
                en=f"permitted from {first} to {last}, checked on {seen.day}",
            ),
        )


def _plates(permit: Permitted, seen: Seen) -> Iterator[Difference]:
    for told, found in ((permit.tractor, seen.tractor), (permit.trailer, seen.trailer)):
        if found and folded_number(told) != folded_number(found):
            words = Words(
                zh=f"许可号牌为{told or '无'}，实际为{found}", en=f"permitted {told or 'none'}, seen {found}"
            )
            yield Difference(Mismatch.PLATE, words)


def _sizes(permit: Permitted, seen: Seen) -> Iterator[Difference]:
    vehicle = permit.vehicle
    for zh, en, told, found in (
        ("总高", "height", vehicle.height_m, seen.height_m),
        ("总宽", "width", vehicle.width_m, seen.width_m),
        ("总长", "length", vehicle.length_m, seen.length_m),
    ):
        if found is not None and round(found - told, 3) > SIZE_TOLERANCE_M:
            words = Words(
                zh=f"许可{zh}{told:g}米，实测{found:g}米",
                en=f"{en} {told:g} m permitted, {found:g} m measured",
            )
            yield Difference(Mismatch.SIZE, words)
    if seen.mass_kg is not None and seen.mass_kg > round(vehicle.mass_kg * (1 + MASS_TOLERANCE), 3):
        told, found = vehicle.mass_kg, seen.mass_kg
        words = Words(
            zh=f"许可总质量{told:.10g}千克，实测{found:.10g}千克",
            en=f"mass {told:.10g} kg permitted, {found:.10g} kg measured",
        )
        yield Difference(Mismatch.MASS, words)


def _route(permit: Permitted, seen: Seen, network: Network) -> Iterator[Difference]:
    way = permit.way
    if way is None or seen.station in way.stations:
        return
    words = Words(
        zh=f"{seen.station}不在许可路线上：{way.written}",
        en=f"{seen.station} is not on the permitted way: {way.written}",
    )
    yield Difference(Mismatch.ROUTE, words)
    mass = max(permit.vehicle.mass_kg, seen.mass_kg or 0)
    permitted = {section.key for section in way.sections}
    for section in network.neighbours.get(seen.station, ()):
        for bridge in section.bridges if section.key not in permitted else ():
            if bridge.mass_kg is not None and mass > bridge.mass_kg:
                told = Words(
                    zh=f"{bridge.name}限重{bridge.mass_kg:.10g}千克，车货{mass:.10g}千克",
                    en=f"{bridge.name} carries {bridge.mass_kg:.10g} kg, vehicle and load weigh {mass:.10g} kg",
                )
                yield Difference(Mismatch.BRIDGE, told)


def outcome(differences: Sequence[Difference], direction: Direction) -> Outcome:
    """What becomes of the vehicle: anything that differs turns it back at an entry, and holds it at an exit."""
    if not differences:
        return Outcome.PASSED
    return Outcome.TURNED_BACK if direction == Direction.ENTRY else Outcome.HELD


def alarms(differences: Sequence[Difference]) -> bool:
    """Whether the road police are told at once."""
    return any(one.kind in ALARMS for one in differences)


def violations(differences: Sequence[Difference]) -> tuple[ViolationKind, ...]:
    """The kinds that are counted, each once a check."""
    return tuple(dict.fromkeys(COUNTED[one.kind] for one in differences if one.kind in COUNTED))


def talk_due(times: int) -> bool:
    """Whether so many violations within a year call for a talk."""
    return times >= TALK_FROM
