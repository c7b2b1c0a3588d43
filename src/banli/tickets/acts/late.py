"""A ticket that was called and served at a window without a network comes in, drawn there or elsewhere: by the same
moves, each at the moment at which it was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Problem
from banli.kernel.text import gettext_noop
from banli.numbering.service import take
from banli.tickets.acts.calling import one_at_a_time
from banli.tickets.acts.drawing import drawn
from banli.tickets.acts.moving import moved, noted
from banli.tickets.models import Ticket
from banli.tickets.permissions import GRANTS, TicketPermission, may_move
from banli.tickets.rules.late import Stands, what_stands
from banli.tickets.rules.moves import checked, why_not_call, why_not_draw, why_not_move
from banli.tickets.selectors.line import NO_TICKET, at_window
from banli.tickets.selectors.plan import plan
from banli.tickets.states import (
    AT_WINDOW,
    BEGIN,
    CALL,
    CALL_LATE,
    FINISH,
    MISS,
    TAKE,
    Lane,
    TicketChannel,
    TicketMove,
    TicketState,
)
from banli.worktime.service import calendar


@dataclass(frozen=True)
class Served:
    """What was done with a ticket after it was drawn, each with its moment; None for what was not done."""

    called_at: datetime | None = None
    begun_at: datetime | None = None
    ended_at: datetime | None = None
    missed_at: datetime | None = None
    """Nobody came; nothing followed then."""

    def moves(self) -> list[tuple[TicketMove, datetime]]:
        """The moves that were made, in their order; what follows one that was not made was not made either."""
        found: list[tuple[TicketMove, datetime]] = []
        came = ((BEGIN, self.begun_at), (FINISH, self.ended_at))
        after = ((MISS, self.missed_at),) if self.begun_at is None else came
        for move, at in ((CALL, self.called_at), *after):
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
    if moves and moves[-1][0] in (CALL, BEGIN) and at_window(by.window) is not None:
        return ticket
    return _served(ticket, moves, by)


@transaction.atomic
def record_call(*, by: Actor, day: date, number: str, served: Served) -> tuple[Ticket, Stands]:
    """Call a ticket that somebody else drew, and do with it what was done at the window without a network.

    What is on record of it already is not done again; what does not stand changes nothing (:func:`what_stands`).

    :raises Invalid: where there is no such ticket of that day.
    :raises Refused: where the window does not call its line.
    """
    GRANTS.require(by, TicketPermission.CALL)
    one_at_a_time()
    ticket = Ticket.objects.select_for_update().filter(day=day, number=number).first()
    moves = served.moves()
    if ticket is None or not moves or ticket.state == TicketState.DRAWN:
        raise Invalid([Problem("number", NO_TICKET)])
    line = plan().service(ticket.service)
    if error := why_not_call(by.window, "", line, line.name if line else ""):
        raise error
    own = ticket.window_id == by.window
    here = at_window(by.window)
    busy = here is not None and here.pk != ticket.pk
    state = TicketState(ticket.state)
    stands = what_stands(state, moves[-1][0], own=own, busy=busy)
    if stands is Stands.RECORDED:
        known = (
            {TicketState.CALLED: (CALL,), TicketState.SERVING: (CALL, BEGIN)}.get(state, ()) if own else ()
        )
        left = [(CALL_LATE if move is CALL else move, at) for move, at in moves if move not in known]
        _served(ticket, left, by)
    return ticket, stands


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
        values |= {"state": ticket.state, **_values(move, at, by, ticket.matters)}
        ticket.window_id = by.window
        with clock.told(at):
            noted(ticket, move, by, {"offline": True})
    for name, value in values.items():
        setattr(ticket, name, value)
    if values:
        ticket.save(update_fields=list(values))
    assert ticket.state not in AT_WINDOW or ticket.ended_at is None
    return ticket


def _values(move: TicketMove, at: datetime, by: Actor, matters: int) -> Mapping[str, Any]:
    if move in (CALL, CALL_LATE):
        return {"window_id": by.window, "calls": 1, "called_at": at, "ended_at": None}
    if move is MISS:
        return {"calls": plan().turns.calls}
    return {"begun_at": at, "matters": max(1, matters)} if move is BEGIN else {"ended_at": at}
