"""Who may issue certificates, do something to them, and see the list. Verification is open to everybody."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class LicencePermission(StrEnum):
    ISSUE = "licences.issue"
    END = "licences.end"
    """Suspend, restore, revoke, withdraw, cancel."""
    VALIDATE = "licences.validate"
    READ = "licences.read"
    SETTLE = "licences.settle"
    """Write down what follows from days."""
    LOAD = "licences.load"
    """Take in certificates from before the platform."""


P = LicencePermission
GRANTS = Grants(
    {
        Role.APPROVER: {P.ISSUE, P.END, P.VALIDATE, P.READ},
        Role.REVIEWER: {P.READ},
        Role.CLERK: {P.ISSUE, P.READ},
        Role.SUPERVISOR: {P.READ},
        Role.SYSTEM: {P.SETTLE, P.READ, P.LOAD},
    },
    everywhere={Role.SUPERVISOR},
)
