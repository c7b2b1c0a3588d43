"""Who may do what with the weekly report. When it is allowed is in the rules."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class WeeklyPermission(StrEnum):
    """What can be done with the weekly report."""

    READ = "weekly.read"
    EDIT = "weekly.edit"
    """Open an issue, collect, change its lines."""
    SIGN = "weekly.sign"
    """Sign an issue off, which numbers and freezes it."""
    PUBLISH = "weekly.publish"
    """Have a signed issue set and kept."""
    SET_UP = "weekly.set_up"
    """Say what stands on every issue, and where the numbering stood before this platform."""


P = WeeklyPermission

GRANTS = Grants(
    {
        Role.EDITOR: {P.READ, P.EDIT, P.PUBLISH},
        Role.SIGNER: {P.READ, P.SIGN, P.PUBLISH},
        Role.SYSTEM: {P.READ, P.EDIT, P.PUBLISH, P.SET_UP},
        Role.ADMIN: {P.SET_UP},
        Role.HALL_MANAGER: {P.READ},
        Role.SUPERVISOR: {P.READ},
    },
    everywhere={Role.EDITOR, Role.SIGNER, Role.ADMIN, Role.HALL_MANAGER, Role.SUPERVISOR},
)
