"""Booking a time in the hall by phone: no account is needed, the code of the appointment opens it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from banli.documents.service import qr_image
from banli.kernel import clock
from banli.kernel.errors import Invalid, Missing, Refused
from banli.kernel.text import gettext_noop
from banli.people.service import platform
from banli.portal.appointments.ics import TITLE, entry
from banli.portal.kit.device import device_of, keep_device, new_device
from banli.portal.kit.visitor import actor_of, page
from banli.portal.queue.hall import counted
from banli.screens.item_form import by_place
from banli.screens.statuses import status_of
from banli.tickets.service import (
    Booking,
    Offered,
    Plan,
    Service,
    arrive,
    book,
    booking_of,
    bookings_of,
    cancel,
    has_lost_ticket,
    holder_of,
    let_in,
    offered,
    plan,
    rebook,
    to_come,
    why_not_arrive,
    why_not_booking,
    why_not_holder,
    why_not_rebook,
)
from banli.tickets.states.bookings import ARRIVE, CANCEL, REBOOK, BookingState

NO_LINE = gettext_noop("There is no such line, or it takes no appointments.")
NO_ACT = gettext_noop("There is no such act here.")


@page
def appointments(request: HttpRequest) -> HttpResponse:
    """The lines that take appointments, and the appointments of this account and this device."""
    found = plan()
    device, by = device_of(request), actor_of(request)
    names = {one.key: one.name for one in found.services}
    own = [
        (one, names.get(one.service, one.service), BookingState(one.state))
        for one in bookings_of({holder_of(by, ""), f"device:{device}" if device else ""})
    ]
    context = {
        "section": "queue",
        "lines": found.bookable(),
        "own": own,
        "rule": found.appointments,
    }
    return render(request, "portal/appointments/appointments.html", context)


@page
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, service: str) -> HttpResponse:
    """Choose a day and a time; one click books. A second click shows what the first one booked."""
    found, by, device = plan(), actor_of(request), device_of(request) or new_device()
    line = _line(found, service)
    holder = holder_of(by, device)
    if request.method != "POST":
        return _choose(request, found, line, why=why_not_holder(holder))
    day, begins = _slot(request.POST.get("slot", ""))
    held = to_come(holder, line.key)
    if held and (held.day, held.begins) == (day, begins):
        return redirect("portal:appointment", held.code)
    group = request.POST.get("group", "")[:40]
    try:
        counted(request)
        contact = request.POST.get("contact", "")[:254]
        made = book(
            by=by,
            service=line.key,
            day=day,
            begins=begins,
            group=group,
            holder=holder,
            contact=contact,
        )
    except (Invalid, Refused) as error:
        return _choose(request, found, line, error, held=held)
    return keep_device(redirect("portal:appointment", made.code), device)


@page
@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, code: str) -> HttpResponse:
    """Choose another time for an appointment."""
    found, booking = plan(), booking_of(code)
    line = _line(found, booking.service)
    if request.method != "POST":
        why = why_not_booking(REBOOK, booking.state) or why_not_rebook(booking.moves, found.appointments)
        return _choose(request, found, line, moved=booking, why=why)
    day, begins = _slot(request.POST.get("slot", ""))
    try:
        rebook(by=actor_of(request), code=code, day=day, begins=begins)
    except (Invalid, Refused) as error:
        return _choose(request, found, line, error, moved=booking)
    messages.success(request, _("Your appointment was moved."))
    return redirect("portal:appointment", booking.code)


def _line(found: Plan, key: str) -> Service:
    line = found.service(key)
    if line is None or not line.booked:
        raise Missing(NO_LINE)
    return line


def _slot(text: str) -> tuple[date | None, time | None]:
    """The day and hour of a button, as ``2022-10-18T10:00``; neither where it says none."""
    try:
        moment = datetime.fromisoformat(text[:16])
    except ValueError:
        return None, None
    return moment.date(), moment.time()


def _choose(
    request: HttpRequest,
    found: Plan,
    line: Service,
    error: Invalid | Refused | None = None,
    *,
    moved: Booking | None = None,
    held: Booking | None = None,
    why: Refused | None = None,
) -> HttpResponse:
    days = offered(line, found)
    asked = request.POST.get("slot", "")[:10] or request.GET.get("day", "")
    problems = error.problems if isinstance(error, Invalid) else []
    refused = error if isinstance(error, Refused) else why
    context = {
        "section": "queue",
        "line": line,
        "days": days,
        "chosen": _chosen(days, asked),
        "groups": () if moved else found.groups,
        "group": request.POST.get("group", ""),
        "contact": request.POST.get("contact", ""),
        "rule": found.appointments,
        "moved": moved,
        "held": held,
        "wrong": {"slot": [], "group": [], "service": [], "contact": [], **by_place(problems)},
        "problems": problems,
        "refused": str(refused) if refused else "",
        "barred": why is not None,
    }
    return render(
        request, "portal/appointments/choose.html", context, status=status_of(error) if error else 200
    )


def _chosen(days: list[Offered], asked: str) -> Offered | None:
    """The day that was asked for, else the first one with a seat left."""
    wanted = next((one for one in days if one.day.isoformat() == asked), None)
    return wanted or next((one for one in days if one.left), days[0] if days else None)


@page
def appointment(request: HttpRequest, code: str) -> HttpResponse:
    """One appointment: when, where, how to check in, and what may be done with it."""
    return _page(request, booking_of(code))


def _page(request: HttpRequest, booking: Booking, error: Refused | None = None) -> HttpResponse:
    found, now = plan(), clock.now()
    line, group = found.service(booking.service), found.group(booking.group)
    since, until = let_in(booking)
    open_ = why_not_booking(CANCEL, booking.state) is None
    arrivable = why_not_booking(ARRIVE, booking.state) is None and (open_ or has_lost_ticket(booking))
    context = {
        "section": "queue",
        "booking": booking,
        "state": BookingState(booking.state),
        "line": line.name if line else booking.service,
        "service": booking.service,
        "group": group.name if group else "",
        "since": since,
        "until": until,
        "qr": qr_image(request.build_absolute_uri(request.path)),
        "open": open_,
        "may_arrive": arrivable
        and why_not_arrive(booking.day, booking.begins, now, found.appointments) is None,
        "may_move": open_ and why_not_rebook(booking.moves, found.appointments) is None,
        "turns": found.turns,
        "refused": str(error) if error else "",
    }
    return render(
        request, "portal/appointments/appointment.html", context, status=status_of(error) if error else 200
    )


@require_POST
@page
def act(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Check in, or cancel."""
    by = actor_of(request)
    try:
        if name == "arrive":
            ticket = arrive(by=by, code=code).ticket
            assert ticket is not None
            return redirect("portal:ticket", ticket.code)
        if name != "cancel":
            raise Missing(NO_ACT)
        done = cancel(by=by, code=code)
    except Refused as error:
        return _page(request, booking_of(code), error)
    messages.success(request, _("Your appointment was cancelled. Its time is free for others."))
    return redirect("portal:appointment", done.code)


@page
def calendar_file(request: HttpRequest, code: str) -> HttpResponse:
    """The appointment for one's own calendar."""
    booking = booking_of(code)
    line = plan().service(booking.service)
    since, until = let_in(booking)
    words: dict[str, Any] = {"code": booking.code, "since": f"{since:%H:%M}", "until": f"{until:%H:%M}"}
    made = entry(
        booking,
        title=_(TITLE) % {"line": line.name if line else booking.service},
        place=str(platform().centre),
        words=_("Check in between %(since)s and %(until)s with the code %(code)s.") % words,
        address=request.build_absolute_uri(redirect("portal:appointment", booking.code).url),
    )
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="appointment.ics"'
    return response
