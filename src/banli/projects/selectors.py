"""Reads of plans, projects and channels."""

from __future__ import annotations

from datetime import date
from math import ceil

from django.db.models import QuerySet

from banli.cases.service import Case, spec_of
from banli.catalogue.service import derive, least_days, limits
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop
from banli.projects.models import Announcement, Channel, Plan, Project
from banli.projects.permissions import GRANTS, ProjectPermission
from banli.projects.rules import Progress, Saved, Standing, progress
from banli.worktime.service import OPEN_END, Awaited, Unit, UnknownYear, calendar, due, ends

PAGE = 50
GRANTED = "0"
"""The national result code of a case that was granted."""


def visible_plans(by: Actor) -> QuerySet[Plan]:
    """The plans ``by`` may see: those of the own department, or all."""
    every = Plan.objects.select_related("department")
    if GRANTS.may_everywhere(by, ProjectPermission.READ):
        return every
    may = bool(by.department) and GRANTS.may(by, ProjectPermission.READ, department=by.department)
    return every.filter(department_id=by.department if may else "")


def plans(by: Actor) -> list[Plan]:
    """Plans, the latest year first."""
    return list(visible_plans(by).order_by("-year", "owner", "id")[:PAGE])


def find_plan(public_id: str, by: Actor) -> Plan:
    """The plan, where ``by`` may see it. Raises :class:`Missing`."""
    found = visible_plans(by).filter(public_id=public_id).first()
    if found is None:
        raise Missing(gettext_noop("There is no such plan, or it is not yours to see."))
    return found


def find_project(public_id: str, by: Actor) -> Project:
    """The project, where ``by`` may see its plan. Raises :class:`Missing`."""
    rows = Project.objects.select_related("plan__department", "case")
    found = rows.filter(public_id=public_id, plan__in=visible_plans(by)).first()
    if found is None:
        raise Missing(gettext_noop("There is no such project, or it is not yours to see."))
    return found


def decided_on(case: Case | None) -> date | None:
    """The day on which a case was granted; None where it was not, or not yet."""
    if case is None or case.completed_at is None or case.result != GRANTED:
        return None
    return case.completed_at.astimezone(clock.SHANGHAI).date()


def standing(project: Project, day: date) -> Standing:
    """Where a project stands on ``day``, in working days ahead of its planned day or behind it."""
    decided = decided_on(project.case)
    reached = decided if decided and decided <= day else None
    at = reached or (day if day > project.planned_for else None)
    days = None if at is None else _between(at, project.planned_for)
    return Standing(project.public_id, project.name, project.planned_for, reached, days)


def _between(day: date, planned: date) -> int:
    """Signed working days; days of a year without a notice are not counted, so that it is so many at least."""
    days = calendar()
    return days.count_known(day, planned) if day <= planned else -days.count_known(planned, day)


def standings(plan: Plan, day: date) -> list[Standing]:
    """Every project of a plan on ``day``, by planned day."""
    rows = plan.projects.select_related("case").order_by("planned_for", "id")
    return [standing(one, day) for one in rows]


def progress_of(plan: Plan, first: date, last: date) -> Progress:
    """How far the plan has come on ``last``, and what was approved from ``first`` on."""
    return progress(standings(plan, last), first, last)


def channel_of(case: Case) -> Channel | None:
    """The green channel of a case."""
    return Channel.objects.select_related("approved_by").filter(case=case).first()


def announcement_of(case: Case) -> Announcement | None:
    """When and where the decision was made public."""
    return Announcement.objects.filter(case=case).first()


def open_announcements() -> list[Announcement]:
    """Publications whose last day waits for a notice of public holidays."""
    return list(Announcement.objects.filter(due_on=OPEN_END).order_by("id"))


def announce_by(case: Case) -> date | None:
    """The last day to make the decision public, where the item sets one and the case is decided; it may be open."""
    limit = spec_of(case).announcement
    if limit is None or case.completed_at is None:
        return None
    decided = case.completed_at.astimezone(clock.SHANGHAI).date()
    return due(decided, limit.days, Unit(limit.unit), calendar())


def earliest(case: Case) -> date:
    """The first day on which a case can be decided lawfully: the periods of publicity have run one after the other.

    Counted from acceptance, or from today where it is not accepted yet; a period ends the day before a decision.
    """
    spec = spec_of(case)
    facts = derive(spec, case.form)
    promised = limits(spec, facts).promised
    start = case.accepted_at.astimezone(clock.SHANGHAI).date() if case.accepted_at else clock.today()
    days = ceil(least_days(spec, facts, promised))
    if not days:
        return start
    found = ends(start, days + 1, Unit(promised.unit), calendar())
    # Where a year without a notice leaves it open, the target may be as early as it could be at best.
    return found.not_before if isinstance(found, Awaited) else found


def saved(case: Case) -> Saved | None:
    """The limit set by law against the time that was taken, excluded days apart; None where no clock was begun, or
    where the days cannot be counted yet."""
    if case.accepted_at is None or not case.limits:
        return None
    statutory = case.limits["statutory"]
    since = case.limits.get("since")
    start = date.fromisoformat(since) if since else case.accepted_at.astimezone(clock.SHANGHAI).date()
    end = (case.completed_at or clock.now()).astimezone(clock.SHANGHAI).date()
    pauses = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last, *_rest in case.pauses]
    if case.paused_on:
        pauses.append((case.paused_on, end))
    if statutory["unit"] == "calendar":
        took = (end - start).days - sum((last - max(first, start)).days for first, last in pauses)
    else:
        days = calendar()
        try:
            took = days.count(start, end) - sum(days.count(max(first, start), last) for first, last in pauses)
        except UnknownYear:
            return None
    return Saved(statutory["unit"], statutory["days"], took)
