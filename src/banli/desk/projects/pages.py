"""Plans of the year, their projects and the green channel at the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_POST
from pydantic import BaseModel

from banli.cases.service import Case, find, outstanding, spec_of
from banli.cases.service import progress_of as steps_done
from banli.cases.states import EXAMINED
from banli.catalogue.service import derive, items, steps
from banli.desk.kit.fields import choices
from banli.desk.kit.forms import (
    Sheet,
    answer,
    seen,
    tried,
)
from banli.desk.kit.frame import actor, screen, show
from banli.desk.kit.history import NOTHING, Undone
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Invalid, Missing, Problem
from banli.kernel.text import gettext_noop
from banli.ledger.service import version_of
from banli.projects.service import (
    GRANTS,
    ChannelRecord,
    LogRecord,
    Plan,
    PlanRecord,
    ProjectPermission,
    ProjectRecord,
    SectionRecord,
    SpotRecord,
    add_project,
    add_section,
    advance_section,
    announce_by,
    announcement_of,
    channel_of,
    find_plan,
    find_project,
    link_case,
    log_early_entry,
    make_plan,
    open_channel,
    plan_spot,
    plans,
    progress_of,
    publish_decision,
    saved,
    standing,
    standings,
    visit_spot,
)
from banli.projects.states import ORDER, PRIORITY_NAMES, SPOT_NAMES, STAGE_NAMES, Priority, SpotKind, Stage


@dataclass(frozen=True)
class New:
    """A record that can be made: its shape, its number series, what it belongs to, and how it is recorded."""

    shape: type[BaseModel]
    series: str
    of: str
    title: Any
    record: Callable[..., Any]


KINDS: dict[str, New] = {
    "plan": New(PlanRecord, "JH", "", gettext_lazy("A plan of the year"), make_plan),
    "project": New(ProjectRecord, "XM", "plan", gettext_lazy("A project of the plan"), add_project),
    "entry": New(LogRecord, "JR", "project", gettext_lazy("Early entry"), log_early_entry),
    "spot": New(SpotRecord, "TK", "project", gettext_lazy("A point or line to visit"), plan_spot),
    "section": New(SectionRecord, "LD", "project", gettext_lazy("A province's section"), add_section),
    "channel": New(ChannelRecord, "LS", "case", gettext_lazy("Let into the green channel"), open_channel),
}


@screen
def projects(request: HttpRequest) -> HttpResponse:
    """The plans with how far each has come."""
    by = actor(request)
    context = {
        "rows": [_plan_row(one) for one in plans(by)],
        "may_keep": GRANTS.may(by, ProjectPermission.KEEP),
    }
    return show(request, "desk/projects/projects.html", "projects", context)


def _plan_row(plan: Plan) -> dict[str, Any]:
    today = clock.today()
    return {"plan": plan, "progress": progress_of(plan, today - timedelta(days=today.weekday()), today)}


@screen
def plan(request: HttpRequest, public_id: str) -> HttpResponse:
    """One plan: its projects, ahead or behind, and the way to the weekly report."""
    by = actor(request)
    found = find_plan(public_id, by)
    row = _plan_row(found)
    context = {
        **row,
        "rows": standings(found, clock.today()),
        "may_keep": GRANTS.may(by, ProjectPermission.KEEP, department=found.department_id),
        "report": _report(found, row["progress"]),
    }
    return show(request, "desk/projects/project_plan.html", "projects", context)


def _report(plan: Plan, progress: Any) -> str:
    """The address of the weekly report's entry, filled with the counts of the plan."""
    text = f"今年以来，已完成{plan.owner}年度计划内项目审批{progress.approved}个，占年度计划的{progress.percent}%。"
    told = {
        "approved_now": progress.now,
        "approved_to_date": progress.approved,
        "planned": progress.planned,
        "plan_owner": plan.owner,
        "report_text": text,
    }
    return f"{reverse('desk:activity_new', args=['green_channel'])}?{urlencode(told)}"


@screen
def project(request: HttpRequest, public_id: str) -> HttpResponse:
    """One project: its case and channel, early entry, points and lines, sections."""
    return _page(request, public_id)


def _page(
    request: HttpRequest, public_id: str, status: int = 200, words: Undone = NOTHING, about: str = ""
) -> HttpResponse:
    by, version = actor(request), version_of("project", public_id)
    found = find_project(public_id, by)
    context = {
        "project": found,
        "version": version,
        "standing": standing(found, clock.today()),
        "case": _case(found.case) if found.case else None,
        "log": found.log.order_by("day", "id"),
        "spots": [(one, SPOT_NAMES[SpotKind(one.kind)]) for one in found.spots.order_by("planned_on", "id")],
        "sections": [_section(one) for one in found.sections.order_by("-leads", "id")],
        "may_keep": GRANTS.may(by, ProjectPermission.KEEP, department=found.plan.department_id),
        "may_open": GRANTS.may(by, ProjectPermission.OPEN_CHANNEL, department=found.plan.department_id),
        "words": words,
        "about": about,
        "typed": request.POST,
    }
    return show(request, "desk/projects/project.html", "projects", context, status)


