"""Writes of the record: append, drain, seal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from banli.kernel import clock, keys
from banli.kernel.actors import Actor
from banli.kernel.bulk import copy, draw
from banli.kernel.errors import Refused
from banli.kernel.printable import require_new
from banli.kernel.statements import filled, statements
from banli.kernel.text import gettext_noop
from banli.ledger.models import Block, Event, Founding, Seal
from banli.ledger.permissions import GRANTS, LedgerPermission
from banli.ledger.rules import trees
from banli.ledger.rules.chain import GENESIS, Entry, compact
from banli.ledger.rules.overtaken import Overtaken
from banli.ledger.rules.seals import bounds, marks, ranges
from banli.ledger.selectors.events import algorithm, digest, facts_of, latest_seal, recorded_algorithm
from banli.ledger.selectors.leaves import read_blocks

SQL = statements("ledger", "events")
APPENDED: Mapping[str, str] = {
    **dict.fromkeys(("topic", "subject"), "text"),
    "seq": "integer",
    **dict.fromkeys(("name", "scope", "facet"), "text"),
    **dict.fromkeys(("at", "recorded_at"), "timestamptz"),
    **dict.fromkeys(("actor", "body"), "text"),
    "digest": "bytea",
}
"""The arguments of the SQL function ``ledger_append``, with their types, in its order."""
APPEND = filled(SQL["append"], values=", ".join(["%s"] * len(APPENDED)))
_SAID = attrgetter(*(name for name in APPENDED if name != "digest"))
COPIED = (
    *("id", "topic", "subject", "seq", "name", "scope", "facet"),
    *("at", "day", "recorded_at", "actor", "body", "digest"),
)
"""What a copied event says, in this order."""
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
    recorded_at: datetime
    """When the event was written down."""


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

    :raises Invalid: where the body says what could not be printed.
    """
    require_new(body)
    happened, now = at or clock.now(), clock.recording()
    with connection.cursor() as cursor:
        seq, previous = _last(cursor, topic, subject)
        entry = Entry(topic, subject, seq + 1, name, scope, facet, happened, now, by.label, compact(body))
        cursor.execute(APPEND, [*arguments(entry), digest(bytes(previous), entry)])
        return int(cursor.fetchone()[0])


def check_unchanged(*, topic: str, subject: str, version: int | None) -> None:
    """See that nothing was written about one subject since somebody read it; nobody writes about it meanwhile.

    Called once the row is locked, in the transaction of the act. The version of a subject is the number of its events.

    :param version: what :func:`version_of` said before the subject was read; None does not ask.
    :raises Overtaken: where something was.
    """
    if version is None:
        return
    with connection.cursor() as cursor:
        last, _digest = _last(cursor, topic, subject)
    if last != version:
        raise Overtaken(topic, subject, version)


def _last(cursor: Any, topic: str, subject: str) -> tuple[int, bytes]:
    """Number and digest of a subject's last event; whoever else writes about it waits until the transaction ends."""
    cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"{topic}/{subject}"])
    cursor.execute(SQL["last"], {"topic": topic, "subject": subject})
    return cursor.fetchone() or (0, GENESIS)


def arguments(entry: Entry) -> tuple[Any, ...]:
    """``entry`` as the arguments of the SQL function ``ledger_append``; the digest comes after them."""
    found: tuple[Any, ...] = _SAID(entry)
    return found


def hold_still() -> None:
    """Let whoever writes events wait until the caller's transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["still"])


def draw_events(count: int) -> list[range]:
    """``count`` ids for events that the caller copies, in runs; seals and frozen figures wait for them from now on."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["about_to_write"])
    return draw("ledger_event_id_seq", count)


def copy_events(texts: Iterable[bytes | memoryview]) -> None:
    """Write events by COPY, each as text of :data:`COPIED` with an id that was drawn; nothing goes to the outbox."""
    copy(filled(SQL["copy"], columns=", ".join(COPIED)), texts)


@transaction.atomic
def drain(handlers: Iterable[Handler], limit: int = 5_000) -> int:
    """Take up to ``limit`` events from the outbox and give them to every handler, all or nothing.

    Two drains at once take different rows. Returns how many were taken.
    """
    with connection.cursor() as cursor:
        cursor.execute(SQL["take"], {"limit": limit})
        news = sorted((News(*row) for row in cursor.fetchall()), key=lambda one: one.event)
    if news:
        for handle in handlers:
            handle(news)
    return len(news)


