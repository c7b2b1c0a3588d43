"""Writes of the record: append, drain, seal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from banli.kernel import clock, keys
from banli.kernel.actors import Actor
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop
from banli.ledger.models import Seal
from banli.ledger.permissions import GRANTS, LedgerPermission
from banli.ledger.rules import (
    GENESIS,
    Entry,
    compact,
    digest,
    root_of_departments,
    seal_text,
)
from banli.ledger.selectors import department_roots, latest_seal

SEAL_LOCK = 5_701_001


@dataclass(frozen=True, slots=True)
class News:
    """One event as the outbox hands it on."""

    event: int
    topic: str
    subject: str
    name: str
    scope: str
    facet: str
    day: date


Handler = Callable[[list[News]], None]


@transaction.atomic
def append(
    *,
    topic: str,
    subject: str,
    name: str,
    by: Actor,
    at: datetime | None = None,
    scope: str = "",
    facet: str = "",
    body: Mapping[str, Any] | None = None,
) -> int:
    """Write one event and return its id; for everything but the case path, which knows its own chain.

    Writers of one subject wait for each other, so that its chain cannot fork.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"{topic}/{subject}"])
        cursor.execute(
            "SELECT seq, digest FROM ledger_event WHERE topic = %s AND subject = %s ORDER BY seq DESC LIMIT 1",
            [topic, subject],
        )
        seq, previous = cursor.fetchone() or (0, GENESIS)
        entry = Entry(topic, subject, seq + 1, name, scope, facet, at or now, now, by.label, compact(body))
        cursor.execute(
            "SELECT ledger_append(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [*arguments(entry), digest(bytes(previous), entry)],
        )
        return int(cursor.fetchone()[0])


def arguments(entry: Entry) -> tuple[Any, ...]:
    """``entry`` as the first ten arguments of the SQL function ``ledger_append``; the digest is the last."""
    return (
        entry.topic,
        entry.subject,
        entry.seq,
        entry.name,
        entry.scope,
        entry.facet,
        entry.at,
        entry.recorded_at,
        entry.actor,
        entry.body,
    )


@transaction.atomic
def drain(handlers: Iterable[Handler], limit: int = 5_000) -> int:
    """Take up to ``limit`` events from the outbox and give them to every handler, all or nothing.

    Two drains at once take different rows. Returns how many were taken.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM ledger_outbox WHERE event IN (SELECT event FROM ledger_outbox ORDER BY event"
            " LIMIT %s FOR UPDATE SKIP LOCKED) RETURNING event, topic, subject, name, scope, facet, day",
            [limit],
        )
        news = sorted((News(*row) for row in cursor.fetchall()), key=lambda one: one.event)
    if news:
        for handle in handlers:
            handle(news)
    return len(news)


def seal(*, by: Actor) -> Seal | None:
    """Seal every event recorded since the last seal; None where there is nothing new.

    :raises Refused: where the key is not the one of the seals before: a new key would hide that one was lost.

    A short lock on the table makes sure that no event with a lower id is still on its way.
    """
    GRANTS.require(by, LedgerPermission.SEAL)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_event IN SHARE MODE")
        cursor.execute("SELECT max(id) FROM ledger_event")
        last_event = cursor.fetchone()[0] or 0
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
        before = latest_seal()
        if before and before.key != keys.fingerprint():
            raise Refused(
                gettext_noop(
                    "The key that sealed the record before is missing: put the folder keys back into the data"
                    " folder."
                )
            )
        number = before.number + 1 if before else 1
        first = before.last_event + 1 if before else 1
        previous = bytes(before.root) if before else GENESIS
        departments = department_roots(first, last_event) if last_event >= first else {}
        if not departments:
            return None
        return _write_seal(number, first, last_event, previous, departments)


def _write_seal(
    number: int, first: int, last: int, previous: bytes, departments: dict[str, tuple[int, bytes]]
) -> Seal:
    now = clock.now()
    count = sum(events for events, _root in departments.values())
    root = root_of_departments(departments)
    text = seal_text(number, now.date().isoformat(), first, last, count, root, previous)
    return Seal.objects.create(
        number=number,
        day=now.date(),
        first_event=first,
        last_event=last,
        events=count,
        departments={scope: [events, value.hex()] for scope, (events, value) in departments.items()},
        root=root,
        previous_root=previous,
        key=keys.fingerprint(),
        signature=keys.sign(text),
        sealed_at=now,
    )
