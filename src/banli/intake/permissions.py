"""Who may deliver what other systems report."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class IntakePermission(StrEnum):
    DELIVER = "intake.deliver"
    """Take in files of other systems, and register the items they report under."""
    ADMIT = "intake.admit"
    """Give a source the token by which its system delivers over HTTP, and revoke it."""


GRANTS = Grants({Role.SYSTEM: {IntakePermission.DELIVER, IntakePermission.ADMIT}})
