"""Who may load databanks, ask them and issue what they say."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class DatabankPermission(StrEnum):
    """What can be done with databanks."""

    LOAD = "databanks.load"
    ASK = "databanks.ask"
    """Ask one for a case, and issue its answer."""
    CLEAN = "databanks.clean"


P = DatabankPermission

GRANTS = Grants({Role.ADMIN: {P.LOAD}, Role.CLERK: {P.ASK}, Role.SYSTEM: {P.LOAD, P.ASK, P.CLEAN}})
