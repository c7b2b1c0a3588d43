"""The clerk's queue: the ticket at the window, who is next, who comes back; and every line for the hall."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banli.desk.kit.forms import seen
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.actors import Actor
from banli.kernel.errors import BanliError, Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import versions_of
from banli.screens.item_form import by_place
from banli.screens.statuses import status_of
from banli.tickets.service import (
    ACTS,
    Ticket,
    ask_about,
    at_window,
    call_next,
    call_one,
    draw,
    handled_at,
    line_of,
    lines,
    may_move,
    parked_at,
    plan,
    take_ticket,
    transfer,
    truth,
    why_not_move,
)
from banli.tickets.states import BY_ACT, TicketChannel, TicketState

NEXT = 8
"""Who is next, so many of them."""
NO_ACT = gettext_noop("There is no such act here.")
NO_SUCH = gettext_noop("There is no such ticket today.")


@screen
@require_http_methods(["GET"])
def queue(request: HttpRequest) -> HttpResponse:
    """The own window's ticket with what may be done with it, who is next, and all lines."""
    return _page(request)


def _page(request: HttpRequest, error: BanliError | None = None) -> HttpResponse:
    by = actor(request)
    found = plan()
    here, own = at_window(by.window), found.of_window(by.window)
    parked = parked_at(by.window)
    seen_of = versions_of("ticket", [one.subject for one in (here, *parked) if one])
    names = {one.key: one.name for one in found.services}
    problems = error.problems if isinstance(error, Invalid) else []
    context = {
        "here": here,
        "version": seen_of.get(here.subject, 0) if here else 0,
        "here_line": names.get(here.service, "") if here else "",
        "here_group": _group(here),
        "acts": _acts(here, by) if here else [],
        "own": own,
        "next": [(one, _group(one)) for one in line_of([one.key for one in own])[:NEXT]] if own else [],
        "parked": [(one, seen_of.get(one.subject, 0)) for one in parked],
        "lines": lines(found),
        "truth": truth(),
        "groups": found.groups,
        "others": [one for one in found.services if here and one.key != here.service],
        "may_send_on": bool(here) and _may(here, "transfer", by) if here else False,
        "calling": here is not None and here.state == TicketState.CALLED,
        "handled": handled_at(here) if here else [],
        "asked": request.POST.get("case", ""),
        "wrong": {"service": [], "group": [], "number": [], "case": [], **by_place(problems)},
        "typed": request.POST.get("number", ""),
        "refused": str(error) if error is not None and not problems else "",
    }
    status = status_of(error) if error is not None else 200
    return show(request, "desk/queue/queue.html", "queue", context, status)


def _group(ticket: Ticket | None) -> Any:
    group = plan().group(ticket.group) if ticket and ticket.group else None
    return group.name if group else ""


def _acts(ticket: Ticket, by: Actor) -> list[str]:
    return [name for name in ACTS if _may(ticket, name, by)]


def _may(ticket: Ticket, name: str, by: Actor) -> bool:
    move = BY_ACT[name]
    return may_move(by, move) and why_not_move(move, ticket.state) is None


@screen
@require_POST
def call(request: HttpRequest) -> HttpResponse:
    """Call the next ticket, or the one whose number was typed."""
    by, number = actor(request), request.POST.get("number", "")
    if "number" not in request.POST:
        return _done(request, partial(call_next, by=by))
    return _done(request, partial(_call_typed, by, number))


def _call_typed(by: Actor, number: str) -> Ticket:
    """Call the ticket that was typed; where there is none, its field says so."""
    try:
        return call_one(by=by, number=number)
    except Missing as error:
        raise Invalid([Problem("number", NO_SUCH)]) from error


@screen
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Note that the visitor came about a case to which nothing is done now."""
    return _done(request, partial(ask_about, by=actor(request), number=request.POST.get("case", "")))


@screen
@require_POST
def act(request: HttpRequest, number: str, name: str) -> HttpResponse:
    """What is done with a ticket at the window."""
    who: dict[str, Any] = {"by": actor(request), "number": number, "version": seen(request)}
    if name == "transfer":
        return _done(request, partial(transfer, **who, service=request.POST.get("service", "")[:40]))
    if name not in ACTS:
        raise Missing(NO_ACT)
    return _done(request, partial(ACTS[name], **who))


@screen
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """A ticket for somebody who cannot take one: the desk tells them its number."""
    by, sent = actor(request), request.POST

    def drawn() -> Ticket:
        ticket = draw(
            by=by,
            service=sent.get("service", "")[:40],
            group=sent.get("group", "")[:40],
            channel=TicketChannel.COUNTER,
        )
        return take_ticket(by=by, code=ticket.code)

    return _done(request, drawn, _("The ticket is %(number)s."))


def _done(request: HttpRequest, do: Callable[[], Ticket], said: str = "") -> HttpResponse:
    try:
        ticket = do()
    except BanliError as error:
        return _page(request, error)
    if said:
        messages.success(request, said % {"number": ticket.number})
    return redirect("desk:queue")
