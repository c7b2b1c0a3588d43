"""How far a case's review is, with a lane for each department that takes part, and what the whole waits for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from banli.cases.models import Case, Task
from banli.cases.rules.steps import before_decision, binding, disagreeing
from banli.cases.selectors.lists import spec_of
from banli.cases.selectors.progress import latest, tasks_of
from banli.catalogue.service import Step, derive, steps


@dataclass(frozen=True)
class Stage:
    """One step of the review and how it stands. ``task``: its last round, None where it has not begun."""

    step: Step
    department: str
    task: Task | None = None
    rounds: int = 0

    @property
    def state(self) -> str:
        """``done``, ``here`` (under way), ``next`` (to come) or ``optional`` (to come where needed)."""
        if self.task is None:
            return "optional" if self.step.optional or self.step.only else "next"
        return "done" if self.task.finished_at else "here"

    @property
    def outcome(self) -> str:
        """How it ended; '' while it has not."""
        return self.task.outcome if self.task else ""


@dataclass(frozen=True)
class Lane:
    """The steps of one department, in the order of the item."""

    department: str
    stages: tuple[Stage, ...]


@dataclass(frozen=True)
class Review:
    """The whole review. ``slowest``: the open step with the latest last day, which holds the whole."""

    lanes: tuple[Lane, ...] = ()
    slowest: Stage | None = None
    against: tuple[Stage, ...] = ()
    """Steps that ended with a no, while another ended with a yes."""
    binding: bool = False
    """True where one of ``against`` is a deciding department's: nothing can be granted over it (art. 42(2))."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """Every step, lane by lane."""
        return tuple(stage for lane in self.lanes for stage in lane.stages)

    @property
    def present(self) -> frozenset[str]:
        """Keys of the steps under way."""
        return frozenset(stage.step.key for stage in self.stages if stage.state == "here")

    @property
    def finished(self) -> frozenset[str]:
        """Keys of the steps that are finished."""
        return frozenset(stage.step.key for stage in self.stages if stage.state == "done")


def review_of(case: Case) -> Review:
    """The review of ``case``; empty for one that other systems report."""
    if case.source:
        return Review()
    spec = spec_of(case)
    tasks = tasks_of(case)
    rounds: dict[str, list[Task]] = {}
    for task in tasks:
        rounds.setdefault(task.key, []).append(task)
    stages = [
        Stage(
            step,
            step.with_department or spec.department,
            rounds[step.key][-1] if step.key in rounds else None,
            len(rounds.get(step.key, ())),
        )
        for step in before_decision(spec, steps(spec, derive(spec, case.form)))
    ]
    codes = list(dict.fromkeys(stage.department for stage in stages))
    no = {step.key for step in disagreeing(spec, latest(sorted(tasks, key=lambda one: (one.round, one.pk))))}
    yes = any(stage.outcome == "agrees" for stage in stages)
    against = tuple(stage for stage in stages if stage.step.key in no)
    return Review(
        lanes=tuple(Lane(code, tuple(one for one in stages if one.department == code)) for code in codes),
        slowest=_slowest(stages),
        against=against if yes else (),
        binding=any(binding(stage.step) for stage in against),
    )


def _slowest(stages: list[Stage]) -> Stage | None:
    """Of the steps under way the one that may take longest; None where at most one department is at work."""
    here = [stage for stage in stages if stage.state == "here"]
    if len({stage.department for stage in stages}) < 2 or not here:
        return None
    return max(here, key=lambda stage: _last_day(stage) or date.min)


def _last_day(stage: Stage) -> date | None:
    return (stage.task.due_on or stage.task.begun_on) if stage.task else None
