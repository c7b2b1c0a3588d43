"""Who watches over whose cases."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class SupervisionPermission(StrEnum):
    WATCH = "supervision.watch"


GRANTS = Grants(
    {
        Role.SUPERVISOR: {SupervisionPermission.WATCH},
        Role.HALL_MANAGER: {SupervisionPermission.WATCH},
        Role.APPROVER: {SupervisionPermission.WATCH},
        Role.REVIEWER: {SupervisionPermission.WATCH},
        Role.CLERK: {SupervisionPermission.WATCH},
    },
    everywhere={Role.SUPERVISOR, Role.HALL_MANAGER},
)
