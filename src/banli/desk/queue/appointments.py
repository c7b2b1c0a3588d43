"""Appointments of a day for the hall, and the stretches in which it takes none."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from banli.desk.kit.frame import actor, screen, show
from banli.kernel import clock
from banli.kernel.errors import Invalid, Problem
from banli.kernel.text import gettext_noop
from banli.screens.item_form import by_place
from banli.tickets.service import (
    GRANTS,
    TicketPermission,
    booking_counts,
    bookings_on,
    close_slots,
    closures_from,
    plan,
    reopen_slots,
)
from banli.tickets.states.bookings import BookingState

NO_HOUR = gettext_noop("Please give an hour like 14:00.")
FIELDS = ("day", "service", "begins", "ends", "reason")


@screen
@require_http_methods(["GET", "POST"])
def appointments(request: HttpRequest) -> HttpResponse:
    """Who comes by appointment on a day, by hour; closures to come. A POST closes slots."""
    if request.method != "POST":
        return _page(request, {})
    typed = {name: request.POST.get(name, "")[:400] for name in FIELDS}
    try:
        hours, problems = _hours(typed)
        if problems:
            raise Invalid(problems)
        closure, off = close_slots(
            by=actor(request),
            day=_day(typed["day"]),
            reason=typed["reason"],
            service=typed["service"][:40],
            begins=hours[0],
            ends=hours[1],
        )
    except Invalid as error:
        return _page(request, typed, error)
    told = ngettext(
        "Closed. %(n)s appointment was called off.", "Closed. %(n)s appointments were called off.", off
    )
    messages.success(request, told % {"n": off})
    return redirect(f"{request.path}?day={closure.day.isoformat()}")


@screen
@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a closure back."""
    row = reopen_slots(by=actor(request), pk=pk)
    messages.success(request, _("These times can be booked again."))
    return redirect(f"{redirect('desk:appointments').url}?day={row.day.isoformat()}")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _hours(typed: dict[str, str]) -> tuple[list[time | None], list[Problem]]:
    """Both hours as they were typed; None for an empty field."""
    found: list[time | None] = []
    problems = []
    for name in ("begins", "ends"):
        text = typed[name].strip()
        try:
            found.append(datetime.strptime(text, "%H:%M").time() if text else None)  # noqa: DTZ007
        except ValueError:
            found.append(None)
            problems.append(Problem(name, NO_HOUR))
    return found, problems


def _page(request: HttpRequest, typed: dict[str, str], error: Invalid | None = None) -> HttpResponse:
    by, found = actor(request), plan()
    day = _day(request.GET.get("day", "")) or _day(typed.get("day", "")) or clock.today()
    names = {one.key: f"{one.letter} {one.name}" for one in found.services}
    groups = {one.key: one.name for one in found.groups}
    rows: list[dict[str, Any]] = [
        {
            "booking": one,
            "line": names.get(one.service, one.service),
            "group": groups.get(one.group, ""),
            "state": BookingState(one.state),
        }
        for one in bookings_on(day)
    ]
    counts = booking_counts(day)
    context = {
        "day": day,
        "today": clock.today(),
        "rows": rows,
        "counts": [(state, counts[state]) for state in BookingState if counts.get(state)],
        "closures": [(one, names.get(one.service, "")) for one in closures_from(clock.today())],
        "lines": found.bookable(),
        "may_close": GRANTS.may(by, TicketPermission.CLOSE),
        "typed": {**dict.fromkeys(FIELDS, ""), "day": day.isoformat(), **typed},
        "wrong": {**dict.fromkeys(FIELDS, ()), **by_place(error.problems if error else [])},
    }
    return show(request, "desk/queue/appointments.html", "queue", context, 422 if error else 200)
