"""The closed table of vehicles."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.text import Words


class VehicleKind(StrEnum):
    """What a vehicle is: what drives, or what is drawn."""

    TRACTOR = "tractor"
    TRUCK = "truck"
    TRAILER = "semi_trailer"
    HYDRAULIC = "hydraulic_trailer"


KIND_NAMES: dict[VehicleKind, Words] = {
    VehicleKind.TRACTOR: Words(zh="牵引车", en="tractor"),
    VehicleKind.TRUCK: Words(zh="载货汽车", en="truck"),
    VehicleKind.TRAILER: Words(zh="平板半挂车", en="flatbed semi-trailer"),
    VehicleKind.HYDRAULIC: Words(zh="多轴液压平板车", en="multi-axle hydraulic trailer"),
}
DRIVING = frozenset({VehicleKind.TRACTOR, VehicleKind.TRUCK})
"""Kinds that drive by themselves; the others are drawn."""
