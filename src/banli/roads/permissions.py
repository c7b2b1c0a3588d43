"""Who may load a network, and restrict roads."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class RoadPermission(StrEnum):
    """What can be done with roads. Reading them is open to everybody."""

    LOAD = "roads.load"
    RESTRICT = "roads.restrict"


P = RoadPermission

GRANTS = Grants(
    {
        Role.REVIEWER: {P.RESTRICT},
        Role.APPROVER: {P.RESTRICT},
        Role.ADMIN: {P.LOAD},
        Role.SYSTEM: {P.LOAD, P.RESTRICT},
    },
    everywhere={Role.ADMIN},
)
