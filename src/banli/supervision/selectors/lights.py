"""Open cases with their lights, the most urgent first, worked out now from their clocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from banli.cases.service import Case, Course, Task, open_cases, running_courses
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.supervision.permissions import GRANTS, SupervisionPermission
from banli.supervision.rules.crossings import light
from banli.supervision.rules.table import Rule
from banli.supervision.selectors.rules import rules
from banli.supervision.states import Light
from banli.worktime.service import Calendar, calendar, remaining


@dataclass(frozen=True)
class Watched:
    """One open case under watch; ``left`` in working days, negative when past, None while paused."""

    case: Case
    light: Light
    left: int | None
    lit_by: Course | None = None
    """The clock that has this light, the first to end where several have; None where it is green."""


def watched(case: Case, days: Calendar, today: date) -> Watched:
    """The light of one case, open or to be handed over."""
    return _seen(case, running_courses([case]).get(case.pk, []), rules(), days, today)


def watched_all(cases: Sequence[Case]) -> list[Watched]:
    """The lights of a page of cases, in its order."""
    days, today, table = calendar(), clock.today(), rules()
    clocks = running_courses(cases)
    return [_seen(case, clocks.get(case.pk, []), table, days, today) for case in cases]


def _seen(
    case: Case, clocks: Sequence[Course], table: tuple[Rule, ...], days: Calendar, today: date
) -> Watched:
    """A clock that stands still keeps the light it had when it stopped; nothing is left to count."""
    shown = light(clocks, table, days, clock.now())
    still = case.due_on is None or case.paused_on is not None
    left = None if still or case.due_on is None else remaining(today, case.due_on, days)
    alike = [
        one for one in clocks if shown is not Light.GREEN and light([one], table, days, clock.now()) is shown
    ]
    return Watched(case, shown, left, min(alike, key=lambda one: one.due, default=None))


def step_lights(tasks: Sequence[Task]) -> list[Light]:
    """The light of each step under way by its own clock; green for one without."""
    table, days, now = rules(), calendar(), clock.now()
    clocks = running_courses(list({task.case_id: task.case for task in tasks}.values()))

    def one(task: Task) -> Light:
        own = [
            course
            for course in clocks.get(task.case_id, [])
            if (course.key, course.round) == (f"step.{task.key}", task.round)
        ]
        return light(own, table, days, now)

    return [one(task) for task in tasks]


def watch_list(by: Actor, after: tuple[date, int] | None = None) -> list[Watched]:
    """A page of open cases ``by`` may watch, the most urgent first. Raises :class:`Denied`."""
    GRANTS.require(by, SupervisionPermission.WATCH, department=by.department)
    return watched_all(open_cases(by, after=after))
