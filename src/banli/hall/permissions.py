"""Who may do what in the hall. When it is allowed is in the rules."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class HallPermission(StrEnum):
    """What can be done in the hall."""

    READ = "hall.read"
    PATROL = "hall.patrol"
    """Record patrols, their findings and remarks, and look at a finding again."""
    RECTIFY = "hall.rectify"
    """Say that a finding is put right: for the window's own department."""
    RECORD_VISIT = "hall.record_visit"
    """Record a leader's visit to the hall."""


P = HallPermission
EVERYTHING = frozenset(HallPermission)

GRANTS = Grants(
    {
        Role.HALL_MANAGER: EVERYTHING,
        Role.SYSTEM: EVERYTHING,
        Role.CLERK: {P.READ, P.RECTIFY},
        Role.REVIEWER: {P.READ},
        Role.APPROVER: {P.READ, P.RECTIFY},
        Role.SUPERVISOR: {P.READ},
        Role.EDITOR: {P.READ},
        Role.CHECKER: {P.READ},
        Role.SIGNER: {P.READ},
    },
    everywhere={Role.HALL_MANAGER, Role.SUPERVISOR, Role.EDITOR, Role.CHECKER, Role.SIGNER},
)
