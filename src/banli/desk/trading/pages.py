"""公共资源交易 at the desk: the list with its filters, one project with its acts, the form of a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.experts.pool import panel_rows
from banli.desk.kit.act_forms import Filled, prefix_of, tried_act
from banli.desk.kit.fields import choices, values
from banli.desk.kit.forms import Sheet, answer, seen
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone, timeline
from banli.desk.trading.forms import answer_form, offered, room_name
from banli.experts.service import GRANTS as EXPERT_GRANTS
from banli.experts.service import ExpertPermission
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import events, version_of
from banli.people.service import named, regions
from banli.screens.parameters import whole
from banli.trading import service as door
from banli.trading.states import (
    ABOUT_NAMES,
    DRAW,
    KIND_NAMES,
    STATE_NAMES,
    ObjectionAbout,
    TradingKind,
    TradingState,
)
from banli.weekly.service import GRANTS as WEEKLY_GRANTS
from banli.weekly.service import WeeklyPermission

TONES = {
    TradingState.ANNOUNCED: "action",
    TradingState.SESSION_HELD: "action",
    TradingState.RESULT: "warning",
    TradingState.CLOSED: "done",
    TradingState.FAILED: "overdue",
    TradingState.SUSPENDED: "warning",
}
COUNTED = ("registered", "results", "failed")


def row_of(one: door.TradingProject) -> dict[str, Any]:
    """A project in a list: kind and state in words."""
    state = TradingState(one.state)
    return {
        "row": one,
        "kind": KIND_NAMES[TradingKind(one.kind)],
        "state": STATE_NAMES[state],
        "tone": TONES.get(state, ""),
        "sale": door.is_sale(one),
    }


def day_asked(request: HttpRequest, name: str) -> date | None:
    """The day of an address; None where it names none."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def asked_of(request: HttpRequest) -> door.TradingFilter:
    """What a list is narrowed to; what is no value of a table narrows nothing."""
    kind, state, counted = (request.GET.get(name, "") for name in ("kind", "state", "counted"))
    return door.TradingFilter(
        kind=kind if kind in set(TradingKind) else "",
        state=state if state in set(TradingState) else "",
        words=request.GET.get("q", "").strip()[:80],
        counted=counted if counted in COUNTED else "",
        first=day_asked(request, "from"),
        last=day_asked(request, "until"),
    )


@screen
def projects(request: HttpRequest) -> HttpResponse:
    """The projects, the latest first, by kind, state and words; or those that a figure counted."""
    by, asked = actor(request), asked_of(request)
    found = door.listed(door.visible_projects(by), asked)
    after = whole(request.GET.get("after", ""))
    rows = list((found.filter(pk__lt=after) if after else found)[: door.PAGE + 1])
    more = rows[door.PAGE :]
    rows = rows[: door.PAGE]
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "rows": [row_of(one) for one in rows],
        "asked": asked,
        "counts": asked.first and asked.last and asked.counted,
        "kinds": choices(KIND_NAMES),
        "states": choices(STATE_NAMES),
        "narrowed": bool(asked.kind or asked.state or asked.words or asked.counted),
        "may_keep": _may_keep(by, by.department),
        "query": query.urlencode(),
        "following": rows[-1].pk if more else "",
        "paged": after is not None,
    }
    return show(request, "desk/trading/projects.html", "trading", context)


def _may_keep(by: Actor, department: str | None) -> bool:
    return department is not None and door.GRANTS.may(by, door.TradingPermission.KEEP, department=department)


@screen
def new(request: HttpRequest) -> HttpResponse:
    """Register a project."""
    by = actor(request)
    door.GRANTS.require(by, door.TradingPermission.KEEP, department=by.department)
    sheet = Sheet(
        section="trading",
        title=_("Register a project"),
        crumbs=((reverse("desk:trading"), pgettext("desk", "Public resource trading")),),
        shape=door.TradingRecord,
        series="JY",
        button=_("Register it"),
        about=_(
            "Bids, sealed files and deposits stay with the trading system: here stands the course of the project."
        ),
        options={
            "kind": (("", _("Choose")), *choices(KIND_NAMES)),
            "region": (("", _("Choose")), *((one.code, named(one)) for one in regions())),
        },
        labels={"kind": pgettext("trading", "Kind"), "title": pgettext("trading", "Name of the project")},
    )

    def record(made: door.TradingRecord) -> str:
        return reverse("desk:trading_project", args=[door.register_project(record=made, by=by).public_id])

    return answer(request, sheet, {}, {}, record)


