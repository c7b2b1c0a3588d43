"""Named functions of checks: the kinds of rule that no comparison of facts can express.

A check of ``rules.yaml`` names its function, the table of thresholds it reads and its message; the function only
measures. It yields one mapping of figures for each fault it finds, to fill the message with, and nothing where the
facts it needs are absent. All are pure and total: figures in kilograms and metres, axles counted from 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from banli.catalogue.rules.meaning.functions import axles, loads, terms

Facts = Mapping[str, Any]
Rows = tuple[Mapping[str, Any], ...]
Fault = Mapping[str, Any]


@dataclass(frozen=True)
class Function:
    """A function by what it reads and gives.

    ``facts`` are the facts it looks at, ``columns`` those that each row of its table must have, ``gives`` the
    figures that a message may name.
    """

    run: Callable[[Facts, Rows], Iterator[Fault]]
    facts: tuple[str, ...]
    columns: tuple[str, ...]
    gives: tuple[str, ...]


LOADS, GAPS, TYRES = "axle_loads_kg", "axle_gaps_m", "axle_tyres"
GROUP = ("first", "last", "axles", "load", "limit")

FUNCTIONS: Mapping[str, Function] = {
    "axle-group-load": Function(axles.group_load, (LOADS, GAPS), ("axles", "gap_m", "most_kg"), GROUP),
    "axle-equalisation": Function(
        axles.equalisation,
        (LOADS, GAPS),
        ("group_gap_m", "share"),
        ("first", "last", "least", "most", "share"),
    ),
    "bridge-formula": Function(
        axles.bridge_formula, (LOADS, GAPS), ("per_metre", "per_axle", "base"), (*GROUP, "length")
    ),
    "axle-distances": Function(axles.distances, (LOADS, GAPS), (), ("given", "wanted")),
    "wheelbase": Function(
        axles.wheelbase, (GAPS, "length_m"), ("vehicle", "least_gap_m"), ("base", "length", "gap", "least")
    ),
    "axle-number": Function(
        axles.number, (LOADS, "vehicle_type"), ("vehicle", "least", "most"), ("axles", "least", "most")
    ),
    "single-axle-load": Function(
        loads.single_axle,
        (LOADS, GAPS, TYRES, "tractor_axles", "drive_axles"),
        ("tyres", "drive", "group_gap_m", "most_kg"),
        ("axle", "load", "limit"),
    ),
    "tyre-load": Function(
        loads.tyre, (LOADS, TYRES, "vehicle_type"), ("vehicle", "tyres", "most_kg"), ("axle", "load", "limit")
    ),
    "tyre-count": Function(loads.tyre_count, (TYRES, "tyres", LOADS), (), ("given", "wanted")),
    "single-tyres": Function(
        loads.single_tyres, (TYRES, "tractor_axles", "single_tyres"), (), ("axle", "axles")
    ),
    "steer-share": Function(
        loads.steer_share,
        (LOADS, "tractor_axles", "steer_axles", "vehicle_type"),
        ("vehicle", "share"),
        ("load", "whole", "percent", "least"),
    ),
    "drive-share": Function(
        loads.drive_share,
        (LOADS, "tractor_axles", "drive_axles", "mass_kg", "vehicle_type"),
        ("vehicle", "share"),
        ("load", "whole", "percent", "least"),
    ),
    "term-length": Function(
        terms.length,
        ("depart_on", "until_on", "trip"),
        ("trip", "most_days", "most_months"),
        ("first", "until", "most"),
    ),
    "mass-parts": Function(
        loads.mass_parts, ("cargo_mass_kg", "curb_mass_kg", "mass_kg"), (), ("parts", "whole")
    ),
}
"""The name a check uses -> the function."""
