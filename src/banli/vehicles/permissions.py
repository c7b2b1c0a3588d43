"""Who may keep vehicles. Everybody sees and changes the own ones only."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class VehiclePermission(StrEnum):
    """What can be done with vehicles."""

    KEEP = "vehicles.keep"


GRANTS = Grants({Role.APPLICANT: {VehiclePermission.KEEP}}, everywhere={Role.APPLICANT})
