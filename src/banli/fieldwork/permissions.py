"""Who may record what is done outside the window."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class FieldworkPermission(StrEnum):
    """What can be done with activities."""

    READ = "fieldwork.read"
    RECORD = "fieldwork.record"
    """Record an activity and its follow-up: a department's own, the hall's for all."""
    SET_TERMS = "fieldwork.set_terms"
    """Take over what a pack says of terms."""
    CLEAN = "fieldwork.clean"
    """Delete the names of lists whose term is over."""


P = FieldworkPermission

GRANTS = Grants(
    {
        Role.HALL_MANAGER: {P.READ, P.RECORD},
        Role.SYSTEM: {P.READ, P.RECORD, P.SET_TERMS, P.CLEAN},
        Role.ADMIN: {P.SET_TERMS},
        Role.CLERK: {P.READ, P.RECORD},
        Role.REVIEWER: {P.READ, P.RECORD},
        Role.APPROVER: {P.READ, P.RECORD},
        Role.SUPERVISOR: {P.READ},
        Role.EDITOR: {P.READ},
        Role.CHECKER: {P.READ},
        Role.SIGNER: {P.READ},
    },
    everywhere={Role.HALL_MANAGER, Role.SUPERVISOR, Role.EDITOR, Role.CHECKER, Role.SIGNER},
)
