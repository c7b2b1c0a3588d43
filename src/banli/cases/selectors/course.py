"""The courses of a case's clocks: from when to when each ran, in moments, also those that have ended.

Where :mod:`banli.cases.selectors.clocks` says what the clocks show now, this says what they did: who watches over
limits can tell from it at which moment one was passed, however late the question is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from banli.cases.models import Case, Hearing, Promise, Task
from banli.cases.rules.clocks import TABLE, Clock, acceptance_due, day_of, limit_of, midnight, received
from banli.cases.rules.hearing import after
from banli.cases.rules.promises import PromiseKind
from banli.cases.selectors.clocks import received_on
from banli.cases.selectors.lists import spec_of
from banli.cases.selectors.parts import part
from banli.cases.selectors.progress import step_of
from banli.cases.states import OWN_PROCEDURE, OWNERS, TO_HAND_OVER, Owner, Result, State
from banli.catalogue.service import ItemSpec, Limit
from banli.kernel.remembered import looking, remembered_each
from banli.kernel.text import Told, gettext_noop
from banli.kernel.together import Compiled, Keys, Wanted
from banli.ledger.service import Event, events
from banli.worktime.service import OPEN_END, Calendar, Pause, Unit, calendar, due

BEGINS = frozenset({"submitted", "resubmitted"})
ANSWERS = frozenset(
    {
        *("correction_asked", "accepted", "deemed_accepted", "not_accepted", "not_required"),
        *("retracted", "voided", "closed_with_item"),
    }
)
"""Events that end the five days for an answer."""
HANDS_OVER = frozenset({"delivered", "revoked"})


@dataclass(frozen=True)
class Course:
    """One clock of a case.

    ``key``: of the table of clocks; ``step.<key>`` for a step, ``later_material.<key>`` for a promised material.
    ``length``: how many days count, working days where ``working``, else plain days. ``pauses``: ended ones; a pause
    under way stands in ``stands_since``. ``ended_at``: when what it waits for was done, None while it runs.
    """

    key: str
    round: int
    department: str
    title: Any
    start: date
    due: date
    length: int
    working: bool = True
    pauses: tuple[Pause, ...] = ()
    stands_since: date | None = None
    ended_at: datetime | None = None
    article: str = ""

    @property
    def runs(self) -> bool:
        """True until what it waits for is done, also while it stands still."""
        return self.ended_at is None


def courses(case: Case) -> list[Course]:
    """Every clock of ``case`` with an organ's turn or an applicant's promise, ended ones among them; none for a case
    that another system keeps."""
    if case.source:
        return []
    found = events("case", str(case.pk))
    return list(_courses(case, calendar(), found, *_parts([case])))


def running_courses(cases: Sequence[Case]) -> dict[int, list[Course]]:
    """The clocks that run now, by the id of each of ``cases``; one query however many there are."""
    here = [case for case in cases if not case.source]
    return {case.pk: found for case, found in zip(here, _running(here), strict=True)}


@remembered_each(lambda case: (case.pk, case.version))
def _running(cases: Sequence[Case]) -> list[list[Course]]:
    days, (tasks, hearings, promises) = calendar(), _parts(cases)
    return [
        [one for one in _courses(case, days, None, tasks, hearings, promises) if one.runs] for case in cases
    ]


def _parts(cases: Sequence[Case]) -> tuple[list[Task], list[Hearing], list[Promise]]:
    if not cases:
        return [], [], []
    if len(cases) == 1 and looking():
        case = cases[0]
        tasks, hearings, promises = part(case, Task), part(case, Hearing), part(case, Promise)
    else:
        tasks, hearings, promises = PARTS.of([case.pk for case in cases])
    return tasks, [one for one in hearings if one.asked_on is not None], promises


PARTS = Compiled(
    lambda: (
        Case.objects.filter(pk__in=Keys()).order_by("id"),
        (
            Wanted(Task.objects.filter(case__in=Keys(), due_on__isnull=False).order_by("id"), {}),
            Wanted(Hearing.objects.filter(case__in=Keys(), asked_on__isnull=False).order_by("id"), {}),
            Wanted(Promise.objects.filter(case__in=Keys(), until__isnull=False).order_by("id"), {}),
        ),
    )
)
"""What the clocks of several cases are told from."""


def _courses(
    case: Case,
    days: Calendar,
    told: list[Event] | None,
    tasks: Iterable[Task],
    hearings: Iterable[Hearing],
    promises: Iterable[Promise],
) -> Iterator[Course]:
    """``told``: the case's events; without them only what runs now is complete."""
    spec = spec_of(case)
    if case.state in OWN_PROCEDURE:
        yield from _of_decision(case, spec, days)
        yield from _of_own(case, days)
        return
    yield from _of_acceptance(case, spec, days, told)
    yield from _of_decision(case, spec, days)
    for task in tasks:
        if task.case_id == case.pk and task.due_on is not None:
            step = step_of(spec, task.key)
            basis = step.limit.basis.zh if step.limit else ""
            one = _counted(f"step.{task.key}", case, days, task.begun_on, task.due_on, basis)
            ended = _first(task.finished_at, case.completed_at)
            yield replace(
                one, round=task.round, department=task.department_id, title=step.name, ended_at=ended
            )
    asked = [one for one in hearings if one.case_id == case.pk]
    for number, hearing in enumerate(asked, start=1):
        if hearing.asked_on is not None:
            one = _counted("hearing", case, days, hearing.asked_on, after("hearing", hearing.asked_on, days))
            given_up = midnight(hearing.given_up_on) if hearing.given_up_on else None
            yield replace(one, round=number, ended_at=_first(hearing.held_at, given_up, case.completed_at))
    yield from _of_delivery(case, spec, days, told)
    revoked = next((event.at for event in told or () if event.name == "revoked"), case.completed_at)
    ended = revoked if case.state == State.REVOKED else None
    yield from _of_promises(case, days, [one for one in promises if one.case_id == case.pk], ended)


