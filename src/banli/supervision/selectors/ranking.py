"""Departments by the lights of all their cases under watch: one aggregate over the recorded signals and the cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.selectors.signals import last_round
from banli.supervision.states import WORSE, Light
from banli.worktime.service import OPEN_END, Calendar, calendar

UNDER_WATCH = "c.source = '' AND (c.completed_at IS NULL OR c.due_on IS NOT NULL)"
RUNS = """
CASE split_part(s.key, '.', 1)
  WHEN 'acceptance' THEN c.state = 'submitted' AND s.due = c.due_on
  WHEN 'delivery' THEN c.completed_at IS NOT NULL AND c.due_on IS NOT NULL
  WHEN 'step' THEN c.completed_at IS NULL AND EXISTS (SELECT 1 FROM cases_task t WHERE t.case_id = c.id
    AND 'step.' || t.key = s.key AND t.round = s.round AND t.finished_at IS NULL)
  WHEN 'hearing' THEN c.completed_at IS NULL AND (SELECT h.held_at IS NULL AND h.given_up_on IS NULL
    FROM cases_hearing h WHERE h.case_id = c.id AND h.asked_on IS NOT NULL ORDER BY h.id OFFSET s.round - 1 LIMIT 1)
  WHEN 'later_material' THEN c.completed_at IS NULL AND EXISTS (SELECT 1 FROM cases_promise p
    WHERE p.case_id = c.id AND 'later_material.' || p.what = s.key AND p.kept IS NULL)
  WHEN 'verification' THEN EXISTS (SELECT 1 FROM cases_promise p
    WHERE p.case_id = c.id AND p.kind = 'commitment' AND p.kept IS NULL)
  ELSE c.completed_at IS NULL
END
"""
"""Whether the clock of a signal still runs, by its kind."""
# What the platform cancelled was moved past its moment; what a person cancelled was crossed and is only not held
# against anybody.
RANKING = f"""
WITH shown AS (
  SELECT c.id, c.department_id, c.due_on, c.paused_on, coalesce((
    SELECT max(array_position(%(worse)s::text[], s.level::text)) FROM supervision_signal s
    WHERE s.case_id = c.id AND (s.state <> 'cancelled' OR s.cancelled_by_id IS NOT NULL) AND {RUNS}), 1) AS worst
  FROM cases_case c WHERE {UNDER_WATCH} AND (%(department)s = '' OR c.department_id = %(department)s))
SELECT department_id, count(*), count(*) FILTER (WHERE worst = 1), count(*) FILTER (WHERE worst = 2),
  count(*) FILTER (WHERE worst = 3), count(*) FILTER (WHERE worst = 4),
  percentile_cont(0.5) WITHIN GROUP (
    ORDER BY width_bucket(due_on, %(days)s::date[]) - width_bucket(%(today)s::date, %(days)s::date[]))
    FILTER (WHERE due_on < %(open_end)s AND paused_on IS NULL)
FROM shown GROUP BY department_id
ORDER BY 6 DESC, 5 DESC, 4 DESC, 1
"""


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
        dated = f"{UNDER_WATCH} AND c.due_on < %s"
        cursor.execute(f"SELECT min(c.due_on), max(c.due_on) FROM cases_case c WHERE {dated}", [OPEN_END])
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
