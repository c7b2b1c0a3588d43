"""Bringing a case's steps forward: what begins by itself, what a proposal finishes, what is asked for again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from banli.cases import selectors
from banli.cases.models import Case, Task
from banli.cases.rules.steps import (
    GRANTED,
    available,
    beginning,
    binding,
    check_all_done,
    check_panels,
    check_redo,
    implied,
    outstanding,
    step_due,
)
from banli.catalogue.service import ItemSpec, Step, derive, steps
from banli.experts.service import is_concluded, panels_of
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.worktime.service import calendar


def taken_by(case: Case, spec: ItemSpec, form: Mapping[str, Any] | None = None) -> tuple[Step, ...]:
    """The steps this case takes."""
    return steps(spec, derive(spec, case.form if form is None else form))


def begin(case: Case, spec: ItemSpec, chosen: Iterable[Step]) -> list[str]:
    """Open a task for each of ``chosen``, with its own clock from today; their keys."""
    today, days = clock.today(), calendar()
    rounds = selectors.rounds_of(case)
    rows = [
        Task(
            case=case,
            key=step.key,
            round=rounds.get(step.key, 0) + 1,
            kind=step.kind,
            department_id=step.with_department or spec.department,
            begun_on=today,
            due_on=step_due(step, today, days),
        )
        for step in chosen
    ]
    if rows:
        Task.objects.bulk_create(rows)
    return [row.key for row in rows]


def begin_ready(case: Case, spec: ItemSpec, taken: Sequence[Step], *, refusing: bool = False) -> list[str]:
    """Open every step that may begin now by itself."""
    return begin(case, spec, beginning(spec, taken, selectors.progress_of(case), refusing=refusing))


def check_experts(case: Case, kind: str) -> None:
    """An expert review ends with the conclusion of the panels that were drawn for the case."""
    if kind == "expert_review":
        check_panels([is_concluded(panel) for panel in panels_of("case", case.number)])


def finish(task: Task, by: Actor, *, outcome: str, text: str = "", officers: Sequence[str] = ()) -> None:
    """Write down how a step ended."""
    task.finished_at, task.outcome, task.text = clock.now(), outcome, text
    task.officers, task.by_id = [name.strip() for name in officers if name.strip()], by.id
    task.save(update_fields=["finished_at", "outcome", "text", "officers", "by_id"])


def begin_special(case: Case, spec: ItemSpec, procedure: str) -> list[str]:
    """Begin the step that is the special procedure, where the item has one and it can begin; its key."""
    able = available(spec, taken_by(case, spec), selectors.progress_of(case))
    return begin(case, spec, [step for step in able if step.special == procedure][:1])


def finish_special(case: Case, spec: ItemSpec, by: Actor, *, agrees: bool, text: str) -> None:
    """Finish the open step that is the special procedure under way; what waited for it begins."""
    notice = _officers_told(case)
    for task in selectors.open_tasks(case):
        if selectors.step_of(spec, task.key).special == case.paused_for:
            check_experts(case, task.kind)
            finish(task, by, outcome="agrees" if agrees else "disagrees", text=text, officers=notice)
    begin_ready(case, spec, taken_by(case, spec))


def _officers_told(case: Case) -> list[str]:
    """The officers named when the special procedure under way began."""
    told = selectors.notices(case, "special_procedure")
    return list(told[-1].body.get("officers", ())) if told else []


def conclude(facts: selectors.Facts, agrees: bool) -> None:
    """Finish what a proposal finishes by itself, leave out what a proposed refusal does not need, and make sure that
    nothing else is left to do."""
    case, spec, taken, by = facts.case, facts.spec, facts.taken, facts.by
    open_tasks = {task.key: task for task in facts.open_steps}
    for step in implied(spec, [step for step in taken if step.key in open_tasks]):
        finish(open_tasks.pop(step.key), by, outcome="agrees" if agrees else "disagrees")
    if not agrees:
        for step in taken:
            if step.only == GRANTED and step.key in open_tasks:
                finish(open_tasks.pop(step.key), by, outcome="skipped")
    begin_ready(case, spec, taken, refusing=not agrees)
    check_all_done(outstanding(spec, taken, selectors.progress_of(case), refusing=not agrees))


def redo(case: Case, spec: ItemSpec, keys: Collection[str]) -> list[str]:
    """Open finished steps again, each as a further round with a fresh clock."""
    check_redo(keys, selectors.progress_of(case))
    return begin(case, spec, [step for step in spec.steps if step.key in set(keys)])


def against(case: Case, spec: ItemSpec) -> list[str]:
    """The deciding departments' steps that ended with a no."""
    no = {one.key for one in selectors.progress_of(case) if one.outcome == "disagrees"}
    return [step.key for step in spec.steps if step.key in no and binding(step)]
