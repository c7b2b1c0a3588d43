"""An appointment that the desk books for somebody who asks at the window or by telephone."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from banli.desk.kit.forms import token
from banli.desk.kit.frame import actor, screen, show
from banli.kernel.errors import Invalid, Refused
from banli.screens.item_form import by_place
from banli.screens.statuses import status_of
from banli.tickets.service import GRANTS, TicketPermission, book, offered, plan, to_come

FIELDS = ("service", "slot", "group", "contact")


@screen
@require_http_methods(["GET", "POST"])
def appointment_book(request: HttpRequest) -> HttpResponse:
    """Choose line, day and time for somebody; a second click shows what the first one booked."""
    by = actor(request)
    GRANTS.require(by, TicketPermission.WATCH)
    if request.method != "POST":
        return _page(request, secrets.token_hex(6))
    sent, form = request.POST, token(request.POST.dict())
    holder, (day, begins) = f"desk:{form}", _slot(sent.get("slot", ""))
    service = sent.get("service", "")[:40]
    made = to_come(holder, service)
    try:
        if made is None or (made.day, made.begins) != (day, begins):
            made = book(
                by=by,
                service=service,
                day=day,
                begins=begins,
                group=sent.get("group", "")[:40],
                holder=holder,
                contact=sent.get("contact", "")[:254],
            )
    except (Invalid, Refused) as error:
        return _page(request, form, error)
    messages.success(request, _("Booked. The holder opens it by the code %(code)s.") % {"code": made.code})
    return redirect(f"{reverse('desk:appointments')}?day={made.day.isoformat()}")


def _slot(text: str) -> tuple[date | None, time | None]:
    try:
        moment = datetime.fromisoformat(text[:16])
    except ValueError:
        return None, None
    return moment.date(), moment.time()


def _page(request: HttpRequest, form: str, error: Invalid | Refused | None = None) -> HttpResponse:
    found = plan()
    typed = {name: request.POST.get(name, "") or request.GET.get(name, "") for name in FIELDS}
    lines = found.bookable()
    line = next((one for one in lines if one.key == typed["service"]), next(iter(lines), None))
    days = offered(line, found) if line else []
    asked = typed["slot"][:10] or request.GET.get("day", "")
    chosen = next((one for one in days if one.day.isoformat() == asked), None)
    problems = error.problems if isinstance(error, Invalid) else []
    context = {
        "lines": lines,
        "line": line,
        "days": days,
        "chosen": chosen or next((one for one in days if one.left), next(iter(days), None)),
        "groups": found.groups,
        "group": typed["group"],
        "contact": typed["contact"],
        "token": form,
        "wrong": {**{name: [] for name in FIELDS}, **by_place(problems)},
        "refused": str(error) if isinstance(error, Refused) else "",
    }
    return show(request, "desk/queue/book.html", "queue", context, status_of(error) if error else 200)
