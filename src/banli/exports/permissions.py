"""Who may ask for a list as a file. What is in the list is decided by the list's own grants, again when it is made."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class ExportPermission(StrEnum):
    ASK = "exports.ask"
    """Ask for a list one may read, as a file of one's own."""
    MAKE = "exports.make"
    """Write what was asked for, and remove it after its term."""


STAFF = frozenset(Role) - {Role.APPLICANT, Role.SYSTEM}
GRANTS = Grants(
    {
        **{role: {ExportPermission.ASK} for role in STAFF},
        Role.SYSTEM: {ExportPermission.MAKE},
    },
    everywhere=STAFF,
)
