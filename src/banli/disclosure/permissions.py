"""Who makes decisions public, keeps them back and takes them back. Reading what is public needs nobody's leave."""

from __future__ import annotations

from enum import StrEnum

from banli.disclosure.states import PublicationMove, Publisher
from banli.kernel.actors import Actor, Grants, Role


class DisclosurePermission(StrEnum):
    READ = "disclosure.read"
    """What is due, public and kept back."""
    PUBLISH = "disclosure.publish"
    KEEP_BACK = "disclosure.keep_back"
    """Keep back with a ground, take back, release."""
    NOTE = "disclosure.note"
    """Write down what became due."""


P = DisclosurePermission
GRANTS = Grants(
    {
        Role.CLERK: {P.READ, P.PUBLISH},
        Role.REVIEWER: {P.READ, P.PUBLISH},
        Role.APPROVER: {P.READ, P.PUBLISH, P.KEEP_BACK},
        Role.SUPERVISOR: {P.READ},
        Role.SYSTEM: {P.READ, P.NOTE},
    },
    everywhere={Role.SUPERVISOR},
)
NEEDS: dict[Publisher, DisclosurePermission] = {
    Publisher.DEPARTMENT: P.PUBLISH,
    Publisher.HEAD: P.KEEP_BACK,
}


def may_move(by: Actor, move: PublicationMove, department: str) -> bool:
    """True where ``move`` is ``by``'s act, for a decision of ``department``."""
    return GRANTS.may(by, NEEDS[move.owner], department=department)
