"""Open cases with their lights, the most urgent first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from banli.cases.service import ACCEPTANCE_DAYS, Case, open_cases
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.rules import Light, light
from banli.worktime.service import Calendar, calendar, remaining


@dataclass(frozen=True)
class Watched:
    """One open case under watch; ``left`` in working days, negative when past, None while paused."""

    case: Case
    light: Light
    left: int | None


def watched(case: Case, days: Calendar, today: date) -> Watched:
    """The light of one open case. A paused clock stands still: green, with nothing left to count."""
    if case.due_on is None or case.paused_on is not None:
        return Watched(case, Light.GREEN, None)
    left = remaining(today, case.due_on, days)
    limit = case.limits.get("promised", {}).get("days", ACCEPTANCE_DAYS)
    shown = light(
        left=left,
        days=limit,
        today=today,
        statutory_due_on=case.statutory_due_on,
        accepted=case.accepted_at is not None,
    )
    return Watched(case, shown, left)


def watch_list(by: Actor, after: tuple[date, int] | None = None) -> list[Watched]:
    """A page of open cases ``by`` may watch, the most urgent first. Raises :class:`Denied`."""
    GRANTS.require(by, SupervisionPermission.WATCH, department=by.department)
    days, today = calendar(), clock.today()
    return [watched(case, days, today) for case in open_cases(by, after=after)]


def by_department(rows: list[Watched]) -> list[tuple[str, dict[Light, int]]]:
    """How many of each light per department, the reddest department first."""
    counts: dict[str, Counter[Light]] = {}
    for row in rows:
        counts.setdefault(row.case.department_id, Counter())[row.light] += 1
    order = sorted(
        counts.items(),
        key=lambda item: (-item[1][Light.RED], -item[1][Light.YELLOW], item[0]),
    )
    return [(department, dict(lights)) for department, lights in order]
