"""Who may record checks at toll stations and read them."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class RoadsidePermission(StrEnum):
    """What can be done with checks."""

    READ = "roadside.read"
    CHECK = "roadside.check"


P = RoadsidePermission

GRANTS = Grants(
    {
        Role.CLERK: {P.READ, P.CHECK},
        Role.REVIEWER: {P.READ, P.CHECK},
        Role.APPROVER: {P.READ, P.CHECK},
        Role.SUPERVISOR: {P.READ},
        Role.SYSTEM: {P.READ, P.CHECK},
    },
    everywhere={Role.SUPERVISOR},
)
