"""What a chosen vehicle, or two coupled ones, answer of an application.

A field of an item's form names its answer in ``vehicle`` (:data:`banli.catalogue.service.VehicleFact`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from banli.vehicles.states import VehicleKind

Facts = Mapping[str, Any]
SINGLE = 2
"""Tyres of an axle with one tyre a side."""


def answers(driving: Facts | None, drawn: Facts | None) -> dict[str, Any]:
    """Answers by their name, from what drives and what is drawn; what is not known is left out."""
    return {name: value for name, value in _all(driving, drawn) if value is not None}


def _all(driving: Facts | None, drawn: Facts | None) -> Iterator[tuple[str, Any]]:
    both = [one for one in (driving, drawn) if one is not None]
    yield "type", _type(driving, drawn)
    if driving is not None:
        yield "tractor_plate", driving["plate"]
        yield "tractor_axles", driving["axles"]
        yield "steer_axles", driving.get("steer_axles")
        yield "drive_axles", driving.get("drive_axles")
        yield "single_drive_axle", driving.get("drive_axles") == 1 if driving.get("drive_axles") else None
    if drawn is not None:
        yield "trailer_plate", drawn["plate"]
    if both:
        yield "model", both[0]["model"]
        yield "licence_no", next((one["licence_no"] for one in both if one.get("licence_no")), None)
        capacities = [one["tyre_capacity_kg"] for one in both if one.get("tyre_capacity_kg")]
        yield "tyre_capacity_kg", min(capacities) if len(capacities) == len(both) else None
    if _whole(driving, drawn):
        yield "curb_mass_kg", sum(one["curb_mass_kg"] for one in both)
        yield "axles", sum(one["axles"] for one in both)
        yield "tyres", sum(one["tyres"] for one in both)
        if all(one.get("axle_tyres") for one in both):
            yield "axle_tyres", [tyres for one in both for tyres in one["axle_tyres"]]
            yield "single_tyres", _single(both[0], drawn)
        # How far the last axle of the tractor is from the first of the trailer depends on the coupling.
        yield "axle_gaps_m", driving.get("axle_gaps_m") if driving and drawn is None else None


def _single(driving: Facts, drawn: Facts | None) -> bool | None:
    """Whether an axle of the trailer has one tyre a side. Which axles of a truck alone form a group is not kept."""
    if drawn is None:
        return False if driving["axles"] == 2 else None
    return any(tyres <= SINGLE for tyres in drawn["axle_tyres"])


def _whole(driving: Facts | None, drawn: Facts | None) -> bool:
    """Whether the sums are those of the whole: a tractor alone, or a trailer alone, is half a vehicle."""
    return driving is not None and (drawn is not None or driving["kind"] == VehicleKind.TRUCK)


def _type(driving: Facts | None, drawn: Facts | None) -> str | None:
    if drawn is not None:
        return "hydraulic" if drawn["kind"] == VehicleKind.HYDRAULIC else "train"
    return "truck" if driving is not None and driving["kind"] == VehicleKind.TRUCK else None
