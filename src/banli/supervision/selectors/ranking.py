"""Departments by the lights of all their cases under watch: one aggregate over the recorded signals and the cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.statements import filled, statements
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.selectors.signals import last_round
from banli.supervision.states import WORSE, Light
from banli.worktime.service import OPEN_END, Calendar, calendar

SQL = statements("supervision", "ranking")
RANKING = filled(SQL["ranking"], runs=SQL["runs"], under_watch=SQL["under_watch"])
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


def _working(first: date, last: date, days: Calendar) -> Iterator[date]:
    """The working days from ``first`` to ``last``, of the years that are loaded."""
    day = first
    while day <= last:
        if days.covers(day) and days.is_working(day):
            yield day
        day += timedelta(days=1)
