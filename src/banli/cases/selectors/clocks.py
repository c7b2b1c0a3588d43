"""The clocks of a case as they stand now, side by side, each able to say why it ends the day it does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.cases.models import Case, Task
from banli.cases.rules.clocks import TABLE, Clock, acceptance_due, day_of, limit_of
from banli.cases.rules.hearing import after
from banli.cases.rules.promises import PromiseKind
from banli.cases.selectors.lists import spec_of
from banli.cases.selectors.progress import (
    hearings_of,
    pause_notice,
    promises_of,
    step_of,
    tasks_of,
)
from banli.cases.selectors.serving import end_of_notice, notice_out, serving_of
from banli.cases.states import OWN_PROCEDURE, TO_HAND_OVER, Owner, State
from banli.catalogue.service import ItemSpec, Limit
from banli.kernel import clock
from banli.kernel.text import Told
from banli.worktime.service import (
    OPEN_END,
    Awaited,
    Calendar,
    ClockLabel,
    Explanation,
    Pause,
    Unit,
    calendar,
    clock_label,
    explain,
)


@dataclass(frozen=True)
class Face:
    """One clock: what for, whose turn, its last day, and how it stands today.

    ``done_on``: the day on which what it waits for was done; its label is that of no clock then.
    """

    key: str
    title: Any
    turn: Owner
    article: str
    start: date
    due: date
    label: ClockLabel
    done_on: date | None = None
    paused: bool = False
    explanation: Explanation | None = None
    department: str = ""
    awaited: Awaited | None = None
    """What is known of an open end; ``due`` is ``OPEN_END`` then."""
    unserved: bool = False
    """True while the notice that begins it is not served: no day is counted, and ``due`` is ``OPEN_END``."""

    @property
    def late(self) -> bool:
        """True where it ended, or still runs, past its last day."""
        return self.done_on > self.due if self.done_on else self.label.late

    @property
    def left(self) -> int | None:
        """Working days left, negative when overdue; None where it stands still or has ended."""
        return self.label.left


@dataclass(frozen=True)
class Running:
    """What a case's clocks show: the one that runs now, the limit set by law, and every clock side by side."""

    due_on: date | None
    label: ClockLabel
    paused_on: date | None
    promised: Explanation | None
    statutory: Explanation | None
    faces: tuple[Face, ...] = ()

    @property
    def left(self) -> int | None:
        """Working days left; negative when overdue; None where no clock runs, or the end is open."""
        return self.label.left

    @property
    def awaited(self) -> Awaited | None:
        """What is known of an open end of the clock that runs now."""
        if self.due_on != OPEN_END or self.paused_on is not None:
            return None
        now = [face for face in self.faces if face.done_on is None and face.key in RUNS]
        return next((face.awaited for face in now if face.awaited), None)


RUNS = ("promise", "acceptance", "delivery")
"""The clocks whose last day a case shows as its own."""


def running(case: Case) -> Running:
    """The clocks of ``case`` now; a case reported by another system has its clock there, and no limits here."""
    days, today = calendar(), clock.today()
    runs = case.completed_at is None or case.state in TO_HAND_OVER
    own = bool(case.source) or case.state in OWN_PROCEDURE
    faces = () if own else tuple(_faces(case, spec_of(case), days, today))
    named = {face.key: face for face in faces}
    statutory = named.get("decision") or named.get("joint") or named.get("pre_review")
    promised = named.get("promise") or (named.get("acceptance") if case.state == State.SUBMITTED else None)
    return Running(
        case.due_on,
        clock_label(case.due_on if runs else None, today, days, still_since=case.paused_on),
        case.paused_on,
        promised.explanation if promised else None,
        statutory.explanation if statutory else None,
        faces,
    )


def received_on(case: Case) -> date:
    """The day the last round of material counts as received."""
    return case.received_on or day_of(case.submitted_at)


def _faces(case: Case, spec: ItemSpec, days: Calendar, today: date) -> Iterator[Face]:
    yield from _before_acceptance(case, spec, days, today)
    yield from _decision(case, spec, days, today)
    for task in tasks_of(case):
        if task.due_on is not None:
            yield _of_task(task, spec, days, today)
    yield from _being_heard(case, days, today)
    if case.completed_at and (case.state in TO_HAND_OVER or case.state == State.DELIVERED):
        decided, limit = day_of(case.completed_at), limit_of("delivery", spec.delivery)
        yield _face("delivery", decided, limit, days, today, running=case.state in TO_HAND_OVER)
    yield from _promises(case, days, today)


def _before_acceptance(case: Case, spec: ItemSpec, days: Calendar, today: date) -> Iterator[Face]:
    start = received_on(case)
    accepted_on = day_of(case.accepted_at) if case.accepted_at else None
    if case.state == State.SUBMITTED or accepted_on:
        limit = limit_of("acceptance")
        yield _face("acceptance", start, limit, days, today, running=accepted_on is None, done_on=accepted_on)
    if case.state == State.CORRECTING:
        yield from _to_answer(case, "correction", limit_of("correction", spec.correction), days, today)


