"""Departments by the lights of all their cases under watch: one aggregate over the recorded signals and the cases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from banli.cases.service import Case
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.statements import filled, statements
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.selectors.lights import Watched, watched_all
from banli.supervision.selectors.signals import PAGE, last_round
from banli.supervision.states import WORSE, Light
from banli.worktime.service import OPEN_END, Calendar, calendar

SQL = statements("supervision", "ranking")
PARTS = {"runs": SQL["runs"], "under_watch": SQL["under_watch"]}
RANKING = filled(filled(SQL["ranking"], shown=SQL["shown"]), **PARTS)
COUNTS = filled(filled(SQL["counts"], shown=SQL["shown"]), **PARTS)
LIT = filled(filled(SQL["lit"], shown=SQL["shown"]), **PARTS)
DUE_BETWEEN = filled(SQL["due_between"], under_watch=SQL["under_watch"])


@dataclass(frozen=True)
class Rank:
    """One department: its cases under watch by light, the share that is in time, and the median of what is left."""

    department: str
    cases: int
    lights: dict[Light, int]
    left: float | None
    """Working days, negative when past; None where no clock runs."""

    @property
    def on_time(self) -> float:
        """The share (0 to 1) of cases that are past neither a promise nor a limit."""
        return (self.lights[Light.GREEN] + self.lights[Light.BLUE]) / self.cases


@dataclass(frozen=True)
class Ranking:
    """The departments, the reddest first, and up to which moment the lights are recorded (None before any round)."""

    rows: list[Rank]
    lights_at: datetime | None
    read_at: datetime


def ranking(by: Actor) -> Ranking:
    """Every open case, and every result to be handed over, that ``by`` watches, by department.

    :raises Denied: for whoever does not watch.
    """
    GRANTS.require(by, SupervisionPermission.WATCH, department=by.department)
    own = "" if GRANTS.may_everywhere(by, SupervisionPermission.WATCH) else by.department
    today, last = clock.today(), last_round()
    with connection.cursor() as cursor:
        cursor.execute(DUE_BETWEEN, {"open_end": OPEN_END})
        first, until = cursor.fetchone()
        days = list(_working(min(first or today, today), max(until or today, today), calendar()))
        cursor.execute(
            RANKING,
            {
                "worse": [str(one) for one in WORSE],
                "department": own,
                "days": days or [today],
                "today": today,
                "open_end": OPEN_END,
            },
        )
        rows = [
            Rank(code, cases, dict(zip(WORSE, lights, strict=True)), left)
            for code, cases, *lights, left in cursor.fetchall()
        ]
    return Ranking(rows, last.at if last else None, clock.now())


def lit_departments(by: Actor) -> Ranking:
    """The :func:`ranking` without the days that are left, in one statement.

    :raises Denied: for whoever does not watch.
    """
    GRANTS.require(by, SupervisionPermission.WATCH, department=by.department)
    own = "" if GRANTS.may_everywhere(by, SupervisionPermission.WATCH) else by.department
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"worse": [str(one) for one in WORSE], "department": own})
        found = cursor.fetchall()
    rows = [
        Rank(code, cases, dict(zip(WORSE, lights, strict=True)), None)
        for code, cases, *lights, _at in found
        if code is not None
    ]
    return Ranking(rows, found[0][-1] if found else None, clock.now())


def lit_cases(
    by: Actor, lights: Collection[Light], department: str = "", after: tuple[date, int] | None = None
) -> list[Watched]:
    """A page of the cases that the ranking counts under ``lights``, of one department or of all that ``by`` watches,
    the first to fall due first.

    :raises Denied: for whoever does not watch.
    """
    GRANTS.require(by, SupervisionPermission.WATCH, department=by.department)
    everywhere = GRANTS.may_everywhere(by, SupervisionPermission.WATCH)
    if not everywhere and department not in ("", by.department):
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            LIT,
            {
                "worse": [str(one) for one in WORSE],
                "department": department if everywhere else by.department,
                "places": [WORSE.index(one) + 1 for one in lights],
                "due": after[0] if after else None,
                "after": after[1] if after else 0,
                "page": PAGE,
            },
        )
        order = [case for (case,) in cursor.fetchall()]
    rows = Case.objects.filter(pk__in=order).select_related("revision__item", "department")
    # Without the definitions of the items: each is large, and a list shows none.
    found = {case.pk: case for case in rows.defer("revision__definition")}
    return watched_all([found[case] for case in order if case in found])


def _working(first: date, last: date, days: Calendar) -> Iterator[date]:
    """The working days from ``first`` to ``last``, of the years that are loaded."""
    day = first
    while day <= last:
        if days.covers(day) and days.is_working(day):
            yield day
        day += timedelta(days=1)
