"""Loads of single axles, tyres, steering and driving axles, and of the parts of the whole."""

from __future__ import annotations

from collections.abc import Iterator

from banli.catalogue.rules.meaning.functions.axles import (
    Facts,
    Fault,
    Rows,
    figure,
    groups,
    number_of,
    numbers,
    row_of,
    whole,
)


def _driven(facts: Facts) -> range:
    """The driven axles (from 0): the last ``drive_axles`` of the tractor or truck."""
    tractor, driven = number_of(facts, "tractor_axles"), number_of(facts, "drive_axles")
    if tractor is None or driven is None:
        return range(0)
    return range(max(int(tractor - driven), 0), int(tractor))


def single_axle(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """Axles that stand alone, over the limit of their tyres (at most ``tyres``) and of being driven or not."""
    loads, tyres = whole(facts), numbers(facts, "axle_tyres")
    gaps = numbers(facts, "axle_gaps_m")
    if not loads or len(tyres) != len(loads) or len(gaps) != len(loads) - 1 or not rows:
        return
    driven = _driven(facts)
    for first, last in groups(gaps, max(row["group_gap_m"] for row in rows)):
        if first != last:
            continue
        fitting = [row for row in rows if tyres[first] <= row["tyres"] and row["drive"] == (first in driven)]
        row = min(fitting, key=lambda row: row["tyres"], default=None)
        if row and loads[first] > row["most_kg"]:
            yield {"axle": first + 1, "load": loads[first], "limit": row["most_kg"]}


def tyre(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """The axle whose tyres carry most, where that is over what one tyre may carry.

    ``tyre_capacity_kg``, where it is stated, takes the place of the table's figure.
    """
    loads, tyres = whole(facts), numbers(facts, "axle_tyres")
    if not loads or len(tyres) != len(loads):
        return
    capacity, over = number_of(facts, "tyre_capacity_kg"), []
    drawing = len(numbers(facts, "tractor_loads_kg"))
    for axle, (load, count) in enumerate(zip(loads, tyres, strict=True), start=1):
        # A tractor in front of axle lines has tyres like any other.
        kind = "train" if axle <= drawing else facts.get("vehicle_type")
        fitting = [row for row in rows if row["vehicle"] == kind and count <= row["tyres"]]
        row = min(fitting, key=lambda row: row["tyres"], default=None)
        limit = capacity if capacity is not None else row["most_kg"] if row else None
        if limit is not None and count > 0 and load > limit * count:
            over.append((load / count, axle, limit))
    if over:
        load, axle, limit = max(over)
        yield {"axle": axle, "load": round(load, 1), "limit": limit}


def tyre_count(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """The tyres of the axles add up to the number of tyres, and there are as many entries as axles."""
    tyres, stated, loads = (
        numbers(facts, "axle_tyres"),
        number_of(facts, "tyres"),
        whole(facts),
    )
    if not tyres or stated is None:
        return
    if len(tyres) != len(loads) or sum(tyres) != stated:
        yield {"given": figure(sum(tyres)), "wanted": stated}


def single_tyres(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """The first axle of a trailer with one tyre a side, where it is stated that there is none."""
    tyres, tractor = numbers(facts, "axle_tyres"), number_of(facts, "tractor_axles")
    if not tyres or tractor is None or facts.get("single_tyres") is not False:
        return
    single = [axle for axle, count in enumerate(tyres, start=1) if axle > tractor and count <= 2]
    if single:
        yield {"axle": single[0], "axles": len(single)}


def steer_share(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """The steering axles carry at least ``share`` of what the tractor's or truck's own axles carry."""
    loads, tractor = numbers(facts, "axle_loads_kg"), number_of(facts, "tractor_axles")
    steer, row = number_of(facts, "steer_axles"), row_of(rows, vehicle=facts.get("vehicle_type"))
    if not loads or tractor is None or steer is None or row is None:
        return
    yield from _share(sum(loads[: int(steer)]), sum(loads[: int(tractor)]), row["share"])


def drive_share(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """The driven axles carry at least ``share`` of the gross mass."""
    loads, mass = numbers(facts, "axle_loads_kg"), number_of(facts, "mass_kg")
    driven, row = _driven(facts), row_of(rows, vehicle=facts.get("vehicle_type"))
    if not loads or mass is None or not driven or row is None:
        return
    yield from _share(sum(loads[driven.start : driven.stop]), mass, row["share"])


def _share(load: float, whole: float, least: float) -> Iterator[Fault]:
    if whole > 0 and load < least * whole:
        percent = round(100 * load / whole, 1)
        yield {"load": figure(load), "whole": figure(whole), "percent": percent, "least": figure(least * 100)}


def mass_parts(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """Load and vehicle together weigh no more than the gross mass."""
    cargo, curb = number_of(facts, "cargo_mass_kg"), number_of(facts, "curb_mass_kg")
    mass = number_of(facts, "mass_kg")
    if cargo is not None and curb is not None and mass is not None and cargo + curb > mass:
        yield {"parts": figure(cargo + curb), "whole": mass}
