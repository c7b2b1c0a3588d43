"""Who may have an account as an applicant has one, and who removes what outlived its rule."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class AccountPermission(StrEnum):
    ASK = "accounts.ask"
    """Ask for a code, and use it."""
    OWN = "accounts.own"
    """Register, and keep one's own number, address and account."""
    KEEP = "accounts.keep"
    """Write down somebody else's number or address that was confirmed."""
    CHECK = "accounts.check"
    """See the papers of somebody at the counter, and open or correct the account that is theirs."""
    COMPANY = "accounts.company"
    """See a company's licence at the counter, and open its account for its legal representative."""
    RESET = "accounts.reset"
    """Take away the second factor of somebody whose telephone is lost."""
    CLEAN = "accounts.clean"


P = AccountPermission
GRANTS = Grants(
    {
        Role.APPLICANT: {P.ASK, P.OWN},
        Role.CLERK: {P.ASK, P.CHECK, P.COMPANY},
        Role.ADMIN: {P.RESET},
        Role.SYSTEM: {P.ASK, P.KEEP, P.CLEAN},
    },
    everywhere={Role.APPLICANT, Role.ADMIN},
)
