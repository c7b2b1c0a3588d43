"""The door through which other systems' cases are written: by COPY, in one transaction with their events and counts.

Who reads and checks the reports prepares the text of the rows; here they get their ids and are written whole or not
at all. Events of a batch leave no outbox rows: who folds them into the counts is handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db import connection, transaction

from banli.cases.acts.foreign_keys import write_pointing
from banli.cases.models import Intake
from banli.cases.permissions import GRANTS, CasePermission
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.bulk import copy, draw
from banli.kernel.errors import Stale
from banli.kernel.statements import statements
from banli.kernel.text import gettext_noop
from banli.ledger.service import copy_events, draw_events

PLAN = "plan"
"""The batch under which a source's own note is kept."""
CASE_COLUMNS = (
    "id, number, revision_id, kind, department_id, channel, source, state, version, head, applicant,"
    " applicant_code, contact, mobile, form, submitted_at, accepted_at, statutory_due_on, limits, extended_days,"
    " paused_on, paused_for, pauses, completed_at, result"
)
"""What COPY reads of a reported case, in this order."""
SQL = statements("cases", "intake")
CHANGE = SQL["change"]
HELD = SQL["held"]
EVENTS = SQL["events"]
Text: TypeAlias = "bytes | memoryview"


@dataclass(frozen=True, slots=True)
class Changed:
    """What a held case becomes; ``was`` is the version it had when it was read."""

    id: int
    was: int
    state: str
    version: int
    head: bytes
    accepted_at: datetime | None
    statutory_due_on: date | None
    paused_on: date | None
    completed_at: datetime | None
    result: str


@dataclass(frozen=True, slots=True)
class Written:
    """A batch as COPY reads it: rows of cases and of events as text, and the held cases it changes."""

    cases: Iterable[Text]
    events: Iterable[Text]
    changed: Sequence[Changed] = ()


Write = Callable[[list[range], list[range]], Written]
"""From the ids for the new cases and those for the events, in runs, to the text of their rows."""


@transaction.atomic
def register_source(*, by: Actor, source: str, note: Mapping[str, Any]) -> dict[str, Any]:
    """What ``source`` said of itself the first time; ``note`` is kept where this is the first time."""
    GRANTS.require(by, CasePermission.TAKE_IN)
    kept, _made = Intake.objects.get_or_create(
        source=source, batch=PLAN, defaults={"note": dict(note), "taken_at": clock.now()}
    )
    return dict(kept.note)


@transaction.atomic
def take_in(*, by: Actor, cases: int, events: int, write: Write, fold: Callable[[list[range]], None]) -> None:
    """Write ``cases`` new cases and ``events`` events that ``write`` prepares once it knows their ids.

    The lock comes before the ids are drawn: a seal or a frozen figure waits for whoever holds it, and so never
    passes over an id whose event is still on its way.

    :param fold: counts the events of these ids, in this transaction.
    :raises Stale: where a case that is changed was changed by somebody else meanwhile.
    """
    GRANTS.require(by, CasePermission.TAKE_IN)
    with connection.wrap_database_errors, connection.cursor() as cursor:
        ids = draw_events(events)
        new = draw("cases_case_id_seq", cases)
        written = write(new, ids)
        write_pointing(
            cursor, new, lambda: copy(f"COPY cases_case ({CASE_COLUMNS}) FROM STDIN", written.cases)
        )
        copy_events(written.events)
        if written.changed:
            _change(cursor, written.changed)
    fold(ids)


def held_cases(numbers: Sequence[str]) -> list[tuple[Any, ...]]:
    """The cases of these numbers, locked until the caller's transaction ends, each with its events.

    A row is (id, number, version, head, source, kind, department, channel, submitted at, events), an event
    (number, name, moment, body).
    """
    with connection.cursor() as cursor:
        cursor.execute(HELD, {"numbers": list(numbers)})
        cases = cursor.fetchall()
        if not cases:
            return []
        events: dict[str, list[tuple[Any, ...]]] = {str(case[0]): [] for case in cases}
        cursor.execute(EVENTS, {"subjects": list(events)})
        for subject, *event in cursor.fetchall():
            events[subject].append(tuple(event))
    return [(*case, events[str(case[0])]) for case in cases]


def _change(cursor: Any, changed: Sequence[Changed]) -> None:
    columns = {name: [getattr(one, name) for one in changed] for name in Changed.__slots__}
    cursor.execute(CHANGE, columns)
    if cursor.rowcount != len(changed):
        raise Stale(gettext_noop("Somebody changed one of these cases in the meantime."))
