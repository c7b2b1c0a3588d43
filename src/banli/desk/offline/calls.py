"""Tickets that others drew and that waited when the network was cut: the device knows their numbers, and calls them."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from banli.desk.offline.kind import Files, Kind
from banli.desk.offline.tickets import served_by
from banli.desk.offline.visits import tie_what_came_before
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.offline.service import Became, Happened
from banli.people.service import named
from banli.tickets.service import (
    GRANTS,
    Stands,
    Ticket,
    TicketPermission,
    at_window,
    line_of,
    plan,
    record_call,
)
from banli.tickets.states import TicketState

SHOWN = 40
"""Waiting tickets that a device knows."""
NOTES = {
    Stands.CALLED: gettext_noop(
        "Ticket %(number)s was called by another window meanwhile (%(window)s): the call here is not on record."
    ),
    Stands.SERVED: gettext_noop(
        "Ticket %(number)s was served meanwhile (%(window)s): what was done with it on this device is not on record."
    ),
    Stands.LEFT: gettext_noop("Ticket %(number)s was given back by its holder: the call is not on record."),
    Stands.OVER: gettext_noop(
        "The day of ticket %(number)s is over, and it was not finished: it has lapsed."
    ),
    Stands.BUSY: gettext_noop(
        "Somebody else is at the window by now: ticket %(number)s stands in line and is called again."
    ),
}


def line_for(by: Actor) -> dict[str, Any] | None:
    """What a window's device knows of its lines: who waits, in the order of calls, and who is at the window. Numbers,
    lines and groups, and of nobody who they are. None where ``by`` calls no line."""
    own = {one.key: one for one in plan().of_window(by.window)}
    if not own or not GRANTS.may(by, TicketPermission.CALL):
        return None
    here = at_window(by.window)
    return {
        "waiting": [_told(one) for one in line_of(list(own))[:SHOWN]],
        "here": _told(here) | _steps(here) if here else None,
    }


def _told(ticket: Ticket) -> dict[str, Any]:
    line, group = plan().service(ticket.service), plan().group(ticket.group) if ticket.group else None
    return {
        "number": ticket.number,
        "line": str(line.name) if line else "",
        "group": str(group.name) if group else "",
    }


def _steps(ticket: Ticket) -> dict[str, Any]:
    """What is on record of the ticket at the window."""
    began = ticket.state == TicketState.SERVING and ticket.begun_at is not None
    told = {"called_at": ticket.called_at, "begun_at": ticket.begun_at if began else None}
    return {"steps": {name: at.isoformat() for name, at in told.items() if at is not None}}


def _take(by: Actor, sent: QueryDict, files: Files, when: Happened) -> Became:
    with clock.told(when.at):
        ticket, stands = record_call(
            by=by, day=when.day, number=sent.get("ticket", "")[:8], served=served_by(sent, when)
        )
        tie_what_came_before(by, sent, ticket)
    told = {"number": ticket.number, "window": str(named(ticket.window)) if ticket.window else "—"}
    notes = [_(NOTES[stands]) % told] if stands in NOTES else []
    return Became(reverse("desk:queue"), ticket.number, notes)


def _may(by: Actor) -> bool:
    return bool(plan().of_window(by.window)) and GRANTS.may(by, TicketPermission.CALL)


CALL = Kind("call", gettext_lazy("Call a ticket"), "queue_give", lambda _by: "", _take, _may)
"""It has no form: the device offers the numbers it knows."""
