"""Who may work without a network, on a device that is registered."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class OfflinePermission(StrEnum):
    """What can be done without a network. What is written there is asked of the act that it becomes."""

    USE = "offline.use"
    """Register a device, hold a key and numbers on it, and hand in what was written on it."""
    STRIKE_OFF = "offline.strike_off"
    """Strike off anybody's device; one's own needs no more than ``USE``."""
    RUN = "offline.run"
    """Void the numbers of days that are over."""


P = OfflinePermission
GRANTS = Grants(
    {
        Role.CLERK: {P.USE},
        Role.REVIEWER: {P.USE},
        Role.APPROVER: {P.USE},
        Role.HALL_MANAGER: {P.USE},
        Role.ADMIN: {P.STRIKE_OFF},
        Role.SYSTEM: {P.RUN},
    },
    everywhere={Role.HALL_MANAGER, Role.ADMIN},
)
