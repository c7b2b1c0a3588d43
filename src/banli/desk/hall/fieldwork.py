"""Leaders in the hall, and what departments do outside the window: lists and forms from their typed records."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ValidationError

from banli.desk.kit.fields import (
    choices,
    entries,
    faults,
    one_of,
    split,
    typed_of,
    values,
)
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.fieldwork.service import (
    GRANTS,
    GROUP_NAMES,
    KIND_NAMES,
    Activity,
    ActivityRecord,
    Facts,
    FieldworkPermission,
    GreenChannel,
    Kind,
    Outreach,
    Talk,
    Training,
    TrainingPeriod,
    Visit,
    attendees_of,
    came_to,
    composed,
    count_training,
    find_outing,
    latest,
    needed,
    overdue,
    planned_outings,
    record_green_channel,
    record_outreach,
    record_talk,
    record_training,
    record_visit,
)
from banli.fieldwork.states import OutingState
from banli.hall.service import GRANTS as HALL_GRANTS
from banli.hall.service import (
    HallPermission,
    LeaderVisitRecord,
    composed_visit,
    find_visit_plan,
    latest_leader_visits,
    planned_visits,
    record_leader_visit,
)
from banli.hall.states import DEMAND_NAMES
from banli.kernel import clock
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import BanliError, Invalid, Missing
from banli.kernel.text import gettext_noop
from banli.ledger.service import versions_of
from banli.people.service import department, departments, named
from banli.screens.paging import day_and_id
from banli.weekly.service import GRANTS as WEEKLY_GRANTS
from banli.weekly.service import WeeklyPermission

PAGE = 50
HIDDEN = frozenset({"public_id", "order"})
TOLD = "report_text"
TO_COME = "…"
"""Stands for the sentence while the facts it is composed from are checked."""
COMPOSED = gettext_lazy(
    "The sentence was composed from the facts. Read it over, change what you like, and record it."
)
COUNTED = "counted-training"
"""The form of a training whose figures are counted from the batches."""
SHAPES: dict[str, tuple[Any, type[BaseModel], Callable[..., Activity]]] = {
    str(Kind.TRAINING): (KIND_NAMES[Kind.TRAINING], Training, record_training),
    str(Kind.TALK): (KIND_NAMES[Kind.TALK], Talk, record_talk),
    str(Kind.GREEN_CHANNEL): (KIND_NAMES[Kind.GREEN_CHANNEL], GreenChannel, record_green_channel),
    str(Kind.OUTREACH): (KIND_NAMES[Kind.OUTREACH], Outreach, record_outreach),
    str(Kind.VISIT): (KIND_NAMES[Kind.VISIT], Visit, record_visit),
    COUNTED: (gettext_lazy("A training, counted from its batches"), TrainingPeriod, count_training),
}
Errors = dict[str, list[Any]]


@screen
def activities(request: HttpRequest) -> HttpResponse:
    """Activities, latest first, of one kind or of all."""
    by, kind = actor(request), request.GET.get("view", "")
    chosen = Kind(kind) if one_of(Kind, kind) else None
    found = latest(day_and_id(request.GET.get("after", "")), chosen)
    plans = planned_outings() if "after" not in request.GET else []
    context = {
        "rows": [(one, KIND_NAMES[Kind(one.kind)]) for one in found],
        "plans": [
            (one, KIND_NAMES[Kind(one.kind)], overdue(OutingState(one.state), one.day, clock.today()))
            for one in plans
            if chosen is None or one.kind == chosen
        ],
        "kinds": [("", _("All")), *choices(KIND_NAMES)],
        "view": kind,
        "may_record": GRANTS.may(by, FieldworkPermission.RECORD),
        "new_kinds": choices(KIND_NAMES),
        "following": f"{found[-1].reported_on}.{found[-1].pk}" if len(found) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/hall/activities.html", "hall", context)


@screen
def visits(request: HttpRequest) -> HttpResponse:
    """Leaders in the hall: who is to come, and who came, latest first."""
    return visits_page(request)


def visits_page(request: HttpRequest, words: Undone = NOTHING, status: int = 200) -> HttpResponse:
    """The page, with why something was not done."""
    by, plans = actor(request), planned_visits()
    versions = versions_of("hall", [one.public_id for one in plans])
    found = latest_leader_visits(day_and_id(request.GET.get("after", "")))
    context = {
        "visits": found,
        "tells": {
            one.department_id
            for one in found
            if WEEKLY_GRANTS.may(by, WeeklyPermission.SEND, department=one.department_id)
        },
        "plans": [(one, versions.get(one.public_id, 0)) for one in plans],
        "may_visit": HALL_GRANTS.may(by, HallPermission.RECORD_VISIT),
        "states": {str(state): name for state, name in DEMAND_NAMES.items()},
        "words": words,
        "following": f"{found[-1].reported_on}.{found[-1].pk}" if len(found) == PAGE else "",
        "paged": "after" in request.GET,
    }
    return show(request, "desk/hall/visits.html", "hall", context, status)


@screen
def new_visit(request: HttpRequest) -> HttpResponse:
    """Record a leader's visit; of one that was planned the form knows what the plan says."""

    def record(by: Actor, made: list[BaseModel]) -> str:
        plan = request.GET.get("plan", "")
        record_leader_visit(record=cast("LeaderVisitRecord", made[0]), by=by, plan=plan)
        return "desk:visits"

    def sentence(made: list[BaseModel]) -> str:
        visit = cast("LeaderVisitRecord", made[0])
        return composed_visit(visit, department(visit.department).short_name)

    form = Form(_("A leader in the hall"), [(LeaderVisitRecord, "LD")], record, sentence)
    return _record(request, form)


