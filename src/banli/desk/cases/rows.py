"""Cases as rows of a list: light, days left, masked applicant, item and state in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from banli.cases.service import Case, Course, Task, spec_of
from banli.cases.states import OWN_PROCEDURE, OWNERS, TO_HAND_OVER, Owner, State
from banli.catalogue.service import ItemSpec, derive, summary
from banli.kernel import clock
from banli.kernel.masking import masked_name
from banli.people.service import named
from banli.screens.words_by_kind import state_words
from banli.supervision.service import Light, Watched, step_lights, watched_all
from banli.worktime.service import calendar, clock_label

PERSONAL = frozenset({"identity", "uscc", "subject", "mobile"})
WHOLE = frozenset({"acceptance", "promise", "decision", "joint", "pre_review", "delivery"})
"""The clocks of a whole case: what a row says of its last day is said of one of these."""
SUMMARY = 2
"""How many facts a row shows beside the item."""


@dataclass(frozen=True)
class Row:
    """One line of a list of cases."""

    case: Case
    applicant: str
    item: str
    facts: str
    state: str
    tone: str
    light: str
    left: str
    due_on: date | None
    """Its last day; None where none runs, or it stands still and moves with every day."""
    beside: str = ""
    """How the clock stands that the light is of, where it is not one of the whole case: that of a step, for example."""


def rows(cases: Iterable[Case]) -> list[Row]:
    """Lines for ``cases``, each with its light."""
    return [row(seen) for seen in watched_all(list(cases))]


def row(seen: Watched) -> Row:
    """The line of a case under watch."""
    case, spec = seen.case, spec_of(seen.case)
    state = State(case.state)
    words = state_words(state, case.kind)
    runs = case.due_on is not None and (case.completed_at is None or state in TO_HAND_OVER)
    if state in OWN_PROCEDURE:
        runs = case.due_on is not None and OWNERS[state] not in (Owner.PARTY, Owner.NOBODY)
    return Row(
        case=case,
        applicant=masked_name(case.applicant, case.applicant_code),
        item=str(spec.name),
        facts=_facts(spec, case),
        state=str(words.officer),
        tone=words.tone,
        light=str(seen.light) if runs else "",
        left=clock_words(case) if runs else "",
        due_on=case.due_on if runs and case.paused_on is None else None,
        beside=_beside(seen.lit_by) if runs else "",
    )


def _beside(lit: Course | None) -> str:
    """Title, standing and last day of a clock that is not one of the whole case; "" for one that is."""
    if lit is None or lit.key in WHOLE:
        return ""
    label = clock_label(lit.due, clock.today(), calendar(), still_since=lit.stands_since)
    return f"{lit.title} · {label}"


@dataclass(frozen=True)
class TaskRow:
    """One step that another department asks for."""

    case: Case
    applicant: str
    item: str
    step: str
    asker: str
    light: str
    left: str
    due_on: date | None


def task_rows(tasks: Iterable[Task]) -> list[TaskRow]:
    """Lines for the steps that a department owes to others, each with its own clock."""
    shown = list(tasks)
    return [_task_row(task, light) for task, light in zip(shown, step_lights(shown), strict=True)]


def _task_row(task: Task, light: Light) -> TaskRow:
    case, spec = task.case, spec_of(task.case)
    return TaskRow(
        case=case,
        applicant=masked_name(case.applicant, case.applicant_code),
        item=str(spec.name),
        step=next((str(step.name) for step in spec.steps if step.key == task.key), task.key),
        asker=str(named(case.department)),
        light=str(light),
        left=str(clock_label(task.due_on, clock.today(), calendar())),
        due_on=task.due_on,
    )


def _facts(spec: ItemSpec, case: Case) -> str:
    shown = [
        line.told
        for line in summary(spec, derive(spec, case.form))
        if not (
            (field := spec.form.field(line.key))
            and (field.type in PERSONAL or line.key == spec.form.applicant)
        )
    ]
    return " · ".join(shown[:SUMMARY])


def clock_words(case: Case) -> str:
    """How the clock of ``case`` that runs now, or stands still, stands today, in words."""
    return str(clock_label(case.due_on, clock.today(), calendar(), still_since=case.paused_on))
