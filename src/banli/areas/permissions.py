"""Who may write into the registers of areas: those who issue and end the certificates that the rights stand on."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class AreaPermission(StrEnum):
    """What can be done with registers of areas."""

    REGISTER = "areas.register"
    """Write a right down or end it, with its certificate."""


GRANTS = Grants({role: {AreaPermission.REGISTER} for role in (Role.CLERK, Role.APPROVER, Role.SYSTEM)})
