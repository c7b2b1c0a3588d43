"""Who writes suggestions down, who assigns, answers and publishes them.

The centre reads every one; a department those that were assigned to it.
"""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Actor, Grants, Role
from banli.suggestions.states import SuggestionMove, SuggestionOwner


class SuggestionPermission(StrEnum):
    RECORD = "suggestions.record"
    """Write down what somebody says at the window or on a visit."""
    READ = "suggestions.read"
    HANDLE = "suggestions.handle"
    """Assign, set aside, publish: the centre."""
    SETTLE = "suggestions.settle"
    """Take up and answer what somebody could not get done: the one desk."""
    ANSWER = "suggestions.answer"
    """Answer for the department."""
    TAKE_IN = "suggestions.take_in"
    """Take in a file of the hotline."""
    SET_TERMS = "suggestions.set_terms"


P = SuggestionPermission
GRANTS = Grants(
    {
        Role.HALL_MANAGER: {P.RECORD, P.READ, P.HANDLE, P.SETTLE, P.TAKE_IN},
        Role.SUPERVISOR: {P.RECORD, P.READ, P.HANDLE},
        Role.APPROVER: {P.RECORD, P.READ, P.ANSWER},
        Role.REVIEWER: {P.RECORD, P.READ, P.ANSWER},
        Role.CLERK: {P.RECORD, P.READ},
        Role.ADMIN: {P.SET_TERMS},
        Role.SYSTEM: {P.SET_TERMS, P.TAKE_IN},
    },
    everywhere={Role.HALL_MANAGER, Role.SUPERVISOR, Role.ADMIN},
)
NEEDS: dict[SuggestionOwner, SuggestionPermission] = {
    SuggestionOwner.CENTRE: P.HANDLE,
    SuggestionOwner.DESK: P.SETTLE,
    SuggestionOwner.DEPARTMENT: P.ANSWER,
}


def may_move(by: Actor, move: SuggestionMove, department: str, desk: str) -> bool:
    """True where ``move`` is ``by``'s act, on one that stands with ``department``.

    :param desk: the window that is the desk for what could not be done: whoever works there settles it as well.
    """
    needed = NEEDS.get(move.owner)
    if needed is None:
        return False
    if move.owner is SuggestionOwner.DESK:
        return GRANTS.may(by, needed) or at_desk(by, desk)
    if move.owner is SuggestionOwner.DEPARTMENT:
        return bool(department) and GRANTS.may(by, needed, department=department)
    return GRANTS.may(by, needed)


def at_desk(by: Actor, desk: str) -> bool:
    """True for whoever works at the desk for what could not be done."""
    return bool(desk) and by.window == desk and GRANTS.may(by, P.RECORD)
