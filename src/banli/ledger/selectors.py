"""Reads of the record, and its verification."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from banli.kernel import keys
from banli.kernel.clock import SHANGHAI
from banli.ledger.models import Event, Seal
from banli.ledger.rules import (
    GENESIS,
    Entry,
    Tree,
    digest,
    leaf,
    root_of_departments,
    seal_text,
)

CHUNK = 5_000
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Verdict:
    """What a verification found: counts, and the first fault in words ('' where there is none)."""

    ok: bool
    events: int
    seals: int
    sealed_events: int
    first_fault: str = ""


def events(topic: str, subject: str) -> list[Event]:
    """All events of one subject, in order."""
    return list(Event.objects.filter(topic=topic, subject=subject).order_by("seq"))


def position() -> int:
    """The highest event id now visible; 0 for an empty record."""
    last = Event.objects.order_by("-id").values_list("id", flat=True).first()
    return last or 0


def latest_seal() -> Seal | None:
    """The newest seal."""
    return Seal.objects.order_by("-number").first()


def verify(progress: Progress | None = None) -> Verdict:
    """Recompute every digest, every chain and every seal; say which event or seal is the first that fails.

    :param progress: called with the number of events read so far.
    """
    with transaction.atomic():
        read, fault = _verify_chains(progress or (lambda _read: None))
        seals, sealed, seal_fault = _verify_seals()
    return Verdict(not (fault or seal_fault), read, seals, sealed, fault or seal_fault)


def _verify_chains(progress: Progress) -> tuple[int, str]:
    read, last, before, fault = 0, ("", "", 0), GENESIS, ""
    for row in _stream(
        "SELECT id, topic, subject, seq, name, scope, facet, at, recorded_at, actor, body, digest, day"
        " FROM ledger_event ORDER BY topic, subject, seq"
    ):
        event_id, topic, subject, seq = row[:4]
        known, day = bytes(row[11]), row[12]
        if (topic, subject) != last[:2]:
            last, before = (topic, subject, 0), GENESIS
        entry = Entry(*row[1:11])
        if not fault and seq != last[2] + 1:
            fault = f"event {event_id} ({topic}/{subject}): number {seq} follows {last[2]}"
        if not fault and (digest(before, entry) != known or entry.at.astimezone(SHANGHAI).date() != day):
            fault = f"event {event_id} ({topic}/{subject}#{seq}): its digest does not fit what it says"
        last, before = (topic, subject, seq), known
        read += 1
        if read % CHUNK == 0:
            progress(read)
    progress(read)
    return read, fault


def _verify_seals() -> tuple[int, int, str]:
    expected_first, previous, sealed, count = 1, GENESIS, 0, 0
    for seal in Seal.objects.order_by("number"):
        count += 1
        departments = department_roots(seal.first_event, seal.last_event)
        root = root_of_departments(departments)
        total = sum(number for number, _root in departments.values())
        text = seal_text(
            seal.number, seal.day.isoformat(), seal.first_event, seal.last_event, seal.events, root, previous
        )
        whole = (
            seal.number == count
            and seal.first_event == expected_first
            and total == seal.events
            and bytes(seal.root) == root
            and bytes(seal.previous_root) == previous
            and seal.departments
            == {scope: [number, value.hex()] for scope, (number, value) in departments.items()}
        )
        if not whole:
            return count, sealed, f"seal {seal.number}: the events it covers are not those that were sealed"
        if not keys.signed_by_us(seal.key, bytes(seal.signature), text):
            return count, sealed, f"seal {seal.number}: its signature is not of this platform's key"
        expected_first, previous, sealed = seal.last_event + 1, root, sealed + total
    return count, sealed, ""


def department_roots(first: int, last: int) -> dict[str, tuple[int, bytes]]:
    """Per department: how many events with ids ``first``..``last``, and their Merkle root."""
    trees: dict[str, Tree] = {}
    for event_id, scope, value in _stream(
        "SELECT id, scope, digest FROM ledger_event WHERE id BETWEEN %s AND %s ORDER BY id", (first, last)
    ):
        trees.setdefault(scope, Tree()).add(leaf(event_id, bytes(value)))
    return {scope: (tree.count, tree.root()) for scope, tree in trees.items()}


def _stream(sql: str, params: tuple[int, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Rows by a server-side cursor: memory stays flat whatever the size of the record."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
