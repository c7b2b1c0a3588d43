"""Who watches over whose cases, who explains, who cancels and presses."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Actor, Grants, Role
from banli.supervision.states import SignalMove, SignalOwner


class SupervisionPermission(StrEnum):
    WATCH = "supervision.watch"
    EXPLAIN = "supervision.explain"
    """Explain a signal of the department and answer when pressed."""
    OVERSEE = "supervision.oversee"
    """Cancel a signal with a reason, and press a department."""
    RAISE = "supervision.raise"
    """Record signals and cancel those whose clock moved: the platform, by rule alone."""
    SET_RULES = "supervision.set_rules"


P = SupervisionPermission
GRANTS = Grants(
    {
        Role.SUPERVISOR: {P.WATCH, P.OVERSEE},
        Role.HALL_MANAGER: {P.WATCH},
        Role.APPROVER: {P.WATCH, P.EXPLAIN},
        Role.REVIEWER: {P.WATCH, P.EXPLAIN},
        Role.CLERK: {P.WATCH},
        Role.ADMIN: {P.SET_RULES},
        Role.SYSTEM: {P.WATCH, P.RAISE, P.SET_RULES},
    },
    everywhere={Role.SUPERVISOR, Role.HALL_MANAGER, Role.ADMIN},
)
NEEDS: dict[SignalOwner, SupervisionPermission] = {
    SignalOwner.DEPARTMENT: P.EXPLAIN,
    SignalOwner.SUPERVISOR: P.OVERSEE,
    SignalOwner.PLATFORM: P.RAISE,
}


def may_move(by: Actor, move: SignalMove, department: str) -> bool:
    """True where ``move`` is ``by``'s act, for a signal of ``department``."""
    return any(GRANTS.may(by, NEEDS[owner], department=department) for owner in (move.owner, *move.also))