def _case(case: Case) -> dict[str, Any]:
    """The case beside its channel: what is still to be done by law, the time taken, the publication."""
    spec, channel = spec_of(case), channel_of(case)
    left = outstanding(spec, steps(spec, derive(spec, case.form)), steps_done(case))
    return {
        "case": case,
        "channel": channel,
        "priority": PRIORITY_NAMES[Priority(channel.priority)] if channel else "",
        "left": [step.name for step in left] if case.completed_at is None else [],
        "saved": saved(case),
        "announcement": announcement_of(case),
        "announce_by": announce_by(case),
        "may_channel": spec.green_channel is not None and channel is None and case.state in EXAMINED,
    }


def _section(section: Any) -> dict[str, Any]:
    stage = Stage(section.stage)
    place = ORDER.index(stage) + 1
    return {
        "section": section,
        "stage": STAGE_NAMES[stage],
        "next": STAGE_NAMES[ORDER[place]] if place < len(ORDER) else "",
        "late": place < len(ORDER) and section.planned_on < clock.today(),
    }


@screen
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Make a record of one kind; ``?of=`` names what it belongs to."""
    if kind not in KINDS:
        raise Missing(gettext_noop("There is no such page."))
    by, made, of = actor(request), KINDS[kind], request.GET.get("of", "")
    back = _back(made, of, by)
    sheet = Sheet(
        section="projects",
        title=str(made.title),
        crumbs=((reverse("desk:projects"), pgettext("desk", "Projects")),),
        shape=made.shape,
        series=made.series,
        button=_("Record"),
        about=_about(kind),
        hidden=(made.of,) if made.of else (),
        options=_options(by),
    )
    fixed: Mapping[str, Any] = {made.of: of} if made.of else {"department": by.department}

    def record(told: BaseModel) -> str:
        row = made.record(record=told, by=by)
        return back or reverse("desk:project_plan", args=[row.public_id])

    return answer(request, sheet, {"day": clock.today().isoformat()}, fixed, record)


def _back(made: New, of: str, by: Actor) -> str:
    """Where the record leads back to; raises Missing where it belongs to nothing that ``by`` may see."""
    if made.of == "plan":
        return reverse("desk:project_plan", args=[find_plan(of, by).public_id])
    if made.of == "project":
        return reverse("desk:project", args=[find_project(of, by).public_id])
    if made.of == "case":
        return reverse("desk:case", args=[find(of, by).number])
    GRANTS.require(by, ProjectPermission.KEEP, department=by.department)
    return ""


def _about(kind: str) -> str:
    if kind == "channel":
        return _(
            "The channel sets a target and names people. Every step and every period that the law wants stays."
        )
    return ""


def _options(by: Actor) -> dict[str, tuple[tuple[str, Any], ...]]:
    empty = ("", _("Choose"))
    return {
        "priority": (empty, *choices(PRIORITY_NAMES)),
        "spot": (empty, *choices(SPOT_NAMES)),
        "item": (empty, *((card.slug, card.name) for card in items(department=by.department))),
    }


@screen
@require_POST
def act(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """What is done on the page of a project: link its case, note a visit, a stage, a publication."""
    by, sent, version = actor(request), request.POST, seen(request)
    acts: dict[str, Callable[[], Any]] = {
        "link": lambda: link_case(project=public_id, case=sent.get("case", ""), by=by, version=version),
        "visit": lambda: visit_spot(spot=_of(sent), on=_day(sent), found=sent.get("found", ""), by=by),
        "advance": lambda: advance_section(
            section=_of(sent),
            to=_next(public_id, _of(sent), by),
            on=_day(sent),
            by=by,
            version=version,
        ),
        "publish": lambda: publish_decision(
            case=sent.get("case", ""), on=_day(sent), place=sent.get("place", ""), by=by
        ),
    }
    if name not in acts:
        raise Missing(gettext_noop("There is no such page."))

    def page(words: Undone, status: int) -> HttpResponse:
        return _page(request, public_id, status, words, f"{name}{_of(sent)}")

    return tried(request, acts[name], page, "desk:project", public_id)


def _of(sent: Mapping[str, Any]) -> str:
    return str(sent.get("of", ""))


def _day(sent: Mapping[str, Any]) -> date:
    """The day that was sent; today where none was."""
    text = str(sent.get("on", "")).strip()
    try:
        return date.fromisoformat(text) if text else clock.today()
    except ValueError:
        raise Invalid([Problem("on", gettext_noop("This is not a day. Enter it as 2022-10-17."))]) from None


def _next(project_id: str, section: str, by: Actor) -> Stage:
    """The stage after the one that a section of the project has come to."""
    row = find_project(project_id, by).sections.filter(public_id=section).first()
    if row is None:
        raise Missing(gettext_noop("There is no such section."))
    place = ORDER.index(Stage(row.stage)) + 1
    return ORDER[min(place, len(ORDER) - 1)]
