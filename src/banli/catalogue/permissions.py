"""Who may change the catalogue: administrators draft and publish, somebody else reviews, the platform loads packs."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class Permission(StrEnum):
    """What can be done to the catalogue."""

    DRAFT_ITEM = "draft_item"
    REVIEW_ITEM = "review_item"
    PUBLISH_ITEM = "publish_item"
    END_ITEM = "end_item"
    """Suspend an item, open it again, retire it."""
    LOAD_ITEM = "load_item"
    """Draft, review and publish at once, as a pack is loaded."""


GRANTS = Grants(
    {
        Role.ADMIN: {
            Permission.DRAFT_ITEM,
            Permission.REVIEW_ITEM,
            Permission.PUBLISH_ITEM,
            Permission.END_ITEM,
        },
        Role.APPROVER: {Permission.REVIEW_ITEM},
        Role.SYSTEM: {
            Permission.DRAFT_ITEM,
            Permission.PUBLISH_ITEM,
            Permission.END_ITEM,
            Permission.LOAD_ITEM,
        },
    },
    everywhere={Role.ADMIN},
)