@screen
def new_activity(request: HttpRequest, kind: str) -> HttpResponse:
    """Record an activity of one kind; of one that was planned the form knows what the plan says."""
    return _record(request, activity_form(kind, request.GET.get("outing", "")))


def activity_form(kind: str, outing: str = "") -> Form:
    """The form of an activity of one kind. Raises :class:`Missing`."""
    if kind not in SHAPES:
        raise Missing(gettext_noop("There is no such page."))
    title, shape, act = SHAPES[kind]

    def record(by: Actor, made: list[BaseModel]) -> str:
        act(record=made[0], facts=made[1], by=by, plan=outing)
        return "desk:activities"

    def sentence(made: list[BaseModel]) -> str:
        activity = cast("ActivityRecord", made[0])
        return composed(activity, cast("Facts", made[1]), department(activity.department).short_name)

    return Form(
        str(title),
        [(ActivityRecord, "HD"), (shape, "")],
        record,
        # A training counted from its batches has its sentence with places that the platform fills in.
        None if kind == COUNTED else sentence,
        frozenset() if kind == COUNTED else needed(Kind(kind)),
    )


@dataclass(frozen=True)
class Form:
    """A record's form: its shapes with their number series, the act, and what the report would say of it."""

    title: str
    shapes: list[tuple[type[BaseModel], str]]
    record: Callable[[Actor, list[BaseModel]], str]
    """Does the act; the name of the page to go to."""
    sentence: Callable[[list[BaseModel]], str] | None
    needed: frozenset[str] = frozenset()
    """Fields that this kind demands though their shape does not."""


def _record(request: HttpRequest, form: Form) -> HttpResponse:
    """Show the form, or read it and record; the token makes a second click the same record.

    Without a sentence for the report, one is composed from the facts and shown before anything is recorded.
    """
    by = actor(request)
    if request.method != "POST":
        return _form(request, form, fresh(by) | _counted(request), {})
    typed = typed_of(request.POST)
    composes = form.sentence is not None and ("compose" in request.POST or not typed.get(TOLD, "").strip())
    made, errors = read(form, request.POST, composes=composes)
    if errors:
        return _form(request, form, typed, errors, status=422)
    try:
        if composes and form.sentence is not None:
            return _form(request, form, {**typed, TOLD: form.sentence(made)}, {}, said=COMPOSED)
        target = form.record(by, made)
    except Invalid as error:
        wrong = {one.where: [str(one)] for one in error.problems}
        return _form(request, form, typed, wrong, status=422)
    except BanliError as error:
        return _form(request, form, typed, {}, str(error), 409)
    messages.success(request, _("Recorded."))
    return redirect(target)


