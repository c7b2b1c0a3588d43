"""Who checks at the door, who switches a rule set, who deletes."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class EntryPermission(StrEnum):
    """What can be done about entry."""

    READ = "entry.read"
    CHECK = "entry.check"
    """Check somebody at the door."""
    SWITCH = "entry.switch"
    """Switch a rule set on or off."""
    CLEAN = "entry.clean"
    """Delete checks whose day has come: the platform, by rule alone."""
    SET_RULES = "entry.set_rules"
    """Load a pack's rule sets."""


P = EntryPermission
GRANTS = Grants(
    {
        Role.CLERK: {P.READ, P.CHECK},
        Role.HALL_MANAGER: {P.READ, P.CHECK, P.SWITCH},
        Role.SUPERVISOR: {P.READ},
        Role.ADMIN: {P.SET_RULES},
        Role.SYSTEM: {P.CLEAN, P.SET_RULES},
    },
    everywhere={Role.CLERK, Role.HALL_MANAGER, Role.SUPERVISOR, Role.ADMIN},
)
