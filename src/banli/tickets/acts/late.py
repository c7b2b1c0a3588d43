"""A ticket that was drawn, called and served at a window without a network comes in: by the same moves, each at the
moment at which it was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied
from banli.kernel.text import gettext_noop
from banli.numbering.service import take
from banli.tickets.acts.drawing import drawn
from banli.tickets.acts.moving import moved, noted
from banli.tickets.models import Ticket
from banli.tickets.permissions import GRANTS, TicketPermission, may_move
from banli.tickets.rules.moves import checked, why_not_call, why_not_draw, why_not_move
from banli.tickets.selectors.line import at_window
from banli.tickets.selectors.plan import plan
from banli.tickets.states import AT_WINDOW, BEGIN, CALL, FINISH, TAKE, Lane, TicketChannel, TicketMove
from banli.worktime.service import calendar


@dataclass(frozen=True)
class Served:
    """What was done with a ticket after it was drawn, each with its moment; None for what was not done."""

    called_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None

    def moves(self) -> list[tuple[TicketMove, datetime]]:
        """The moves that were made, in their order; what follows one that was not made was not made either."""
        found: list[tuple[TicketMove, datetime]] = []
        for move, at in ((CALL, self.called_at), (BEGIN, self.begun_at), (FINISH, self.ended_at)):
            if at is None:
                break
            found.append((move, at))
        return found


@transaction.atomic
def record_ticket(*, by: Actor, service: str, group: str, serial: int | None, served: Served) -> Ticket:
    """Draw a ticket that its holder has had since the moment of the present block (``clock.told``), and do with it what
    was done.

    One that was called and not finished goes on at its window; where somebody else is there by now, or the window does
    not call its line any more, it stands in line and its call is not recorded.

    :param serial: the leased number on it; None takes the next one of its line.
    :raises Refused: where the hall was closed at that moment. :raises Invalid: at the place of what there is not.
    """
    GRANTS.require(by, TicketPermission.CALL)
    found, now = plan(), clock.now()
    if error := why_not_draw(found, now, working=calendar().is_working(now.date())):
        raise error
    line, first = checked(found, service, group)
    lane = Lane.PRIORITY if first else Lane.ORDINARY
    ticket = drawn(line, first, lane, TicketChannel.COUNTER, by, serial=serial)
    place = take(f"line:{ticket.day.isoformat()}")
    moved(ticket, TAKE, by, {"offline": True}, holder=True, taken_at=now, place=place)
    moves = served.moves()
    if moves and why_not_call(by.window, "", line, line.name) is not None:
        return ticket
    if moves and moves[-1][0] is not FINISH and at_window(by.window) is not None:
        return ticket
    return _served(ticket, moves, by)


def _served(ticket: Ticket, moves: list[tuple[TicketMove, datetime]], by: Actor) -> Ticket:
    """The ticket after ``moves``. Its row is written once, as it stands at last: a window that has served somebody
    since then has its one ticket still."""
    values: dict[str, Any] = {}
    for move, at in moves:
        if not may_move(by, move):
            raise Denied(gettext_noop("You are not allowed to do this."))
        if error := why_not_move(move, ticket.state):
            raise error
        ticket.state = move.target or ticket.state
        values |= {"state": ticket.state, **_values(move, at, by)}
        ticket.window_id = by.window
        with clock.told(at):
            noted(ticket, move, by, {"offline": True})
    for name, value in values.items():
        setattr(ticket, name, value)
    if values:
        ticket.save(update_fields=list(values))
    assert ticket.state not in AT_WINDOW or ticket.ended_at is None
    return ticket


def _values(move: TicketMove, at: datetime, by: Actor) -> Mapping[str, Any]:
    if move is CALL:
        return {"window_id": by.window, "calls": 1, "called_at": at}
    return {"begun_at": at, "matters": 1} if move is BEGIN else {"ended_at": at}