def read(form: Form, sent: QueryDict, *, composes: bool) -> tuple[list[BaseModel], Errors]:
    """The records that were sent, and what is wrong with them; ``composes``: a lacking sentence is no fault."""
    typed, errors = typed_of(sent), Errors()
    made: list[BaseModel] = []
    for shape, series in form.shapes:
        told_of = values(shape, sent)
        if series:
            told_of["public_id"] = f"{series}-{clock.today():%Y%m%d}-{_token(typed)}"
        if composes and TOLD in shape.model_fields and not typed.get(TOLD, "").strip():
            told_of[TOLD] = TO_COME
        try:
            made.append(shape.model_validate(told_of))
        except ValidationError as error:
            errors |= faults(error)
    return made, errors


def _counted(request: HttpRequest) -> dict[str, str]:
    """What the page of a plan or of the network of authorities knows for the entry already."""
    names = [*("approved_now", "approved_to_date", "planned", "plan_owner", "report_text")]
    if planned := request.GET.get("plan", ""):
        plan = find_visit_plan(planned)
        told = {"department": plan.department_id, "leader_title": plan.leader_title, "place": plan.place}
        return {**told, "day": plan.day.isoformat(), "reported_on": plan.day.isoformat()}
    if outing := request.GET.get("outing", ""):
        return _planned(outing)
    names += ["since", "until", "matter", "group", "department"]
    return {name: request.GET[name] for name in names if name in request.GET}


def _planned(public_id: str) -> dict[str, str]:
    """What a plan and its list tell the form of the activity."""
    plan = find_outing(public_id)
    came = came_to(plan, attendees_of(plan)).came
    day = plan.day.isoformat()
    return {
        "department": plan.department_id,
        "matter": plan.matter,
        "day": day,
        "reported_on": day,
        "targets": "\n".join(plan.targets),
        "team": "、".join(plan.team),
        "places": plan.place,
        **({"trainees": str(came)} if came else {}),
    }


def _token(typed: dict[str, str]) -> str:
    token = typed.get("token", "")
    return token if token.isascii() and token.isalnum() and len(token) <= 12 else secrets.token_hex(3)


def fresh(by: Actor) -> dict[str, str]:
    """What a form begins with."""
    today = clock.today().isoformat()
    own = "" if Role.HALL_MANAGER in by.roles else by.department
    return {"day": today, "reported_on": today, "department": own, "token": secrets.token_hex(3)}


def _form(
    request: HttpRequest,
    form: Form,
    typed: dict[str, str],
    errors: Errors,
    words: str = "",
    status: int = 200,
    said: Any = "",
) -> HttpResponse:
    context = {**asked(actor(request), form, typed, errors, said), "said": said, "words": words}
    return show(request, "desk/hall/record.html", "hall", context, status)


def asked(by: Actor, form: Form, typed: dict[str, str], errors: Errors, said: Any = "") -> dict[str, Any]:
    """What a form asks ``by``, with what was typed and what was wrong."""
    houses = [one for one in departments() if may_record_for(by, one.code)]
    options = {
        "department": (("", _("Choose")), *((one.code, named(one)) for one in houses)),
        "group": choices(GROUP_NAMES),
    }
    every = [
        replace(one, required=one.required or one.name in form.needed)
        for shape, _series in form.shapes
        for one in entries(shape, typed, errors, options, HIDDEN)
    ]
    first, more = split(every, {"day"})
    return {
        "title": form.title,
        "first": [one for one in first if one.name != TOLD],
        "more": more,
        "more_open": any(one.value or one.errors for one in more),
        "told": [replace(one, fresh=bool(said)) for one in first if one.name == TOLD],
        "composes": form.sentence is not None,
        "token": typed.get("token", ""),
        "general": errors.get("", []),
    }


def may_record_for(by: Actor, code: str) -> bool:
    """True where ``by`` may record what that department did."""
    return HALL_GRANTS.may_everywhere(by, HallPermission.RECORD_VISIT) or GRANTS.may(
        by, FieldworkPermission.RECORD, department=code
    )
