"""Who rates, who hears of it, who mends. The rated never learn who rated them: they read sums, and what the centre
tells them to mend; ratings themselves are the centre's."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Actor, Grants, Role
from banli.ratings.states import RatingMove, RatingOwner


class RatingPermission(StrEnum):
    SUMS = "ratings.sums"
    """Sums and texts of the department, without case, day and person, from a least number on."""
    HANDLE = "ratings.handle"
    """Read each rating with its case; call back, reply, judge an appeal."""
    MEND = "ratings.mend"
    """Read what is to be mended in the department; mend it, or appeal."""
    SCREEN = "ratings.screen"
    """Open the second screen of the own window."""
    SET_TERMS = "ratings.set_terms"
    TAKE_IN = "ratings.take_in"
    """Take in what other systems report."""


P = RatingPermission
GRANTS = Grants(
    {
        Role.SUPERVISOR: {P.SUMS, P.HANDLE},
        Role.HALL_MANAGER: {P.SUMS, P.HANDLE, P.SCREEN},
        Role.APPROVER: {P.SUMS, P.MEND},
        Role.REVIEWER: {P.SUMS},
        Role.CLERK: {P.SUMS, P.SCREEN},
        Role.ADMIN: {P.SET_TERMS},
        Role.SYSTEM: {P.SET_TERMS, P.TAKE_IN},
    },
    everywhere={Role.SUPERVISOR, Role.HALL_MANAGER, Role.ADMIN},
)
NEEDS: dict[RatingOwner, RatingPermission] = {
    RatingOwner.CENTRE: P.HANDLE,
    RatingOwner.DEPARTMENT: P.MEND,
}


def may_move(by: Actor, move: RatingMove, department: str) -> bool:
    """True where ``move`` is ``by``'s act, for a rating of ``department``; a rater shows a case or a code instead."""
    needed = NEEDS.get(move.owner)
    return needed is not None and GRANTS.may(by, needed, department=department)
