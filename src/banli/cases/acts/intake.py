"""Taking in what other systems report: whole batches by COPY, each once, with its events and its counts.

A batch is one transaction: its mark, its cases, their chained events and the counts become visible together or not at
all. Events of a batch write no outbox rows; who counts them is handed in and counts in the same transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from banli.cases.acts.path import TOPIC
from banli.cases.models import Intake
from banli.cases.permissions import GRANTS, CasePermission
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.service import GENESIS, Entry, append, digest

PLAN = "plan"
"""The batch under which a source's own note is kept."""
NOTHING = r"\N"
LINES = 2_000
"""Lines handed to COPY at a time."""

CASE_COLUMNS = (
    *(
        "id",
        "number",
        "revision_id",
        "kind",
        "department_id",
        "window_id",
        "channel",
        "source",
        "state",
        "version",
    ),
    *("head", "applicant", "applicant_code", "contact", "mobile", "owner_id", "form", "submitted_at"),
    *("accepted_at", "due_on", "statutory_due_on", "limits", "extended_days", "paused_on", "pauses"),
    *("reviewer_id", "completed_at", "result"),
)
EVENT_COLUMNS = (
    *(
        "topic",
        "subject",
        "seq",
        "name",
        "scope",
        "facet",
        "at",
        "day",
        "recorded_at",
        "actor",
        "body",
        "digest",
    ),
)

Counts = Mapping[tuple[date, str, str, str], int]
"""(day, department, kind, event name) -> how many."""
Counter_ = Callable[[Counts], None]


@dataclass(frozen=True, slots=True)
class Happened:
    """One event of a reported case: what, and when by Shanghai time. ``body`` is compact JSON or ''."""

    name: str
    at: datetime
    body: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """One case as its system reports it, with its events in order. Nothing of the applicant is taken over."""

    number: str
    revision: int
    kind: str
    department: str
    channel: str
    state: str
    events: tuple[Happened, ...]
    accepted_at: datetime | None = None
    statutory_due_on: date | None = None
    completed_at: datetime | None = None
    result: str = ""


@transaction.atomic
def register_source(*, by: Actor, source: str, note: Mapping[str, Any]) -> dict[str, Any]:
    """What ``source`` said of itself the first time; ``note`` is kept where this is the first time."""
    GRANTS.require(by, CasePermission.TAKE_IN)
    kept, _made = Intake.objects.get_or_create(
        source=source, batch=PLAN, defaults={"note": dict(note), "taken_at": clock.now()}
    )
    return dict(kept.note)


def prepare(*, by: Actor, source: str, batch: str, cases: Iterable[Reported], recorded_at: datetime) -> Sheet:
    """One batch of ``source``, chained and written out as COPY reads it; nothing is in the record yet.

    This is the half of an intake that keeps this process busy, not the database: it may run in another thread while
    the batch before it is taken in.

    :raises Refused: where a case has no event (its number is named).
    """
    GRANTS.require(by, CasePermission.TAKE_IN)
    sheet = Sheet(source, batch, by.label, recorded_at)
    sheet.fill(list(cases))
    return sheet


@transaction.atomic
def take_in(*, by: Actor, sheet: Sheet, count: Counter_) -> Intake | None:
    """Take in one prepared batch; None where it was taken in before.

    :param count: adds the batch's events to the daily facts, in this transaction.
    """
    GRANTS.require(by, CasePermission.TAKE_IN)
    taken, made = Intake.objects.get_or_create(
        source=sheet.source,
        batch=sheet.batch,
        defaults={"cases": len(sheet.cases), "events": len(sheet.events), "taken_at": sheet.recorded_at},
    )
    if not made:
        return None
    sheet.send()
    count(sheet.counts)
    append(
        topic="intake",
        subject=sheet.source,
        name="taken",
        by=by,
        body={"batch": sheet.batch, "cases": taken.cases, "events": taken.events},
    )
    return taken


class Sheet:
    """A batch as the text that COPY reads, and its counts."""

    def __init__(self, source: str, batch: str, actor: str, recorded_at: datetime) -> None:
        self.source, self.batch = source, batch
        self.actor = actor
        self.recorded_at = recorded_at
        self.cases: list[str] = []
        self.events: list[str] = []
        self.counts: Counter[tuple[date, str, str, str]] = Counter()

    def fill(self, reported: Sequence[Reported]) -> None:
        """Write every case under an id of its own."""
        for case_id, case in zip(_ids(len(reported)), reported, strict=True):
            if not case.events:
                raise Refused(
                    gettext_noop("Case %(number)s is reported without an event."), number=case.number
                )
            head = self._chain(str(case_id), case)
            self.cases.append(self._case(case_id, case, head))

    def _chain(self, subject: str, case: Reported) -> bytes:
        head, recorded = GENESIS, self.recorded_at
        written = f"\t{recorded.isoformat()}\t{self.actor}\t"
        for seq, event in enumerate(case.events, 1):
            entry = Entry(
                TOPIC,
                subject,
                seq,
                event.name,
                case.department,
                case.kind,
                event.at,
                recorded,
                self.actor,
                event.body,
            )
            head = digest(head, entry)
            day = event.at.date()
            self.counts[day, case.department, case.kind, event.name] += 1
            self.events.append(
                f"{TOPIC}\t{subject}\t{seq}\t{event.name}\t{case.department}\t{case.kind}\t{event.at.isoformat()}"
                f"\t{day.isoformat()}{written}{escaped(event.body)}\t\\\\x{head.hex()}\n"
            )
        return head

    def _case(self, case_id: int, case: Reported, head: bytes) -> str:
        completed = case.completed_at.isoformat() if case.completed_at else NOTHING
        accepted = case.accepted_at.isoformat() if case.accepted_at else NOTHING
        statutory = case.statutory_due_on.isoformat() if case.statutory_due_on else NOTHING
        return (
            f"{case_id}\t{escaped(case.number)}\t{case.revision}\t{case.kind}\t{case.department}\t\\N\t{case.channel}"
            f"\t{escaped(self.source)}\t{case.state}\t{len(case.events)}\t\\\\x{head.hex()}\t\t\t\t\t\\N\t{{}}"
            f"\t{case.events[0].at.isoformat()}\t{accepted}\t\\N\t{statutory}\t{{}}\t0\t\\N\t[]\t\\N"
            f"\t{completed}\t{case.result}\n"
        )

    def send(self) -> None:
        """COPY cases, then events, in this transaction."""
        _copy("cases_case", CASE_COLUMNS, self.cases)
        _copy("ledger_event", EVENT_COLUMNS, self.events)


def escaped(text: str) -> str:
    """``text`` as COPY reads it back unchanged."""
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return text


def _ids(count: int) -> range:
    """``count`` ids in a row; asked for again where another writer took one from their midst."""
    with connection.cursor() as cursor:
        while True:
            cursor.execute(
                "SELECT coalesce(min(id), 1), coalesce(max(id), 0)"
                " FROM (SELECT nextval(pg_get_serial_sequence('cases_case', 'id')) AS id"
                " FROM generate_series(1, %s)) AS ids",
                [count],
            )
            first, last = cursor.fetchone()
            if last - first + 1 == count:
                return range(first, last + 1)


def _copy(table: str, columns: Sequence[str], lines: Sequence[str]) -> None:
    sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(sql) as copy:
        for start in range(0, len(lines), LINES):
            copy.write("".join(lines[start : start + LINES]))
