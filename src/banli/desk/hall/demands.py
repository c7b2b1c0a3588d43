"""Leaders who are to come, and what they demanded: given to a department, closed with proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.kit.forms import Sheet, answer, seen, tried
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.files.service import receive
from banli.hall.service import (
    GRANTS,
    HallPermission,
    VisitPlanRecord,
    assign_demand,
    cancel_visit,
    close_demand,
    find_demand,
    plan_visit,
    reopen_demand,
)
from banli.hall.states import DEMAND_NAMES, DemandState
from banli.kernel import clock
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.people.service import departments, named
from banli.screens import papers

TONES = {"noted": "", "assigned": "warning", "closed": "done"}


@screen
def new_plan(request: HttpRequest) -> HttpResponse:
    """Put a visit on the plan."""
    by = actor(request)
    GRANTS.require(by, HallPermission.RECORD_VISIT)

    def record(made: VisitPlanRecord) -> str:
        plan_visit(record=made, by=by)
        return reverse("desk:visits")

    houses = (("", _("Choose")), *((one.code, named(one)) for one in departments()))
    sheet = Sheet(
        section="hall",
        title=_("Plan a leader's visit"),
        crumbs=(
            (reverse("desk:hall"), pgettext("desk", "Hall")),
            (reverse("desk:visits"), _("Leaders in the hall")),
        ),
        shape=VisitPlanRecord,
        series="JH",
        button=_("Put it on the plan"),
        about=_("The hall and the department are reminded on their first pages three days before."),
        options={"department": houses},
        asks_department=True,
    )
    return answer(request, sheet, {"day": clock.today().isoformat()}, {}, record)


@screen
@require_POST
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take a visit off the plan."""
    from banli.desk.hall.fieldwork import visits_page

    by, reason, version = actor(request), request.POST.get("reason", ""), seen(request)

    def act() -> None:
        cancel_visit(plan=public_id, reason=reason, by=by, version=version)

    return tried(request, act, lambda words, status: visits_page(request, words, status), "desk:visits")


@screen
def demand(request: HttpRequest, demand: str) -> HttpResponse:
    """One demand: who has to meet it by when, and what shows that it is met."""
    GRANTS.require(actor(request), HallPermission.READ)
    return _page(request, demand)


@screen
@require_POST
def demand_act(request: HttpRequest, demand: str, name: str) -> HttpResponse:
    """Assign, close, or open again."""
    by, text, version = actor(request), request.POST.get("text", ""), seen(request)

    def assign() -> object:
        to, due_on = request.POST.get("department", ""), _day(request.POST.get("due_on", ""))
        if not to:
            raise Invalid([Problem("department", gettext_noop("Choose the department that has to meet it."))])
        return assign_demand(demand=demand, to=to, due_on=due_on, by=by, version=version)

    def close() -> object:
        sent = request.FILES.get("file")
        file = receive(by=by, sent=sent) if sent else None
        return close_demand(demand=demand, on=clock.today(), proof=text, file=file, by=by, version=version)

    acts: dict[str, Callable[[], object]] = {
        "assign": assign,
        "close": close,
        "reopen": lambda: reopen_demand(
            demand=demand, reason=request.POST.get("reason", ""), by=by, version=version
        ),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))
    return tried(
        request,
        acts[name],
        lambda words, status: _page(request, demand, words, status),
        "desk:demand",
        demand,
    )


@screen
def proof_file(request: HttpRequest, demand: str) -> HttpResponse:
    """The paper that shows that a demand was met, to be saved."""
    by, found = actor(request), find_demand(demand)
    GRANTS.require(by, HallPermission.READ, department=found.department_id or "")
    if found.file is None:
        raise Missing(gettext_noop("There is no such file."))
    return papers.of_a_stranger(found.file)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Invalid([Problem("due_on", gettext_noop("Say until which day it has to be met."))]) from None


def _page(request: HttpRequest, name: str, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    by, version = actor(request), version_of("hall", name)
    found = find_demand(name)
    state = DemandState(found.state)
    typed: dict[str, Any] = {
        key: request.POST.get(key, "") for key in ("text", "reason", "department", "due_on")
    }
    if request.method != "POST":
        typed["department"] = found.department_id or found.visit.department_id
        typed["due_on"] = found.due_on.isoformat() if found.due_on else ""
    context = {
        "demand": found,
        "state": DEMAND_NAMES[state],
        "tone": "overdue" if _late(found) else TONES[state],
        "late": _late(found),
        "version": version,
        "may_assign": GRANTS.may(by, HallPermission.RECORD_VISIT) and state is not DemandState.CLOSED,
        "may_close": state is DemandState.ASSIGNED
        and GRANTS.may(by, HallPermission.RECTIFY, department=found.department_id or ""),
        "may_reopen": GRANTS.may(by, HallPermission.RECORD_VISIT) and state is DemandState.CLOSED,
        "may_see": found.department_id is not None
        and GRANTS.may(by, HallPermission.READ, department=found.department_id),
        "houses": [(one.code, named(one)) for one in departments()],
        "typed": typed,
        "words": words,
    }
    return show(request, "desk/hall/demand.html", "hall", context, status)


def _late(found: Any) -> bool:
    return bool(found.state == DemandState.ASSIGNED and found.due_on and found.due_on < clock.today())