@transaction.atomic
def found(*, by: Actor) -> str:
    """Write down, once, the digest this record is made with, and return it; a new record takes BANLI_DIGEST.

    :raises Refused: where BANLI_DIGEST names another one than the record is made with.
    """
    GRANTS.require(by, LedgerPermission.SEAL)
    if not Founding.objects.exists():
        told = recorded_algorithm() if Event.objects.exists() else settings.DIGEST
        Founding.objects.get_or_create(one=True, defaults={"digest": told})
    return algorithm()


def seal(*, by: Actor, before: date | None = None) -> Seal | None:
    """Seal what was recorded since the last seal, each Shanghai day by itself; the last seal made, None for none.

    A seal covers ids in a row, from where the one before it ended: each event lies in exactly one, by when it was
    recorded and not by when it happened. Its day ends before the first id that was recorded on a later day.

    :param before: leave events that were recorded on this day or later to a later seal.
    :raises Refused: where the key is not the one of the seals before (a new key would hide that one was lost), or
        where the notes beside the key know a later seal.
    """
    GRANTS.require(by, LedgerPermission.SEAL)
    with transaction.atomic(), connection.cursor() as cursor:
        # A short lock on the table makes sure that no event with a lower id is still on its way.
        cursor.execute("LOCK TABLE ledger_event IN SHARE MODE")
        cursor.execute("SELECT max(id) FROM ledger_event")
        last_event = cursor.fetchone()[0] or 0
    made = None
    while one := _seal_next_day(last_event, before):
        made = one
    return made


@transaction.atomic
def _seal_next_day(last_event: int, before: date | None) -> Seal | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEAL_LOCK])
    last = latest_seal()
    if last and last.key != keys.fingerprint():
        raise Refused(
            gettext_noop(
                "The key that sealed the record before is missing: put the folder keys back into the data folder."
            )
        )
    first = last.last_event + 1 if last else 1
    opened = Event.objects.filter(id__range=(first, last_event)).order_by("id").first()
    if opened is None:
        return None
    day = opened.recorded_at.astimezone(clock.SHANGHAI).date()
    day = max(day, last.day) if last else day
    if before and day >= before:
        return None
    midnight = datetime.combine(day + timedelta(days=1), time(), clock.SHANGHAI)
    later = Event.objects.filter(id__range=(first, last_event), recorded_at__gte=midnight)
    end = later.order_by("id").values_list("id", flat=True).first()
    return _write_seal(last, day, first, end - 1 if end else last_event)


def _write_seal(last: Seal | None, day: date, first: int, end: int) -> Seal:
    digest_name = recorded_algorithm()
    number = last.number + 1 if last else 1
    if number in keys.noted():
        raise Refused(
            gettext_noop("Seal %(seal)d was signed here before and is not in this database any more."),
            seal=number,
        )
    blocks = _write_blocks(number, first, end, digest_name)
    leaves = [trees.block_leaf(block.number, bytes(block.root), digest_name) for block in blocks]
    made = Seal(
        number=number,
        day=day,
        first_event=first,
        last_event=end,
        events=sum(block.events for block in blocks),
        root=trees.root(leaves, digest_name),
        previous=facts_of(last, digest_name).digest() if last else GENESIS,
        key=keys.fingerprint(),
        sealed_at=clock.now(),
    )
    facts = facts_of(made, digest_name)
    made.signature = keys.sign(facts.text())
    made.save(force_insert=True)
    transaction.on_commit(lambda: keys.note(number, facts.digest().hex()))
    return made


def _write_blocks(seal: int, first: int, end: int, algorithm: str) -> list[Block]:
    """The blocks of a seal, written range by range so that memory stays flat; their marks are not kept in hand."""
    blocks = []
    for low, high in ranges(first, end):
        rows = [
            Block(
                seal=seal,
                number=block.number,
                events=block.events,
                root=trees.root(trees.split(block.leaves), algorithm),
                marks=marks(*bounds(block.number, first, end), block.ids, block.leaves),
            )
            for block in read_blocks(low, high, algorithm)
        ]
        Block.objects.bulk_create(rows)
        for row in rows:
            row.marks = b""
        blocks += rows
    return blocks
