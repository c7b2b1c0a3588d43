"""Who keeps the projects of public resource trading, and who reads them before they are public."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class TradingPermission(StrEnum):
    """What can be done with projects and rooms; a project is the centre's that registered it."""

    READ = "trading.read"
    KEEP = "trading.keep"
    """Register and announce, book rooms, draw experts, tell the result, answer objections."""
    SET_RULES = "trading.set_rules"
    """Load what the pack says of days and rooms."""


P = TradingPermission

GRANTS = Grants(
    {
        Role.HALL_MANAGER: {P.READ, P.KEEP},
        Role.SUPERVISOR: {P.READ},
        Role.EDITOR: {P.READ},
        Role.ADMIN: {P.SET_RULES},
        Role.SYSTEM: {P.SET_RULES},
    },
    everywhere={Role.SUPERVISOR, Role.EDITOR, Role.ADMIN},
)
