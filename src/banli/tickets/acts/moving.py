"""What every act on a ticket does: hold it, ask the rules, change the row, leave one event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing
from banli.kernel.text import gettext_noop
from banli.kernel.verification_code import normal_code
from banli.ledger.service import append
from banli.tickets.models import Ticket
from banli.tickets.permissions import may_move
from banli.tickets.rules.moves import why_not_move
from banli.tickets.selectors.line import NO_TICKET
from banli.tickets.selectors.recount import TOPIC
from banli.tickets.states import TicketMove


def held(code: str) -> Ticket:
    """The ticket of a code, locked until the act ends. Raises :class:`Missing`."""
    found = Ticket.objects.select_for_update().filter(code=normal_code(code)).first()
    if found is None:
        raise Missing(NO_TICKET)
    return found


def moved(
    ticket: Ticket,
    move: TicketMove,
    by: Actor,
    body: Mapping[str, Any] | None = None,
    *,
    holder: bool = False,
    **values: Any,
) -> Ticket:
    """The ticket after ``move``, with ``values`` in its row and ``body`` in its event.

    :param holder: whoever acts has shown the ticket's code.
    :raises Denied: where it is not the actor's act.
    :raises Refused: where its state has no such move.
    """
    if not may_move(by, move, holder=holder):
        raise Denied(gettext_noop("You are not allowed to do this."))
    if error := why_not_move(move, ticket.state):
        raise error
    values = {**values, **({"state": move.target} if move.target else {})}
    for name, value in values.items():
        setattr(ticket, name, value)
    if values:
        ticket.save(update_fields=list(values))
    noted(ticket, move, by, body)
    return ticket


def noted(ticket: Ticket, move: TicketMove, by: Actor, body: Mapping[str, Any] | None = None) -> None:
    """The event of ``move``: what happened, at which window, and nothing of who holds the ticket."""
    window = {"window": ticket.window_id} if ticket.window_id else {}
    append(topic=TOPIC, subject=ticket.subject, name=move.event, by=by, body={**window, **(body or {})})
