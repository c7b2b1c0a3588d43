"""Who may keep the network of authorities."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Grants, Role


class AuthorityPermission(StrEnum):
    """What can be done with filing authorities."""

    READ = "authorities.read"
    PREPARE = "authorities.prepare"
    """Enter an entrustment, a review, a training, a hand-over, what became of blank forms."""
    DECIDE = "authorities.decide"
    """Let an authority file, suspend it, withdraw it, end the network."""


P = AuthorityPermission

GRANTS = Grants(
    {
        Role.CLERK: {P.READ},
        Role.REVIEWER: {P.READ, P.PREPARE},
        Role.APPROVER: frozenset(P),
        Role.SUPERVISOR: {P.READ},
        Role.SYSTEM: frozenset(P),
    },
    everywhere={Role.SUPERVISOR},
)
