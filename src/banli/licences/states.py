"""The life of a certificate, and the grounds on which it ends early."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    VALID = "valid"
    REVOKED = "revoked"
    """撤销: granted wrongly (art. 69)."""
    CANCELLED = "cancelled"
    """注销: given up, expired, holder gone (art. 70)."""


REVOKED_FROM: dict[Status, tuple[Status, ...]] = {
    Status.REVOKED: (Status.VALID,),
    Status.CANCELLED: (Status.VALID,),
}
"""From which status each ending can be reached."""

EVENTS: dict[Status, str] = {Status.REVOKED: "revoked", Status.CANCELLED: "cancelled"}
