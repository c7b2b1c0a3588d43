"""Who may publish items."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class Permission(StrEnum):
    """What can be done to the catalogue."""

    PUBLISH_ITEM = "publish_item"


GRANTS = Grants(
    {
        Role.ADMIN: {Permission.PUBLISH_ITEM},
        Role.SYSTEM: {Permission.PUBLISH_ITEM},
    }
)
