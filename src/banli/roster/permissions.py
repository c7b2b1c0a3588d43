"""Who plans the roster, who asks for leave and decides about it, who keeps badges."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class RosterPermission(StrEnum):
    """What can be done about the roster."""

    READ = "roster.read"
    """See who stands where, in the own department or everywhere."""
    PLAN = "roster.plan"
    """Put people on shifts and take them off."""
    ASK = "roster.ask"
    """Ask for the own leave, withdraw it, come back."""
    DECIDE = "roster.decide"
    """Grant or refuse leave: the head of the window (窗口负责人), never about the own."""
    IMPORT = "roster.import"
    """Take in the file of a terminal."""
    KEEP_BADGES = "roster.keep_badges"
    SET_PLAN = "roster.set_plan"
    """Load a pack's shifts."""


P = RosterPermission
OWN: set[StrEnum] = {P.READ, P.ASK}
GRANTS = Grants(
    {
        Role.CLERK: OWN,
        Role.REVIEWER: OWN,
        Role.APPROVER: OWN | {P.PLAN, P.DECIDE},
        Role.HALL_MANAGER: OWN | {P.PLAN, P.DECIDE, P.KEEP_BADGES, P.IMPORT},
        Role.SUPERVISOR: OWN,
        Role.ADMIN: {P.SET_PLAN},
        Role.SYSTEM: {P.SET_PLAN, P.PLAN, P.KEEP_BADGES, P.IMPORT},
    },
    everywhere={Role.HALL_MANAGER, Role.SUPERVISOR, Role.ADMIN},
)
