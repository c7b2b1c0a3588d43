"""The closed tables of a check at a toll station."""

from __future__ import annotations

from enum import StrEnum

from banli.credit.states import ViolationKind
from banli.kernel.text import Words


class Direction(StrEnum):
    """On which side of the toll station."""

    ENTRY = "entry"
    EXIT = "exit"


DIRECTION_NAMES: dict[Direction, Words] = {
    Direction.ENTRY: Words(zh="入口", en="entry"),
    Direction.EXIT: Words(zh="出口", en="exit"),
}


class Mismatch(StrEnum):
    """In what vehicle and permit differ."""

    NO_PERMIT = "permit_missing"
    NOT_VALID = "permit_not_valid"
    """Revoked, cancelled, expired or not yet begun."""
    PLATE = "plate_differs"
    SIZE = "size_over"
    MASS = "mass_over"
    ROUTE = "off_permitted_route"
    BRIDGE = "bridge_ahead"
    """A bridge next to this station, off the permitted way, that cannot carry the vehicle."""
    TIME = "outside_days"


MISMATCH_NAMES: dict[Mismatch, Words] = {
    Mismatch.NO_PERMIT: Words(zh="没有通行证", en="no permit"),
    Mismatch.NOT_VALID: Words(zh="通行证无效", en="permit not valid"),
    Mismatch.PLATE: Words(zh="号牌不符", en="plate differs"),
    Mismatch.SIZE: Words(zh="尺寸超过许可", en="larger than permitted"),
    Mismatch.MASS: Words(zh="质量超过许可", en="heavier than permitted"),
    Mismatch.ROUTE: Words(zh="偏离许可路线", en="off the permitted route"),
    Mismatch.BRIDGE: Words(zh="前方桥梁不能承受", en="a bridge ahead cannot carry it"),
    Mismatch.TIME: Words(zh="不在许可时间内", en="outside the permitted days"),
}

ALARMS = frozenset({Mismatch.NO_PERMIT, Mismatch.ROUTE, Mismatch.BRIDGE, Mismatch.MASS})
"""What is told to the road police at once."""

COUNTED: dict[Mismatch, ViolationKind] = {
    Mismatch.NO_PERMIT: ViolationKind.NO_PERMIT,
    Mismatch.NOT_VALID: ViolationKind.NO_PERMIT,
    Mismatch.PLATE: ViolationKind.NOT_AS_PERMITTED,
    Mismatch.SIZE: ViolationKind.NOT_AS_PERMITTED,
    Mismatch.MASS: ViolationKind.NOT_AS_PERMITTED,
    Mismatch.ROUTE: ViolationKind.OFF_ROUTE,
    Mismatch.TIME: ViolationKind.OFF_ROUTE,
}
"""As which violation a mismatch counts (Rules on oversize vehicles, art. 44); a bridge ahead counts as its route."""


class Outcome(StrEnum):
    """What became of the vehicle."""

    PASSED = "let_through"
    TURNED_BACK = "turned_back"
    """At an entry: it does not enter."""
    HELD = "held_at_exit"
    """At an exit: it is led off and handed to the road administration."""


OUTCOME_NAMES: dict[Outcome, Words] = {
    Outcome.PASSED: Words(zh="放行", en="let through"),
    Outcome.TURNED_BACK: Words(zh="劝返", en="turned back"),
    Outcome.HELD: Words(zh="引导离站、移交处理", en="led off and handed over"),
}
