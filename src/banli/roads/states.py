"""The closed table of restrictions."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.text import Words


class RestrictionKind(StrEnum):
    """What is restricted. ``WORKS`` slows and warns; every other kind keeps out what is over its limit."""

    HEIGHT = "height_limit"
    WIDTH = "width_limit"
    LENGTH = "length_limit"
    MASS = "mass_limit"
    AXLE = "axle_limit"
    CLOSED = "road_closed"
    WORKS = "road_works"


KIND_NAMES: dict[RestrictionKind, Words] = {
    RestrictionKind.HEIGHT: Words(zh="限高", en="height limit"),
    RestrictionKind.WIDTH: Words(zh="限宽", en="width limit"),
    RestrictionKind.LENGTH: Words(zh="限长", en="length limit"),
    RestrictionKind.MASS: Words(zh="限总质量", en="mass limit"),
    RestrictionKind.AXLE: Words(zh="限轴荷", en="axle load limit"),
    RestrictionKind.CLOSED: Words(zh="封闭", en="closed"),
    RestrictionKind.WORKS: Words(zh="施工", en="road works"),
}
UNITS: dict[RestrictionKind, Words] = {
    RestrictionKind.HEIGHT: Words(zh="米", en="m"),
    RestrictionKind.WIDTH: Words(zh="米", en="m"),
    RestrictionKind.LENGTH: Words(zh="米", en="m"),
    RestrictionKind.MASS: Words(zh="千克", en="kg"),
    RestrictionKind.AXLE: Words(zh="千克", en="kg"),
}
"""The unit of a kind's limit; a kind that is not here has none."""
