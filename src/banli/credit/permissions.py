"""Who may bar somebody, lift a ban, record a violation, and see a person's code in full."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class CreditPermission(StrEnum):
    """What can be done with credit records."""

    READ = "credit.read"
    """Bans and violations, codes of persons masked."""
    SEE_CODE = "credit.see_code"
    """A person's code in full, with a reason that is kept."""
    IMPOSE = "credit.impose"
    LIFT = "credit.lift"
    RECORD = "credit.record"
    """Record a violation, and what somebody said to a proposed ban."""
    SET_RULES = "credit.set_rules"
    """Load the rules by which violations are counted up to a ban."""


P = CreditPermission
EVERYTHING = frozenset(CreditPermission) - {P.SET_RULES}

GRANTS = Grants(
    {
        Role.CLERK: {P.READ},
        Role.REVIEWER: {P.READ, P.RECORD},
        Role.APPROVER: EVERYTHING,
        Role.SUPERVISOR: {P.READ, P.SEE_CODE},
        Role.ADMIN: {P.SET_RULES},
        Role.SYSTEM: EVERYTHING | {P.SET_RULES},
    },
    everywhere={Role.SUPERVISOR, Role.ADMIN},
)