def _decision(case: Case, spec: ItemSpec, days: Calendar, today: date) -> Iterator[Face]:
    if not case.accepted_at or not case.limits:
        return
    kept = Clock.from_stored(case.accepted_at, case.limits, case.pauses, case.extended_days)
    still = None
    if case.paused_on:
        still = Pause(case.paused_on, max(today, case.paused_on), pause_notice(case))
    done = day_of(case.completed_at) if case.completed_at else None
    lawful = "joint" if spec.joint else "pre_review" if spec.result.type == "40" else "decision"
    for key, limit in (("promise", kept.promised), (lawful, kept.statutory)):
        why = kept.explain(limit, days, still)
        yield Face(
            key=key,
            title=Told(TABLE[key].title),
            turn=TABLE[key].turn,
            article=limit.basis.zh or TABLE[key].article,
            start=kept.begun_on,
            due=why.due,
            label=_label(why.due if done is None else None, today, days, still=still is not None),
            done_on=done,
            paused=still is not None,
            explanation=why,
            awaited=why.awaited,
        )


def _of_task(task: Task, spec: ItemSpec, days: Calendar, today: date) -> Face:
    step = step_of(spec, task.key)
    limit = step.limit or limit_of("step")
    done, why = day_of(task.finished_at) if task.finished_at else None, _why(task.begun_on, limit, days)
    return Face(
        key=f"step.{task.key}",
        title=step.name,
        turn=Owner(step.role) if step.role in set(Owner) else Owner.WINDOW,
        article=limit.basis.zh,
        start=task.begun_on,
        due=task.due_on or task.begun_on,
        label=_label(None if done else task.due_on, today, days),
        done_on=done,
        explanation=why,
        department=task.department_id,
        awaited=why.awaited,
    )


def _to_answer(case: Case, key: str, limit: Limit, days: Calendar, today: date) -> Iterator[Face]:
    """The applicant's days to answer the notice that is out, from the day it was served; where it was told with a day
    of its own and no service, until that day."""
    out = notice_out(case)
    if out is None:
        return
    serving = serving_of(out)
    if serving.day is None:
        kind, label = TABLE[key], _label(OPEN_END, today, days)
        article = limit.basis.zh or kind.article
        yield Face(key, Told(kind.title), kind.turn, article, serving.told_on, OPEN_END, label, unserved=True)
    elif serving.kept or key == "views":
        yield _face(key, serving.day, limit, days, today)
    elif until := end_of_notice(out):
        yield _dated(key, received_on(case), until, days, today)


def _being_heard(case: Case, days: Calendar, today: date) -> Iterator[Face]:
    if case.state == State.REFUSAL_TOLD:
        yield from _to_answer(case, "views", limit_of("views"), days, today)
    for hearing in hearings_of(case):
        if hearing.asked_on:
            held = day_of(hearing.held_at) if hearing.held_at else hearing.given_up_on
            limit = limit_of("hearing")
            yield _face("hearing", hearing.asked_on, limit, days, today, running=held is None, done_on=held)
        if hearing.called_on and hearing.on and hearing.held_at is None and hearing.given_up_on is None:
            until = max(hearing.on, after("hearing_notice", hearing.called_on, days))
            yield _dated("hearing_notice", hearing.called_on, until, days, today)


def _promises(case: Case, days: Calendar, today: date) -> Iterator[Face]:
    for promise in promises_of(case):
        if promise.until is None:
            continue
        later = promise.kind == PromiseKind.LATER_MATERIAL
        begun = case.accepted_at if later else case.completed_at
        start = day_of(begun) if begun else promise.until
        done = day_of(promise.settled_at) if promise.settled_at else None
        key = "later_material" if later else "verification"
        yield _dated(key, start, promise.until, days, today, done_on=done)


def _face(
    key: str,
    start: date,
    limit: Limit,
    days: Calendar,
    today: date,
    *,
    running: bool = True,
    done_on: date | None = None,
) -> Face:
    why = _why(start, limit, days)
    due = why.due if key != "acceptance" else acceptance_due(start, days)
    return Face(
        key=key,
        title=Told(TABLE[key].title),
        turn=TABLE[key].turn,
        article=limit.basis.zh,
        start=start,
        due=due,
        label=_label(due if running else None, today, days),
        done_on=done_on,
        explanation=why,
        awaited=why.awaited,
    )


def _dated(
    key: str, start: date, until: date | Awaited, days: Calendar, today: date, *, done_on: date | None = None
) -> Face:
    """A clock whose last day was told in a paper and stands there."""
    awaited = until if isinstance(until, Awaited) else None
    last = until if isinstance(until, date) else OPEN_END
    label = _label(None if done_on else last, today, days)
    kind = TABLE[key]
    return Face(key, Told(kind.title), kind.turn, kind.article, start, last, label, done_on, awaited=awaited)


def _label(due: date | None, today: date, days: Calendar, *, still: bool = False) -> ClockLabel:
    """How a clock stands that ends on ``due``; None for one that has ended. One that stands still was moved with it."""
    return clock_label(due, today, days, still_since=today if still else None)


def _why(start: date, limit: Limit, days: Calendar) -> Explanation:
    if Unit(limit.unit) is Unit.HOUR:
        return explain(start, -(-limit.days // 24), Unit.CALENDAR, days)
    return explain(start, limit.days, Unit(limit.unit), days)
