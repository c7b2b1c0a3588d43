"""Who may do what with a case. When it is allowed is in the rules."""

from __future__ import annotations

from enum import StrEnum

from banli.cases.states import Owner, Transition
from banli.kernel.actors import Actor, Grants, Role
from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop


class CasePermission(StrEnum):
    READ = "cases.read"
    APPLY = "cases.apply"
    """As the applicant, or for an applicant at the window."""
    ACCEPT = "cases.accept"
    """Everything the window does: accept, ask for correction, refuse acceptance, decide on the spot, deliver."""
    REVIEW = "cases.review"
    """Examine, start and end special procedures."""
    DECIDE = "cases.decide"
    """Grant, refuse, extend, return, issue."""
    TAKE_IN = "cases.take_in"
    """Take in what other systems report."""


P = CasePermission

GRANTS = Grants(
    {
        Role.APPLICANT: {P.APPLY},
        Role.CLERK: {P.READ, P.APPLY, P.ACCEPT},
        Role.REVIEWER: {P.READ, P.REVIEW},
        Role.APPROVER: {P.READ, P.DECIDE},
        Role.SUPERVISOR: {P.READ},
        Role.HALL_MANAGER: {P.READ},
        Role.SYSTEM: {P.READ, P.ACCEPT, P.TAKE_IN},
    },
    everywhere={Role.SUPERVISOR, Role.HALL_MANAGER, Role.APPLICANT},
)

BY_OWNER: dict[Owner, CasePermission] = {
    Owner.APPLICANT: P.APPLY,
    Owner.WINDOW: P.ACCEPT,
    Owner.REVIEWER: P.REVIEW,
    Owner.APPROVER: P.DECIDE,
}
"""The permission an act asks for, by whose act it is."""


def may_act(by: Actor, transition: Transition, *, department: str) -> bool:
    """True where ``transition`` is an act of ``by`` in ``department``."""
    owners = (transition.owner, *transition.also)
    return any(GRANTS.may(by, BY_OWNER[owner], department=department) for owner in owners)


def require_act(by: Actor, transition: Transition, *, department: str) -> None:
    """Raise :class:`Denied` unless :func:`may_act`."""
    if not may_act(by, transition, department=department):
        raise Denied(gettext_noop("You are not allowed to do this."))
