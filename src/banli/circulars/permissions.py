"""Who makes the centre's papers, and who loads their words."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class CircularPermission(StrEnum):
    """What can be done about the centre's papers."""

    MAKE = "circular.make"
    """Have a paper made of the record, to look at and to print; nothing is written by it."""
    LOAD = "circular.load"
    """Load a pack's wordings."""


P = CircularPermission
GRANTS = Grants(
    {
        Role.HALL_MANAGER: {P.MAKE},
        Role.SUPERVISOR: {P.MAKE},
        Role.ADMIN: {P.LOAD},
        Role.SYSTEM: {P.LOAD},
    },
    everywhere={Role.HALL_MANAGER, Role.SUPERVISOR, Role.ADMIN},
)
