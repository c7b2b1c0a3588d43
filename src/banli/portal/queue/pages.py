"""Drawing a ticket at the kiosk or on a phone, and following it: no account, its code opens it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banli.documents.service import qr_image
from banli.kernel import clock
from banli.kernel.errors import Invalid, Missing, Problem, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import named
from banli.portal.kit.visitor import actor_of, page
from banli.portal.queue.fresh import unless_same
from banli.portal.queue.hall import counted, in_hall
from banli.screens.item_form import by_place
from banli.tickets.service import (
    Ticket,
    arrive,
    draw,
    leave,
    lines,
    plan,
    rejoin,
    standing,
    take_ticket,
    ticket_of,
    truth,
    why_not_move,
)
from banli.tickets.states import LEAVE, OPEN, REJOIN, TAKE, TicketChannel, TicketState

DRAWN = "queue_tickets"
"""In the session of a phone: the code of the ticket it has in each line."""
ACTS = {"take": take_ticket, "rejoin": rejoin, "leave": leave}
NO_ACT = gettext_noop("There is no such act here.")


@page
@require_http_methods(["GET", "POST"])
def queue(request: HttpRequest) -> HttpResponse:
    """The lines with how many wait and how long, on a phone; a phone has one ticket in each line."""
    return _lines(request, TicketChannel.PHONE)


@page
@require_http_methods(["GET", "POST"])
def kiosk(request: HttpRequest) -> HttpResponse:
    """The same for the kiosk in the hall, where one visitor follows the other."""
    if not in_hall(request):
        return render(request, "portal/queue/not_here.html", {"section": "queue"}, status=403)
    return _lines(request, TicketChannel.KIOSK)


@require_POST
@page
def kiosk_appointment(request: HttpRequest) -> HttpResponse:
    """Check in at the kiosk with the code of an appointment."""
    if not in_hall(request):
        return render(request, "portal/queue/not_here.html", {"section": "queue"}, status=403)
    try:
        ticket = arrive(
            by=actor_of(request), code=request.POST.get("code", "")[:40], channel=TicketChannel.KIOSK
        ).ticket
    except (Missing, Refused) as error:
        return _page(
            request,
            TicketChannel.KIOSK,
            Invalid([Problem("code", error.message, tuple(error.params.items()))]),
        )
    assert ticket is not None
    return redirect("portal:ticket", ticket.code)


def _lines(request: HttpRequest, channel: TicketChannel) -> HttpResponse:
    if request.method != "POST":
        return _page(request, channel)
    sent, phone = request.POST, channel is TicketChannel.PHONE
    service = sent.get("service", "")[:40]
    if phone and (held := _held(request, service)):
        return redirect("portal:ticket", held.code)
    try:
        counted(request)
        ticket = draw(
            by=actor_of(request), service=service, group=sent.get("group", "")[:40], channel=channel
        )
    except (Invalid, Refused) as error:
        return _page(request, channel, error)
    if phone:
        request.session[DRAWN] = {**request.session.get(DRAWN, {}), ticket.service: ticket.code}
    return redirect("portal:ticket", ticket.code)


def _held(request: HttpRequest, service: str) -> Ticket | None:
    """The ticket of today that this phone still has in a line: a second click draws no second one."""
    code = request.session.get(DRAWN, {}).get(service, "")
    try:
        found = ticket_of(code) if code else None
    except Missing:
        return None
    return found if found and found.day == clock.today() and found.state in OPEN else None


def _page(
    request: HttpRequest, channel: TicketChannel, error: Invalid | Refused | None = None
) -> HttpResponse:
    problems = error.problems if isinstance(error, Invalid) else []
    status = 200 if error is None else 422 if isinstance(error, Invalid) else 409
    found = plan()
    context = {
        "section": "queue",
        "kiosk": channel is TicketChannel.KIOSK,
        "lines": lines(found),
        "truth": truth(),
        "groups": found.groups,
        "turns": found.turns,
        "chosen": request.POST.get("group", ""),
        "takes": bool(found.bookable()),
        "code": request.POST.get("code", "")[:40],
        "wrong": {"service": [], "group": [], "code": [], **by_place(problems)},
        "problems": problems,
        "refused": str(error) if isinstance(error, Refused) else "",
    }
    return render(request, "portal/queue/lines.html", context, status=status)


@page
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """A ticket: its number, who is before it, what happens now."""
    found = ticket_of(code)
    address = request.build_absolute_uri()
    context = {**_shown(found), "whole": True, "qr": qr_image(address), "section": "queue"}
    return render(request, "portal/queue/ticket.html", context)


@page
def ticket_now(request: HttpRequest, code: str) -> HttpResponse:
    """What changes of it, asked for every few seconds; unchanged it costs no body."""
    return unless_same(request, render(request, "portal/queue/parts/ticket.html", _shown(ticket_of(code))))


def _shown(found: Ticket) -> dict[str, Any]:
    known = plan()
    service, group = known.service(found.service), known.group(found.group)
    today = found.day == clock.today()
    return {
        "ticket": found,
        "whole": False,
        "state": TicketState(found.state),
        "service": service.name if service else found.service,
        "group": group.name if group else "",
        "standing": standing(found) if today else None,
        "window": named(found.window) if found.window else "",
        "behind": known.turns.behind,
        "may_take": today and why_not_move(TAKE, found.state) is None,
        "may_rejoin": today and why_not_move(REJOIN, found.state) is None,
        "may_leave": why_not_move(LEAVE, found.state) is None,
    }


@require_POST
@page
def ticket_act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Say that the ticket is in one's hand, join the line again, or give it back."""
    if name not in ACTS:
        raise Missing(NO_ACT)
    done = ACTS[name](by=actor_of(request), code=code)
    if request.headers.get("HX-Request"):
        return render(request, "portal/queue/parts/ticket.html", _shown(done))
    if name == "leave":
        messages.success(request, _("Thank you: your ticket was given back."))
    return redirect("portal:ticket", done.code)