def _of_own(case: Case, days: Calendar) -> Iterator[Course]:
    """The clock of an organ's own procedure that runs now, where it is the organ's turn."""
    if case.due_on is None or OWNERS[State(case.state)] in (Owner.PARTY, Owner.NOBODY):
        return
    one = _counted("step.own", case, days, min(day_of(case.submitted_at), case.due_on), case.due_on)
    yield replace(one, round=case.version, title=Told(gettext_noop("Next act of the procedure")))


def _counted(key: str, case: Case, days: Calendar, start: date, last: date, article: str = "") -> Course:
    kind = TABLE[key.partition(".")[0]]
    return Course(
        key=key,
        round=1,
        department=case.department_id,
        title=Told(kind.title),
        start=start,
        due=last,
        length=_working_days(start, last, days),
        article=article or kind.article,
    )


def _working_days(start: date, last: date, days: Calendar) -> int:
    """How many working days a clock with these ends counts; 0 for an open end, which crosses nothing yet."""
    return 0 if last == OPEN_END else days.count_known(start, last)


def _of_acceptance(case: Case, spec: ItemSpec, days: Calendar, told: list[Event] | None) -> Iterator[Course]:
    if told is None:
        if case.state == State.SUBMITTED:
            start = received_on(case)
            yield _counted("acceptance", case, days, start, acceptance_due(start, days))
        return
    rounds: list[tuple[date, datetime | None]] = []
    for event in told:
        if event.name in BEGINS:
            rounds.append((received(event.at, spec, days), None))
        elif event.name in ANSWERS and rounds and rounds[-1][1] is None:
            rounds[-1] = (rounds[-1][0], event.at)
    if rounds and case.state == State.SUBMITTED:
        rounds[-1] = (received_on(case), None)
    for number, (start, ended) in enumerate(rounds, start=1):
        one = _counted("acceptance", case, days, start, acceptance_due(start, days))
        yield replace(one, round=number, ended_at=ended)


def _of_decision(case: Case, spec: ItemSpec, days: Calendar) -> Iterator[Course]:
    if not case.accepted_at or not case.limits:
        return
    kept = Clock.from_stored(case.accepted_at, case.limits, case.pauses, case.extended_days)
    lawful = "joint" if spec.joint else "pre_review" if spec.result.type == "40" else "decision"
    for key, limit, last in zip(
        ("promise", lawful), (kept.promised, kept.statutory), kept.dues(days), strict=True
    ):
        yield Course(
            key=key,
            round=1,
            department=case.department_id,
            title=Told(TABLE[key].title),
            start=kept.begun_on,
            due=last,
            length=_length(kept, limit, days),
            working=Unit(limit.unit) is Unit.WORKING,
            pauses=kept.pauses,
            stands_since=case.paused_on,
            ended_at=case.completed_at,
            article=limit.basis.zh or TABLE[key].article,
        )


def _length(kept: Clock, limit: Limit, days: Calendar) -> int:
    """How many days of a limit count, its extension among them and no pause."""
    unit, n = Unit(limit.unit), limit.days + kept.extended_days
    if unit is Unit.HOUR:
        return -(-limit.days // 24)
    if unit is Unit.MONTH:
        last = due(kept.begun_on, n, unit, days)
        return 0 if last == OPEN_END else (last - kept.begun_on).days
    return n


def _of_delivery(case: Case, spec: ItemSpec, days: Calendar, told: list[Event] | None) -> Iterator[Course]:
    if case.completed_at is None or case.result not in (Result.CERTIFICATE, Result.REFUSED):
        return
    runs = case.state in TO_HAND_OVER
    if not runs and told is None:
        return
    decided = day_of(case.completed_at)
    limit = limit_of("delivery", spec.delivery)
    last = due(decided, limit.days, Unit(limit.unit), days)
    ended = next((event.at for event in told or () if event.name in HANDS_OVER), None)
    if runs or ended:
        one = _counted("delivery", case, days, decided, last, limit.basis.zh)
        yield replace(one, ended_at=None if runs else ended)


def _of_promises(
    case: Case, days: Calendar, promises: list[Promise], revoked: datetime | None
) -> Iterator[Course]:
    for promise in promises:
        later = promise.kind == PromiseKind.LATER_MATERIAL
        begun = case.accepted_at if later else case.completed_at
        if begun is None or promise.until is None:
            continue
        key = f"later_material.{promise.what}" if later else "verification"
        ended = _first(promise.settled_at, case.completed_at if later else revoked)
        start = min(day_of(begun), promise.until)
        yield replace(_counted(key, case, days, start, promise.until), ended_at=ended)


def _first(*moments: datetime | None) -> datetime | None:
    return min((one for one in moments if one is not None), default=None)
