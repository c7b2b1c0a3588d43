"""Counting the dates of cases again: a notice of the State Council came or was amended.

Each case is counted in a transaction of its own, so that nobody waits for the others; a count that was interrupted is
begun again and finds done what was done.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from django.db import transaction

from banli.cases import selectors
from banli.cases.acts.restatement import restate_ends
from banli.cases.acts.transition import Change, check, facts_of, move
from banli.cases.models import Case, Counted, Promise, Task
from banli.cases.rules.clocks import dates, day_of, limit_of, received
from banli.cases.rules.promises import PromiseKind, latest
from banli.cases.rules.steps import step_due
from banli.cases.states import RECOUNT, TO_HAND_OVER, State
from banli.catalogue.service import ItemSpec
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.worktime.service import OPEN_END, Unit, calendar, due, iso

Moved = dict[str, Any]
"""What moved: {"from": ISO day, "to": ISO day} by name; '' stands for an open end."""


class Recounter(Protocol):
    """Counts dates again on the calendar now in force; the numbers of the cases that moved."""

    def __call__(self, *, by: Actor, edition: str) -> list[str]: ...


def count_on(*, by: Actor, also: Sequence[Recounter] = ()) -> list[str] | None:
    """Count every date again where the calendar is another one than the last time; the numbers of the cases that moved,
    None where nothing was to be done.

    Called by a job every minute: what an edition moves follows from it, whoever loaded it and when.

    :param also: who counts what other apps keep, before the calendar is written down as counted.
    """
    key = calendar().key
    if not key or Counted.objects.filter(calendar=key).exists():
        return None
    edition = key.rpartition(" ")[2]
    moved = recount_open(by=by, edition=edition)
    for one in also:
        moved += one(by=by, edition=edition)
    moved = list(dict.fromkeys([*moved, *restate_ends(by=by)]))
    Counted.objects.get_or_create(calendar=key, defaults={"at": clock.now(), "moved": len(moved)})
    return moved


def recount_open(*, by: Actor, edition: str) -> list[str]:
    """Count the dates of every open case again on the calendar now in force; the numbers of those that moved.

    :param edition: what changed, such as ``2019-2``: it stands in the event of each case that moved.
    """
    return [number for number in selectors.counted_here() if _recount(number, by, edition)]


@transaction.atomic
def _recount(number: str, by: Actor, edition: str) -> bool:
    case = selectors.for_officer(number)
    if case.state not in RECOUNT.sources:
        return False
    check(case, RECOUNT, by, None)
    change, spec = Change.of(case), selectors.spec_of(case)
    _receive_again(case, change, spec)
    found = dates(facts_of(change, State(case.state), case.submitted_at, case.completed_at), spec, calendar())
    told: Moved = {
        **_moved(_named(case), case.due_on, found.due_on),
        **_moved("statutory_due_on", case.statutory_due_on, found.statutory_due_on),
        **_until(case),
    }
    for name, parts in (("steps", _tasks(case, spec)), ("promises", _promises(case, spec))):
        told |= {name: parts} if parts else {}
    if not told:
        return False
    change.due_on, change.statutory_due_on = found.due_on, found.statutory_due_on
    move(case, RECOUNT, change, by, {"edition": edition, **told})
    return True


def _named(case: Case) -> str:
    """What the date is called that the case shows: only the promise of a case whose clock runs is counted as one."""
    if case.state == State.SUBMITTED:
        return "answer_by"
    if case.state in TO_HAND_OVER:
        return "hand_over_by"
    return "paused_due_on" if case.paused_on else "due_on"


def _moved(name: str, before: date | None, after: date | None) -> Moved:
    return {} if before == after else {name: {"from": iso(before), "to": iso(after)}}


def _receive_again(case: Case, change: Change, spec: ItemSpec) -> None:
    """Where the item counts from the next working day, the day of receipt may hang on the calendar as well."""
    if spec.received != "next_working_day":
        return
    rounds = [event.at for event in selectors.timeline(case) if event.name in selectors.BEGINS]
    change.received_on = received(rounds[-1] if rounds else case.submitted_at, spec, calendar())
    if case.limits.get("since"):
        change.limits = {**case.limits, "since": change.received_on.isoformat()}


def _tasks(case: Case, spec: ItemSpec) -> Moved:
    moved: Moved = {}
    for task in selectors.open_tasks(case):
        last = step_due(selectors.step_of(spec, task.key), task.begun_on, calendar())
        if last != task.due_on:
            moved |= _moved(task.key, task.due_on, last)
            Task.objects.filter(pk=task.pk).update(due_on=last)
    return moved


def _promises(case: Case, spec: ItemSpec) -> Moved:
    """Promises without a date get theirs; one with a date was told and stays."""
    moved: Moved = {}
    for promise in Promise.objects.filter(case=case, kept=None, until=OPEN_END).order_by("id"):
        last = _last_of(promise, case, spec)
        if last != OPEN_END:
            moved |= _moved(promise.what, promise.until, last)
            Promise.objects.filter(pk=promise.pk).update(until=last)
    return moved


def _last_of(promise: Promise, case: Case, spec: ItemSpec) -> date:
    begun = case.accepted_at if promise.kind == PromiseKind.LATER_MATERIAL else case.completed_at
    if begun is None:
        return OPEN_END
    if promise.kind == PromiseKind.LATER_MATERIAL:
        material = next((one for one in spec.materials if one.key == promise.what), None)
        found = latest(material, _accepted_on(case), calendar()) if material else OPEN_END
        return found if isinstance(found, date) else OPEN_END
    limit = limit_of("verification", spec.commitment.verify if spec.commitment else None)
    return due(day_of(begun), limit.days, Unit(limit.unit), calendar())


def _accepted_on(case: Case) -> date:
    """The day material was promised: that of acceptance."""
    return day_of(case.accepted_at or case.submitted_at)


def _until(case: Case) -> Moved:
    """The applicant's time to answer a paper that left its end open, where it is known now and was not told yet."""
    out = selectors.notice_out(case)
    if out is None or not (out.service or out.body).get("awaits"):
        return {}
    found = selectors.end_of_notice(out)
    day = iso(found) if isinstance(found, date) else ""
    before = next(reversed(list(_told_before(case))), "")
    return {"answer_until": {"from": before, "to": day}} if day and day != before else {}


def _told_before(case: Case) -> Iterator[str]:
    """The days for an answer that were told since the last paper that asks for one."""
    days: list[str] = []
    for event in selectors.timeline(case):
        if event.name in ("correction_asked", "refusal_told"):
            days = []
        elif event.name == RECOUNT.event and event.body:
            said = json.loads(event.body).get("answer_until")
            days += [said["to"]] if said else []
    yield from days
