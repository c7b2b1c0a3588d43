"""Who may issue and end certificates. Verification is open to everybody."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class LicencePermission(StrEnum):
    ISSUE = "licences.issue"
    END = "licences.end"


GRANTS = Grants(
    {
        Role.APPROVER: {LicencePermission.ISSUE, LicencePermission.END},
        Role.CLERK: {LicencePermission.ISSUE},
    }
)
