"""Who may load the pack's people and departments."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class PeoplePermission(StrEnum):
    LOAD = "people.load"


GRANTS = Grants({Role.SYSTEM: {PeoplePermission.LOAD}, Role.ADMIN: {PeoplePermission.LOAD}}, {Role.ADMIN})
