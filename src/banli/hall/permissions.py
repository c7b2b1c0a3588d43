"""Who may do what in the hall. When it is allowed is in the rules."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class HallPermission(StrEnum):
    """What can be done in the hall."""

    READ = "hall.read"
    PATROL = "hall.patrol"
    """Record patrols and their findings, and look at a finding again."""
    REMARK = "hall.remark"
    """Set a sentence or a grade in the rule's place, with the reason."""
    RECTIFY = "hall.rectify"
    """Say that a finding is put right: for the window's own department."""
    RECORD_VISIT = "hall.record_visit"
    """Record a leader's visit to the hall."""
    SET_PLAN = "hall.set_plan"
    """Load what a pack says of patrols."""


P = HallPermission
EVERYTHING = frozenset(HallPermission)
MANAGES = EVERYTHING - {P.SET_PLAN}

GRANTS = Grants(
    {
        Role.ADMIN: {P.SET_PLAN},
        Role.HALL_MANAGER: MANAGES,
        Role.SYSTEM: EVERYTHING,
        Role.CLERK: {P.READ, P.RECTIFY},
        Role.REVIEWER: {P.READ},
        Role.APPROVER: {P.READ, P.RECTIFY},
        Role.SUPERVISOR: {P.READ},
        Role.EDITOR: {P.READ, P.REMARK},
        Role.CHECKER: {P.READ},
        Role.SIGNER: {P.READ},
    },
    everywhere={Role.HALL_MANAGER, Role.SUPERVISOR, Role.EDITOR, Role.CHECKER, Role.SIGNER},
)
