"""The write path: one statement moves a case and leaves its event.

The SQL functions know no rules. They compare the version, write the row, append to the record and to the outbox.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from banli.cases import selectors
from banli.cases.acts.columns import CALL, facts, values
from banli.cases.acts.signed_papers import require_key
from banli.cases.models import Case
from banli.cases.permissions import require_act
from banli.cases.rules.clocks import Clock, Facts, dates, day_of, reckoning
from banli.cases.rules.words import check_state
from banli.cases.selectors.whose import company_acted_for
from banli.cases.states import AT_WORK, OPEN, OWN_PROCEDURE, TO_HAND_OVER, State, Transition
from banli.catalogue.service import revision
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Stale
from banli.kernel.printable import require_new
from banli.kernel.text import gettext_noop
from banli.ledger.service import APPEND, GENESIS, Entry, Event, arguments, compact, digest
from banli.worktime.service import Awaited, calendar, iso

TOPIC = "case"


@dataclass
class Change:
    """The facts of a case that an act may change; starts as what the case has now."""

    due_on: date | None
    statutory_due_on: date | None
    received_on: date | None
    accepted_at: datetime | None
    limits: Mapping[str, Any]
    extended_days: int
    paused_on: date | None
    paused_for: str
    pauses: list[list[str]]
    visits: int
    window_id: str | None
    reviewer_id: int | None
    revision_id: int

    @classmethod
    def of(cls, case: Case) -> Change:
        """The present facts of ``case``."""
        return cls(**facts(case) | {"pauses": list(case.pauses)})

    def end_pause(self, notice: str) -> None:
        """End the special procedure that is under way, today."""
        if self.paused_on is not None:
            ended = [self.paused_on.isoformat(), clock.today().isoformat(), notice]
            self.pauses = [*self.pauses, ended]
        self.paused_on, self.paused_for = None, ""


def told_due(change: Change) -> dict[str, Any]:
    """What a paper and its event say of the promised last day: ``due_on``, and ``awaits`` for an open end."""
    if change.accepted_at is None:
        return {"due_on": ""}
    running = Clock.from_stored(change.accepted_at, change.limits, change.pauses, change.extended_days)
    return told_end("due_on", running.ends(running.promised, calendar()))


def told_move(before: date | None, change: Change) -> dict[str, Any]:
    """What the event says that moves the promised last day from ``before``; '' stands for an open end."""
    after = told_due(change)
    return after | {"due_on": {"from": iso(before), "to": after["due_on"]}}


def told_end(key: str, found: date | Awaited) -> dict[str, Any]:
    """An end as a paper keeps it: ``key`` with its ISO day, or '' and what is known of an open end under ``awaits``."""
    if isinstance(found, Awaited):
        return {key: "", "awaits": found.as_data()}
    return {key: found.isoformat()}


def facts_of(change: Change, state: State, submitted_at: datetime, completed_at: datetime | None) -> Facts:
    """What the clocks are worked out from."""
    return Facts(
        state=state,
        received_on=change.received_on or day_of(submitted_at),
        accepted_at=change.accepted_at,
        decided_on=day_of(completed_at) if completed_at else None,
        limits=change.limits,
        pauses=change.pauses,
        extended_days=change.extended_days,
    )


def check(case: Case, transition: Transition, by: Actor, version: int | None, department: str = "") -> None:
    """Who, then what the actor saw, then when. Raises Denied, Stale or Refused.

    :param department: whose act it is, where that is not the case's own department.
    """
    check_who(case, transition, by, version, department)
    check_state(transition, case.state)


def check_who(
    case: Case, transition: Transition, by: Actor, version: int | None, department: str = ""
) -> None:
    """Whose act it is, and that nothing happened since the actor looked. Raises Denied or Stale."""
    require_act(by, transition, department=department or case.department_id)
    if version is not None and version != case.version:
        raise Stale(
            gettext_noop("Somebody changed this case in the meantime. Nothing was written; please reload.")
        )


def _entry(
    case: Case,
    name: str,
    seq: int,
    by: Actor,
    body: Mapping[str, Any] | None,
    at: datetime | None = None,
) -> Entry:
    """The next event of ``case``, recorded now; ``at`` where it tells of another moment than the act does.

    Of a company's case, or a procedure against it, it says for which company an applicant acted.
    """
    if company := company_acted_for(case, by):
        body = {**(body or {}), "company": company}
    require_new(body)
    subject, scope, happened = str(case.pk), case.department_id, at or clock.now()
    now = clock.recording()
    return Entry(TOPIC, subject, seq, name, scope, case.kind, happened, now, by.label, compact(body))


def _phase(facts: Facts) -> tuple[Any, ...]:
    """What of ``facts`` the dates depend on; the many states of one phase have the same dates."""
    state = facts.state
    phase = "work" if state in AT_WORK else "hand" if state in TO_HAND_OVER else state
    moved = (facts.received_on, facts.accepted_at, facts.decided_on, facts.extended_days, len(facts.pauses))
    return phase, moved, facts.limits


def _settle(case: Case, change: Change, target: State, completed_at: datetime | None) -> Facts:
    """Bring the dates of ``change`` in line with what it changed; a date nothing touched stays as it was told.

    The dates of an organ's own procedure are what its act says.
    """
    after = facts_of(change, target, case.submitted_at, completed_at)
    if target in OWN_PROCEDURE or case.state in OWN_PROCEDURE:
        return after
    before = facts_of(Change.of(case), State(case.state), case.submitted_at, case.completed_at)
    if _phase(after) != _phase(before):
        found = dates(after, selectors.spec_of(case), calendar())
        change.due_on, change.statutory_due_on = found.due_on, found.statutory_due_on
    return after


def move(
    case: Case,
    transition: Transition,
    change: Change,
    by: Actor,
    body: Mapping[str, Any] | None = None,
) -> Case:
    """Write ``transition`` with ``change`` and its event; ``case`` is brought up to date.

    The event that ends a case carries what its time is counted by.

    :raises Stale: where the case was changed since it was read.
    :raises Invalid: where the body says what could not be printed.
    :raises Refused: to officers, where it gives a paper and no key can sign one.
    """
    require_key(by, body)
    now, target = clock.now(), transition.lands(case.state)
    ends = target not in OPEN and case.completed_at is None
    completed_at = now if ends else case.completed_at
    result = str(transition.result) if ends and transition.result else case.result
    after = _settle(case, change, target, completed_at)
    if ends:
        time = {**reckoning(after, day_of(now), calendar()), "visits": change.visits, "channel": case.channel}
        time["visits_declared"] = revision(case.revision_id).spec.visits.number
        body = {**time, **(body or {})}
    entry = _entry(case, transition.event, case.version + 1, by, body, now)
    case.state, case.completed_at, case.result = target, completed_at, result
    return _write(case, change, entry)


def say_again(case: Case, change: Change, told: Event, body: Mapping[str, Any], by: Actor) -> Case:
    """Take the event ``told`` back and say it again with ``body``, both at its own moment (ADR 0096); the case stays
    where it stands.

    :raises Stale: where the case was changed since it was read.
    """
    again = {**body, "supersedes": told.seq}
    for name, says in ((f"{told.name}_annulled", {"annuls": told.seq}), (told.name, again)):
        _write(case, change, _entry(case, name, case.version + 1, by, says, told.at))
    return case


def _write(case: Case, change: Change, entry: Entry) -> Case:
    """One call of the SQL function: the row of ``case`` with ``change``, and ``entry``."""
    head, changed = digest(bytes(case.head), entry), facts(change)
    moved = {**changed, "state": case.state, "completed_at": case.completed_at, "result": case.result}
    with connection.cursor() as cursor:
        cursor.execute(CALL, [case.version, *values(moved), *arguments(entry), head])
        event = cursor.fetchone()[0]
    if event is None:
        raise Stale(
            gettext_noop("Somebody changed this case in the meantime. Nothing was written; please reload.")
        )
    for name, value in changed.items():
        setattr(case, name, value)
    case.version, case.head = entry.seq, head
    return case


def open_case(case: Case, transition: Transition, by: Actor, body: Mapping[str, Any] | None = None) -> Case:
    """Insert ``case`` (with its id already taken) and its first event."""
    entry = _entry(case, transition.event, 1, by, body)
    case.version, case.state = 1, transition.lands(State.SUBMITTED)
    case.head = digest(GENESIS, entry)
    case.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(APPEND, [*arguments(entry), case.head])
    return case
