"""Leaders who are to come, and what they demanded: given to a department, closed with proof."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from banli.desk.hall import tasks
from banli.desk.hall.tasks import Sent, Step, TaskKind
from banli.desk.kit.forms import Sheet, answer, seen, tried
from banli.desk.kit.frame import actor, screen
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
from banli.hall.states import ASSIGN_DEMAND, CLOSE_DEMAND, DEMAND_NAMES, REOPEN_DEMAND
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.people.service import departments, named
from banli.screens.words import day_words


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
    return tasks.page(request, DEMANDS, demand)


@screen
@require_POST
def demand_act(request: HttpRequest, demand: str, name: str) -> HttpResponse:
    """Assign, close, or open again."""
    return tasks.do(request, DEMANDS, demand, name)


@screen
def proof_file(request: HttpRequest, demand: str) -> HttpResponse:
    """The paper that shows that a demand was met, to be saved."""
    GRANTS.require(actor(request), HallPermission.READ, department=find_demand(demand).department_id or "")
    return tasks.proof(DEMANDS, demand)


def _assign(sent: Sent) -> object:
    to, due_on = sent.department(), sent.due_on()
    return assign_demand(demand=sent.task, to=to, due_on=due_on, by=sent.by, version=sent.version)


def _close(sent: Sent) -> object:
    file, told = sent.file(), sent.text("text")
    return close_demand(
        demand=sent.task, on=clock.today(), proof=told, file=file, by=sent.by, version=sent.version
    )


def _reopen(sent: Sent) -> object:
    return reopen_demand(demand=sent.task, reason=sent.text("reason"), by=sent.by, version=sent.version)


def _told(one: Any) -> dict[str, Any]:
    visit = one.visit
    when = day_words(visit.day) if visit.day else visit.day_text
    return {
        "crumbs": [(reverse("desk:visits"), _("Leaders in the hall"))],
        "origin": [named(visit.department), visit.leader_title, when, visit.place],
    }


def _by_the_hall(by: Actor, _one: Any) -> bool:
    return GRANTS.may(by, HallPermission.RECORD_VISIT)


DEMANDS = TaskKind(
    topic="hall",
    view="desk:demand",
    states=DEMAND_NAMES,
    find=find_demand,
    reads=lambda by, house: GRANTS.may(by, HallPermission.READ, department=house),
    steps={
        "close": Step(
            CLOSE_DEMAND.sources,
            lambda by, one: GRANTS.may(by, HallPermission.RECTIFY, department=one.department_id or ""),
            _close,
        ),
        "assign": Step(ASSIGN_DEMAND.sources, _by_the_hall, _assign),
        "reopen": Step(REOPEN_DEMAND.sources, _by_the_hall, _reopen),
    },
    asked_by=lambda one: one.visit.department_id,
    told=_told,
)
