"""The write path: one statement moves a case and leaves its event.

The SQL functions know no rules. They compare the version, write the row, append to the record and to the outbox.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from banli.cases.models import Case
from banli.cases.permissions import require_act
from banli.cases.rules import check_state
from banli.cases.states import OPEN, Transition
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Stale
from banli.kernel.text import gettext_noop
from banli.ledger.service import GENESIS, Entry, arguments, compact, digest

TOPIC = "case"

MOVE = (
    "SELECT cases_move(%s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s::jsonb, %s, %s, %s,"
    " %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)


@dataclass
class Change:
    """The facts of a case that an act may change; starts as what the case has now."""

    due_on: date | None
    statutory_due_on: date | None
    accepted_at: datetime | None
    limits: Mapping[str, Any]
    extended_days: int
    paused_on: date | None
    pauses: list[list[str]]
    window_id: str | None
    reviewer_id: int | None

    @classmethod
    def of(cls, case: Case) -> Change:
        """The present facts of ``case``."""
        return cls(
            due_on=case.due_on,
            statutory_due_on=case.statutory_due_on,
            accepted_at=case.accepted_at,
            limits=case.limits,
            extended_days=case.extended_days,
            paused_on=case.paused_on,
            pauses=list(case.pauses),
            window_id=case.window_id,
            reviewer_id=case.reviewer_id,
        )


def check(case: Case, transition: Transition, by: Actor, version: int | None) -> None:
    """Who, then what the actor saw, then when. Raises Denied, Stale or Refused."""
    require_act(by, transition, department=case.department_id)
    if version is not None and version != case.version:
        raise Stale(
            gettext_noop("Somebody changed this case in the meantime. Nothing was written; please reload.")
        )
    check_state(transition, case.state)


def _entry(
    case: Case,
    transition: Transition,
    seq: int,
    now: datetime,
    by: Actor,
    body: Mapping[str, Any] | None,
) -> Entry:
    subject, scope = str(case.pk), case.department_id
    return Entry(
        TOPIC,
        subject,
        seq,
        transition.event,
        scope,
        case.kind,
        now,
        now,
        by.label,
        compact(body),
    )


def move(
    case: Case,
    transition: Transition,
    change: Change,
    by: Actor,
    body: Mapping[str, Any] | None = None,
) -> Case:
    """Write ``transition`` with ``change`` and its event; ``case`` is brought up to date.

    :raises Stale: where the case was changed since it was read.
    """
    now = clock.now()
    ends = transition.target not in OPEN and case.completed_at is None
    completed_at = now if ends else case.completed_at
    result = str(transition.result) if ends and transition.result else case.result
    entry = _entry(case, transition, case.version + 1, now, by, body)
    head = digest(bytes(case.head), entry)
    with connection.cursor() as cursor:
        cursor.execute(
            MOVE,
            [
                case.version,
                transition.target,
                change.due_on,
                change.statutory_due_on,
                change.accepted_at,
                change.extended_days,
                json.dumps(change.limits),
                change.paused_on,
                change.window_id,
                json.dumps(change.pauses),
                change.reviewer_id,
                completed_at,
                result,
                *arguments(entry),
                head,
            ],
        )
        event = cursor.fetchone()[0]
    if event is None:
        raise Stale(
            gettext_noop("Somebody changed this case in the meantime. Nothing was written; please reload.")
        )
    for name, value in vars(change).items():
        setattr(case, name, value)
    case.state, case.version, case.head = transition.target, entry.seq, head
    case.completed_at, case.result = completed_at, result
    return case


def open_case(case: Case, transition: Transition, by: Actor, body: Mapping[str, Any] | None = None) -> Case:
    """Insert ``case`` (with its id already taken) and its first event."""
    entry = _entry(case, transition, 1, clock.now(), by, body)
    case.version, case.state = 1, transition.target
    case.head = digest(GENESIS, entry)
    case.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [*arguments(entry), case.head],
        )
    return case
