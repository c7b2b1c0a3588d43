"""The network: stations, the sections between them, the bridges on these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated

from pydantic import Field, model_validator

from banli.kernel.records import Line, Part

Metres = Annotated[float, Field(gt=0, le=500)]
Kilograms = Annotated[float, Field(gt=0, le=5_000_000)]
KEY = r"^[a-z0-9][a-z0-9-]{0,39}$"


class Limits(Part):
    """What may pass at most; None where nothing limits it. Metres and kilograms."""

    height_m: Metres | None = None
    width_m: Metres | None = None
    length_m: Metres | None = None
    mass_kg: Kilograms | None = None
    axle_kg: Kilograms | None = None


class Bridge(Limits):
    """A bridge, or a tunnel with its own limits, on a section."""

    name: Line


class Section(Limits):
    """The part of a road between two neighbouring stations, in both directions."""

    key: Annotated[str, Field(pattern=KEY)]
    road: Annotated[str, Field(pattern=r"^[GSXY]\d{1,5}$")]
    road_name: Line
    stations: tuple[Line, Line]
    km: Annotated[float, Field(gt=0, le=500)]
    speed_kmh: Annotated[int, Field(ge=5, le=120)] = 60
    bridges: tuple[Bridge, ...] = ()

    @property
    def name(self) -> str:
        """Such as ``G5京昆高速 德阳北—德阳南``."""
        return f"{self.road}{self.road_name} {self.stations[0]}—{self.stations[1]}"

    def other_end(self, station: str) -> str:
        """The station at the other end."""
        return self.stations[1] if self.stations[0] == station else self.stations[0]


class NetworkSpec(Part):
    """A pack's roads.yaml: its sections, under a name of the edition."""

    edition: Line
    note: Line | None = None
    sections: tuple[Section, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _named_once(self) -> NetworkSpec:
        keys = [section.key for section in self.sections]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"the section {key} is there twice")
        for section in self.sections:
            if section.stations[0] == section.stations[1]:
                raise ValueError(f"the section {section.key} ends where it begins")
        return self


@dataclass(frozen=True)
class Network:
    """The network made ready for finding ways."""

    sections: Mapping[str, Section]
    neighbours: Mapping[str, tuple[Section, ...]] = field(hash=False)

    @staticmethod
    def of(spec: NetworkSpec) -> Network:
        """The network of an edition."""
        at: dict[str, list[Section]] = {}
        for section in spec.sections:
            for station in section.stations:
                at.setdefault(station, []).append(section)
        return Network(
            {section.key: section for section in spec.sections},
            {station: tuple(sections) for station, sections in at.items()},
        )

    @cached_property
    def roads(self) -> frozenset[str]:
        """The numbers of its roads."""
        return frozenset(section.road for section in self.sections.values())

    def has(self, station: str) -> bool:
        """Whether there is such a station."""
        return station in self.neighbours


EMPTY = Network({}, {})
