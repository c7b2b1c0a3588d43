"""Beside the projects: the draw of the experts, the calendar of the rooms, the figures of a period."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.experts.panel import requests_entry, wishes
from banli.desk.experts.pool import field_names
from banli.desk.figures.behind import tally_address
from banli.desk.kit.forms import Sheet, answer
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.desk.trading.forms import room_name, room_words
from banli.desk.trading.pages import COUNTED, day_asked
from banli.experts.service import GRANTS as EXPERT_GRANTS
from banli.experts.service import ExpertPermission, PanelRecord
from banli.kernel import clock
from banli.kernel.errors import Invalid, Refused
from banli.statistics.service import tally_reading
from banli.trading import service as door
from banli.trading.states import DRAW, KIND_NAMES, SELLS


def _crumbs() -> tuple[tuple[str, Any], ...]:
    return ((reverse("desk:trading"), pgettext("desk", "Public resource trading")),)


@screen
def draw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Draw a panel for a project; the seed is the digest of the project's latest event."""
    by = actor(request)
    found = door.find_project(public_id, by)
    EXPERT_GRANTS.require(by, ExpertPermission.DRAW, department=found.department_id)
    facts = door.facts_of(found)
    if request.method != "POST" and (error := door.why_not(DRAW, facts)):
        raise error
    least = facts.rules.experts
    sheet = Sheet(
        section="trading",
        title=_("Draw a panel of experts"),
        crumbs=(*_crumbs(), (reverse("desk:trading_project", args=[public_id]), found.title)),
        shape=PanelRecord,
        series="ZJZ",
        button=_("Draw"),
        about=_(
            "Experts are sorted by a digest of the project's latest event and their number. Nobody chooses; anybody"
            " can compute it again."
        ),
        hidden=("topic", "subject"),
        boxes=tuple(field_names().items()),
        more=requests_entry,
    )

    def record(made: PanelRecord) -> str:
        asked = wishes(request.POST.get("requests", ""))
        panel = door.draw_experts(project=public_id, record=made, by=by, requests=asked)
        return reverse("desk:panel", args=[panel.public_id])

    fresh = {"wanted": str(least.number if least else 3), "stand_ins": "2", "organisations": found.party}
    fixed = {"topic": door.TOPIC, "subject": public_id, "department": found.department_id}
    return answer(request, sheet, fresh, fixed, record)


@screen
def rooms(request: HttpRequest) -> HttpResponse:
    """The calendar of the rooms: a week, room by room."""
    return _rooms(request)


def _rooms(request: HttpRequest, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    by, today = actor(request), clock.today()
    day = day_asked(request, "week") or today
    day = min(max(day, date(2000, 1, 3)), date(2100, 1, 1))
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=n) for n in range(7)]
    held = door.bookings(days[0], days[-1])
    seen = set(door.visible_projects(by).filter(bookings__in=held).values_list("pk", flat=True))
    keeps = bool(by.department) and door.GRANTS.may(by, door.TradingPermission.KEEP, department=by.department)
    context = {
        "days": [
            {
                "day": each,
                "today": each == today,
                "held": [
                    {"row": one, "room": room_name(one.room), "opens": one.project_id in seen}
                    for one in held
                    if one.begins_at.astimezone(clock.SHANGHAI).date() == each
                ],
            }
            for each in days
        ],
        "empty": not held,
        "rooms": [room_words(one) for one in door.rooms()],
        "before": (monday - timedelta(days=7)).isoformat(),
        "after": (monday + timedelta(days=7)).isoformat(),
        "first": days[0],
        "last": days[-1],
        "this_week": monday <= today <= days[-1],
        "may_keep": keeps,
        "words": words,
    }
    return show(request, "desk/trading/rooms.html", "trading", context, status)


@screen
def new_room(request: HttpRequest) -> HttpResponse:
    """Book a room for something else than a project's session."""
    by = actor(request)
    door.GRANTS.require(by, door.TradingPermission.KEEP, department=by.department)
    sheet = Sheet(
        section="trading",
        title=_("Book a room for something else"),
        crumbs=(*_crumbs(), (reverse("desk:trading_rooms"), pgettext("trading", "Rooms"))),
        shape=door.RoomRecord,
        series="CD",
        button=_("Book it"),
        about=_("Consultations, trainings and sessions share one calendar: no room is held twice."),
        options={"room": (("", _("Choose")), *((one.key, room_words(one)) for one in door.rooms()))},
    )

    def record(made: door.RoomRecord) -> str:
        door.book_room(record=made, by=by)
        return f"{reverse('desk:trading_rooms')}?{urlencode({'week': made.day.isoformat()})}"

    return answer(request, sheet, {"day": clock.today().isoformat()}, {}, record)


@screen
@require_POST
def cancel_room(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give a room back that is held for no project."""
    try:
        door.cancel_room(booking=public_id, reason=request.POST.get("reason", ""), by=actor(request))
    except Invalid as error:
        return _rooms(request, Undone(" ".join(str(one) for one in error.problems)), 422)
    except Refused as error:
        return _rooms(request, Undone(str(error)), 409)
    messages.success(request, _("Noted."))
    return redirect("desk:trading_rooms")


@screen
def figures(request: HttpRequest) -> HttpResponse:
    """Counts and sums of a period by kind; each opens to the projects it counts.

    Whoever reads the projects of all centres gets them as figures, which can be frozen; who keeps those of one centre
    reads that centre's, and each number opens to its list.
    """
    by, today = actor(request), clock.today()
    first = day_asked(request, "from") or date(today.year, 1, 1)
    last = day_asked(request, "until") or today
    wrong = last < first
    rows = [] if wrong else door.period_sums(by, first, last)
    term = {"from": first.isoformat(), "until": last.isoformat()}
    tallied = tally_reading(door.TOPIC, first, last) if door.TRADING.opens(by) and not wrong else None

    def address(one: door.Sums, key: str) -> str:
        if tallied:
            return tally_address(tallied, key, str(one.kind))
        listed = {"kind": one.kind, "counted": key if key in COUNTED else "results", **term}
        return f"{reverse('desk:trading')}?{urlencode(listed)}"

    context = {
        "rows": [
            {
                "sums": one,
                "kind": KIND_NAMES[one.kind],
                "sale": one.kind in SELLS,
                **{name: address(one, name) for name in (*COUNTED, "amount", "difference")},
            }
            for one in rows
        ],
        "frozen": tallied is not None,
        "first": first,
        "last": last,
        "wrong": wrong,
    }
    return show(request, "desk/trading/figures.html", "trading", context, 422 if wrong else 200)