@screen
def project(request: HttpRequest, public_id: str) -> HttpResponse:
    """One project: what is to be done now first."""
    return _page(request, public_id, Filled())


def _page(
    request: HttpRequest, public_id: str, filled: Filled, words: Undone = NOTHING, status: int = 200
) -> HttpResponse:
    by, version = actor(request), version_of(door.TOPIC, public_id)
    found = door.find_project(public_id, by)
    keeps, facts = _may_keep(by, found.department_id), door.facts_of(found)
    booking, drawn = door.booking_of(found), door.panels(found)
    draws = keeps and EXPERT_GRANTS.may(by, ExpertPermission.DRAW, department=found.department_id)
    least = facts.rules.experts
    context = {
        **row_of(found),
        "version": version,
        "rules": facts.rules,
        "booking": booking,
        "room": room_name(booking.room) if booking else "",
        "objections": [
            {
                "row": one,
                "about": ABOUT_NAMES[ObjectionAbout(one.about)],
                "form": answer_form(n, version, filled) if keeps and not one.answered_at else None,
            }
            for n, one in enumerate(door.objections_of(found))
        ],
        "panels": panel_rows(drawn),
        "sees_panel": bool(drawn)
        and EXPERT_GRANTS.may(by, ExpertPermission.READ, department=found.department_id),
        "sit": facts.experts,
        "lacks": least if least is not None and facts.experts < least.number else None,
        "may_draw": draws and door.why_not(DRAW, facts) is None,
        "offered": offered(found, facts, version, filled) if keeps else [],
        "may_tell": found.result is not None
        and WEEKLY_GRANTS.may(by, WeeklyPermission.SEND, department=found.department_id),
        "history": timeline(events(door.TOPIC, public_id)),
        "tried": filled.prefix,
        "words": words,
    }
    return show(request, "desk/trading/project.html", "trading", context, status)


@screen
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """What is done on the page of a project."""
    sent = request.POST
    number = whole(sent.get("seat", "")) if name == "answer" else None
    seat = -1 if number is None else number
    prefix, doing = prefix_of(name, seat), _acts(request, public_id, name, seat)
    if name not in doing:
        raise Missing(gettext_noop("There is no such page."))
    if not_done := tried_act(sent, prefix, doing[name]):
        return _page(request, public_id, not_done.filled, not_done.words, not_done.status)
    messages.success(request, _("Noted."))
    return redirect("desk:trading_project", public_id)


def _acts(request: HttpRequest, public_id: str, name: str, seat: int) -> dict[str, Callable[[], object]]:
    """What each form does, with what was sent in the fields of the form ``name``."""
    by, sent, prefix = actor(request), request.POST, prefix_of(name, seat)
    same: dict[str, Any] = {"project": public_id, "by": by, "version": seen(request)}

    def told(field: str) -> str:
        return sent.get(f"{prefix}{field}", "")

    def read(shape: Any) -> Any:
        return shape.model_validate(values(shape, sent, prefix))

    def bidders() -> int:
        found = whole(told("bidders").strip())
        if found is None or found > 9_999:
            raise Invalid([Problem("bidders", gettext_noop("Enter how many took part, in digits."))])
        return found

    def answered() -> None:
        said = door.objections_of(door.find_project(public_id, by))
        if not 0 <= seat < len(said):
            raise Missing(gettext_noop("There is no such objection."))
        if told("upheld") not in ("yes", "no"):
            raise Invalid([Problem("upheld", gettext_noop("Choose what was found."))])
        upheld = told("upheld") == "yes"
        door.answer_objection(objection=said[seat].public_id, text=told("text"), upheld=upheld, **same)

    return {
        "announce": lambda: door.announce(record=read(door.NoticeRecord), **same),
        "book": lambda: door.book_session(record=read(door.SessionRecord), **same),
        "move": lambda: door.move_session(record=read(door.SessionRecord), **same),
        "cancel": lambda: door.cancel_session(reason=told("reason"), **same),
        "hold": lambda: door.hold_session(bidders=bidders(), **same),
        "result": lambda: door.announce_result(record=read(door.ResultRecord), **same),
        "withdraw": lambda: door.withdraw_result(reason=told("reason"), **same),
        "object": lambda: door.note_objection(record=read(door.ObjectionRecord), **same),
        "answer": answered,
        "close": lambda: door.close_project(**same),
        "fail": lambda: door.fail_project(failure=told("failure"), reason=told("reason"), **same),
        "suspend": lambda: door.suspend_project(reason=told("reason"), **same),
        "resume": lambda: door.resume_project(**same),
        "terminate": lambda: door.terminate_project(reason=told("reason"), **same),
    }
