"""Who calls tickets, who looks at the line. Drawing one needs nobody's leave; its code opens it."""

from __future__ import annotations

from enum import StrEnum

from banli.kernel.actors import Actor, Grants, Role
from banli.tickets.states import TicketMove, TicketOwner
from banli.tickets.states.bookings import BookingMove, BookingOwner


class TicketPermission(StrEnum):
    CALL = "tickets.call"
    """Call the tickets of the own window's lines and do what follows."""
    WATCH = "tickets.watch"
    """See every line, and draw a ticket for somebody."""
    CLOSE = "tickets.close"
    """Close slots of appointments with a reason, and open them again."""
    RUN = "tickets.run"
    SET_PLAN = "tickets.set_plan"


P = TicketPermission
GRANTS = Grants(
    {
        Role.CLERK: {P.CALL, P.WATCH},
        Role.HALL_MANAGER: {P.WATCH, P.CALL, P.CLOSE},
        Role.SUPERVISOR: {P.WATCH},
        Role.ADMIN: {P.SET_PLAN},
        Role.SYSTEM: {P.SET_PLAN, P.RUN},
    },
    everywhere={Role.CLERK, Role.HALL_MANAGER, Role.SUPERVISOR, Role.ADMIN},
)


def may_move(by: Actor, move: TicketMove, *, holder: bool = False) -> bool:
    """True where ``move`` is ``by``'s act; ``holder``: whoever asks has shown the ticket's code."""
    owners = {move.owner, *move.also}
    if holder and TicketOwner.HOLDER in owners:
        return True
    if TicketOwner.WINDOW in owners and GRANTS.may(by, P.CALL):
        return True
    return TicketOwner.PLATFORM in owners and GRANTS.may(by, P.RUN)


def may_book(by: Actor, move: BookingMove, *, holder: bool = False) -> bool:
    """True where ``move`` is ``by``'s act on a booking; ``holder``: whoever asks has shown its code."""
    if move.owner is BookingOwner.HOLDER:
        return holder or GRANTS.may(by, P.WATCH)
    return GRANTS.may(by, P.CLOSE if move.owner is BookingOwner.HALL else P.RUN)
