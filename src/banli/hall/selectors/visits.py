"""Reads of leaders in the hall: visits, plans, demands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Concat

from banli.hall.models import LeaderDemand, LeaderVisit, VisitPlan
from banli.hall.states import DemandState, PlanState
from banli.kernel.errors import Missing
from banli.kernel.text import gettext_noop

PAGE = 50
NAME = re.compile(r"(.+)-([0-9]{1,3})")
Key = tuple[date, int]


def leader_visits(start: date, end: date) -> list[LeaderVisit]:
    """The visits reported in the period from ``start`` to ``end``, in the order of the report."""
    return list(_visits().filter(reported_on__range=(start, end)).order_by("order", "id"))


def latest_leader_visits(after: Key | None = None, limit: int = PAGE) -> list[LeaderVisit]:
    """Visits with their demands, latest first, a page after ``after`` (reported_on, id)."""
    found = _visits()
    if after:
        found = found.filter(Q(reported_on__lt=after[0]) | Q(reported_on=after[0], id__lt=after[1]))
    return list(found.order_by("-reported_on", "-id")[:limit])


def planned_visits(department: str = "", until: date | None = None, limit: int = PAGE) -> list[VisitPlan]:
    """Visits on the plan, the next one first, of one department or all; ``until`` a day."""
    found = VisitPlan.objects.filter(state=PlanState.PLANNED).select_related("department")
    if department:
        found = found.filter(department_id=department)
    if until:
        found = found.filter(day__lte=until)
    return list(found.order_by("day", "id")[:limit])


def find_visit_plan(public_id: str) -> VisitPlan:
    """The planned visit of that name. Raises :class:`Missing`."""
    row = VisitPlan.objects.select_related("department").filter(public_id=public_id).first()
    if row is None:
        raise Missing(gettext_noop("There is no planned visit “%(plan)s”."), plan=public_id)
    return row


@dataclass(frozen=True)
class Coming:
    """A leader who is to come (``who``, ``what`` for), or what one demanded (``demand`` is its name), with its day."""

    demand: str
    who: str
    what: str
    on: date


def leaders_agenda(department: str, until: date, limit: int) -> list[Coming]:
    """Visits on the plan until a day, and demands that are to be met, of one department or all; one question."""
    own = {"department_id": department} if department else {}
    text = TextField()
    name = Concat("department__short_name", "leader_title", output_field=text)
    plans = VisitPlan.objects.filter(state=PlanState.PLANNED, day__lte=until, **own)
    tasks = LeaderDemand.objects.filter(state=DemandState.ASSIGNED, **own)
    planned = plans.order_by("day", "id").annotate(
        of=Value("", output_field=text), at=Value(0), who=name, what=F("purpose"), on=F("day")
    )
    demanded = tasks.order_by("due_on", "id").annotate(
        of=F("visit__public_id"),
        at=F("place"),
        who=Value("", output_field=text),
        what=F("text"),
        on=F("due_on"),
    )
    columns = ("of", "at", "who", "what", "on")
    rows = planned.values_list(*columns)[:limit].union(demanded.values_list(*columns)[:limit], all=True)
    found = [Coming(f"{of}-{at}" if of else "", who, what, on) for of, at, who, what, on in rows]
    return sorted(found, key=lambda one: (bool(one.demand), one.on))


def open_demands(department: str = "", limit: int = PAGE) -> list[LeaderDemand]:
    """Demands that a department has to meet, the one due first before the others; of one department or all."""
    found = _demands().filter(state=DemandState.ASSIGNED)
    if department:
        found = found.filter(department_id=department)
    return list(found.order_by("due_on", "id")[:limit])


def overdue_demands(until: date, limit: int = PAGE) -> list[LeaderDemand]:
    """Demands that were due before or on ``until`` and were not closed by then, in the order of their days."""
    late = Q(state=DemandState.ASSIGNED) | Q(state=DemandState.CLOSED, closed_on__gt=until)
    return list(_demands().filter(late, due_on__lte=until).order_by("due_on", "id")[:limit])


def papers_of_demands(start: date, end: date) -> list[LeaderDemand]:
    """Demands of the visits reported from ``start`` to ``end`` that a paper or a photograph shows to be met."""
    found = _demands().filter(visit__reported_on__range=(start, end), file__isnull=False)
    return list(found.select_related("file", "visit__department").order_by("id"))


def find_demand(name: str) -> LeaderDemand:
    """The demand called ``name``: its visit and its place there, such as LD-20221019-1-2. Raises :class:`Missing`."""
    told = NAME.fullmatch(name)
    row = (
        _demands().filter(visit__public_id=told.group(1), place=int(told.group(2))).first() if told else None
    )
    if row is None:
        raise Missing(gettext_noop("There is no demand “%(demand)s”."), demand=name)
    return row


def _visits() -> QuerySet[LeaderVisit]:
    return LeaderVisit.objects.select_related("department").prefetch_related("demands__department")


def _demands() -> QuerySet[LeaderDemand]:
    return LeaderDemand.objects.select_related("visit", "visit__department", "department", "file")
