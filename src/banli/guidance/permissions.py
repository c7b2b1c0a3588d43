"""Who may do what with guidance."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class GuidancePermission(StrEnum):
    """What can be done with guidance."""

    LOAD = "guidance.load"
    """Take over the stages of life and the walks of a pack."""


GRANTS = Grants({Role.SYSTEM: {GuidancePermission.LOAD}})
