"""The case of an organ's own procedure (依职权): how it begins and moves. Its acts and rules stand in another app."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from banli.cases import selectors
from banli.cases.acts.application import new_case
from banli.cases.acts.observers import watched_form
from banli.cases.acts.silence import begin_clock
from banli.cases.acts.transition import Change, move, open_case, told_due
from banli.cases.models import Case
from banli.cases.rules.acceptance import check_open_for_applications
from banli.cases.rules.clocks import Clock
from banli.cases.states import State, Transition
from banli.catalogue.service import ItemRevision, closed_because
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Stale
from banli.kernel.text import gettext_noop
from banli.worktime.service import calendar, iso


@dataclass(frozen=True)
class Moved:
    """What an act changes beside the state. ``begins``: the clock of the decision starts; ``longer``: by how many days
    it is lengthened; ``stood_still``: a stretch that does not count."""

    begins: bool = False
    longer: int = 0
    stood_still: tuple[date, date] | None = None


def lock_own(number: str, version: int | None) -> Case:
    """The case for an act, locked. Raises Missing, and :class:`Stale` where it moved on since the actor looked."""
    case = selectors.for_officer(number)
    if version is not None and version != case.version:
        raise Stale(
            gettext_noop("Somebody changed this case in the meantime. Nothing was written; please reload.")
        )
    return case


def unsaved_own(
    revision: ItemRevision,
    form: Mapping[str, Any],
    by: Actor,
    handed_in: Iterable[str] = (),
    *,
    online: bool = False,
) -> Case:
    """A case with these answers, not yet written. Raises :class:`Invalid` with every fault of the form.

    :param handed_in: keys of the materials that come with it.
    :param online: the party itself begins it.
    :raises Refused: where the item is not in force.
    """
    spec = revision.spec
    check_open_for_applications(spec.name, closed_because(spec, clock.today()))
    clean = watched_form(spec, form, set(handed_in) if online else {one.key for one in spec.materials})
    case = new_case(revision, clean, by, "online" if online else "counter")
    case.visits, case.due_on = 0, None
    return case


def changed(case: Case, moved: Moved) -> tuple[Change, date | None]:
    """The change that ``moved`` asks for, and the last day by law after it."""
    change = Change.of(case)
    if moved.begins:
        spec = selectors.spec_of(case)
        change = begin_clock(case, spec) if spec.limits else change
        change.accepted_at = clock.now()
    change.extended_days += moved.longer
    if moved.stood_still:
        start, end = moved.stood_still
        change.pauses = [*change.pauses, [start.isoformat(), end.isoformat(), ""]]
    return change, _statutory(change)


def _statutory(change: Change) -> date | None:
    if change.accepted_at is None or not change.limits:
        return None
    running = Clock.from_stored(change.accepted_at, change.limits, change.pauses, change.extended_days)
    return running.due(running.statutory, calendar())


def begin_own(
    case: Case,
    transition: Transition,
    by: Actor,
    due_on: date | None,
    body: Mapping[str, Any],
    *,
    begins: bool = False,
) -> Case:
    """Write a new case and its first event."""
    if begins:
        change, statutory = changed(case, Moved(begins=True))
        case.accepted_at, case.limits, case.statutory_due_on = (
            change.accepted_at,
            dict(change.limits),
            statutory,
        )
        body = {**body, **(told_due(change) if change.limits else {})}
    case.due_on = due_on
    return open_case(case, transition, by, {"number": case.number, **body})


def move_own(
    case: Case,
    transition: Transition,
    change: Change,
    by: Actor,
    due_on: date | None,
    body: Mapping[str, Any],
    *,
    begins: bool = False,
) -> Case:
    """Write an act of the own procedure; ``due_on`` is the last day of the clock that runs afterwards."""
    change.due_on, change.statutory_due_on = due_on, _statutory(change)
    moves = begins or change.extended_days != case.extended_days or len(change.pauses) != len(case.pauses)
    told = told_due(change) if moves and change.limits else {}
    return move(case, transition, change, by, {**body, **told})


def recount_own(
    case: Case, transition: Transition, by: Actor, due_on: date | None, body: Mapping[str, Any], *, told: bool
) -> bool:
    """Write that the days of the case were counted again: ``due_on`` is the last day of the running clock now.

    :param told: a day that a paper told is another one.
    :return: False where nothing moved, and nothing was written.
    """
    change = Change.of(case)
    statutory = _statutory(change)
    dates = {"clock": (case.due_on, due_on), "statutory_due_on": (case.statutory_due_on, statutory)}
    moved = {name: _from_to(iso(was), iso(now)) for name, (was, now) in dates.items() if was != now}
    if not moved and not told:
        return False
    if case.completed_at is None and change.limits and case.state != State.IN_HEARING:
        promise = told_due(
            change
        )  # counting open cases by their promise reads it from every event that may move it
        moved |= promise | {"due_on": _from_to(_promised_before(case), promise["due_on"])}
    change.due_on, change.statutory_due_on = due_on, statutory
    move(case, transition, change, by, {**body, **moved})
    return True


def _from_to(before: str, after: str) -> dict[str, str]:
    return {"from": before, "to": after}


def _promised_before(case: Case) -> str:
    """The promised last day that was told last; '' for an open end or none."""
    for event in reversed(selectors.timeline(case)):
        said = json.loads(event.body).get("due_on") if event.body else None
        if said is not None:
            return str(said["to"] if isinstance(said, dict) else said)
    return ""
