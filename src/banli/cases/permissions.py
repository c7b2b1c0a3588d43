"""Who may do what with a case. When it is allowed is in the rules."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from banli.cases.rules.words import ACTS, Basis
from banli.cases.states import Owner, Transition
from banli.catalogue.service import Step
from banli.kernel.actors import Actor, Grants, Role
from banli.kernel.errors import Denied
from banli.kernel.text import Told, gettext_noop


class CasePermission(StrEnum):
    READ = "cases.read"
    APPLY = "cases.apply"
    """As the applicant, or for an applicant at the window."""
    ACCEPT = "cases.accept"
    """Everything the window does: accept, ask for correction, refuse acceptance, decide on the spot, deliver."""
    REVIEW = "cases.review"
    """Examine, start and end special procedures."""
    DECIDE = "cases.decide"
    """Grant, refuse, extend, return, issue, hold hearings, revoke."""
    EXTEND_JOINT = "cases.extend_joint"
    """Extend a case that several departments handle jointly (art. 42(2))."""
    RUN = "cases.run"
    """What the platform does by rule alone: acceptance by silence, dates counted again, the end of an item."""
    TAKE_IN = "cases.take_in"
    """Take in what other systems report."""


P = CasePermission

GRANTS = Grants(
    {
        Role.APPLICANT: {P.APPLY},
        Role.CLERK: {P.READ, P.APPLY, P.ACCEPT},
        Role.REVIEWER: {P.READ, P.REVIEW},
        Role.APPROVER: {P.READ, P.DECIDE},
        Role.GOVERNMENT: {P.READ, P.EXTEND_JOINT},
        Role.SUPERVISOR: {P.READ},
        Role.HALL_MANAGER: {P.READ},
        Role.SYSTEM: {P.READ, P.ACCEPT, P.RUN, P.TAKE_IN},
    },
    everywhere={Role.GOVERNMENT, Role.SUPERVISOR, Role.HALL_MANAGER, Role.APPLICANT},
)

BY_OWNER: dict[Owner, CasePermission] = {
    Owner.APPLICANT: P.APPLY,
    Owner.WINDOW: P.ACCEPT,
    Owner.REVIEWER: P.REVIEW,
    Owner.APPROVER: P.DECIDE,
    Owner.GOVERNMENT: P.EXTEND_JOINT,
    Owner.PARTY: P.APPLY,
    Owner.PLATFORM: P.RUN,
}
"""The permission an act asks for, by whose act it is."""

WHOSE: dict[Owner, str] = {
    Owner.APPLICANT: gettext_noop("the applicant"),
    Owner.WINDOW: gettext_noop("a clerk of the window"),
    Owner.REVIEWER: gettext_noop("a reviewer of the department"),
    Owner.APPROVER: gettext_noop("an approver of the department"),
    Owner.GOVERNMENT: gettext_noop("the head of the government"),
    Owner.PARTY: gettext_noop("the party"),
    Owner.PLATFORM: gettext_noop("the platform"),
}
"""How an owner is called where an act is denied."""


def may_act(by: Actor, transition: Transition, *, department: str) -> bool:
    """True where ``transition`` is an act of ``by`` in ``department``."""
    owners = (transition.owner, *transition.also)
    return any(GRANTS.may(by, BY_OWNER[owner], department=department) for owner in owners)


def require_act(by: Actor, transition: Transition, *, department: str) -> None:
    """Raise :class:`Denied` unless :func:`may_act`; it says whose act it is and on which article."""
    if not may_act(by, transition, department=department):
        owners = Told("", tuple(Told(WHOSE[one]) for one in (transition.owner, *transition.also)))
        raise Denied(
            gettext_noop(
                "This act (%(act)s) is done by %(owners)s (%(basis)s). You are not allowed to do this."
            ),
            act=Told(ACTS[transition.act]),
            owners=owners,
            basis=Basis(transition),
        )


BY_ROLE: dict[str, CasePermission] = {"clerk": P.ACCEPT, "reviewer": P.REVIEW, "approver": P.DECIDE}
"""The permission a step of the review asks for, by the role its item names."""


def require_step(by: Actor, step: Step, *, department: str) -> None:
    """Raise :class:`Denied` unless the step is one that ``by`` may finish in ``department``."""
    GRANTS.require(by, BY_ROLE[step.role], department=department)


def handles(by: Actor, departments: Collection[str]) -> bool:
    """True for a clerk, reviewer or approver of one of ``departments``, which handle a case."""
    own = by.department in departments
    return own and any(GRANTS.may(by, one, department=by.department) for one in BY_ROLE.values())
