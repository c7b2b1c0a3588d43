"""The verification of the record: every event from its columns, every chain, every seal; the first that is broken."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction
from django.db.models import Max, Min

from banli.kernel import keys
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Missing, Problem
from banli.kernel.statements import statements
from banli.kernel.text import gettext_noop
from banli.ledger.models import Block, Event, Seal
from banli.ledger.rules import trees
from banli.ledger.rules.chain import GENESIS
from banli.ledger.rules.seals import bounds, first_difference, marks, ranges
from banli.ledger.selectors.events import Progress, facts_of, position, recorded_algorithm
from banli.ledger.selectors.leaves import BlockRead, first_unchained, read_blocks

MOST_WORKERS = 6
"""Connections a verification takes beside the caller's; a process's pool holds eight."""
PARALLEL_FROM = 50_000
"""Ids from which more than one connection pays."""
SQL = statements("ledger", "guards")
GUARDS = SQL["guards"]


@dataclass(frozen=True)
class Verdict:
    """What a verification found: counts, and the first fault in words ('' where there is none) with its event."""

    ok: bool
    events: int
    seals: int
    sealed_events: int
    first_fault: str = ""
    first_event: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """The first event that a check found broken."""

    event: int
    problem: Problem


@dataclass(frozen=True, slots=True)
class Part:
    """Events to check by one statement, and the seal that covers them (None for what is not sealed yet)."""

    first: int
    last: int
    seal: Seal | None


@dataclass
class Seals:
    """What the seals say, before the events are looked at."""

    sound: list[Seal] = field(default_factory=list)
    end: int = 0
    """The last event that a sound seal covers."""
    fault: Fault | None = None


def verify(progress: Progress | None = None, *, day: date | None = None, parallel: bool = False) -> Verdict:
    """Recompute digests, chains and seals, of everything or of one day; name the first event that is broken.

    :param day: only events that were recorded on this Shanghai day.
    :param parallel: several connections check a long record at the same time, on one snapshot; inside a transaction
        of the caller one connection checks what that transaction sees.
    :raises Missing: where nothing was recorded on ``day``.
    """
    many = parallel and not connection.in_atomic_block and position() >= PARALLEL_FROM
    with transaction.atomic():
        snapshot = _snapshot() if many else ""
        algorithm = recorded_algorithm()
        seals = check_seals(algorithm)
        parts = _parts(seals, day)
        if day is not None and not parts:
            raise Missing(gettext_noop("Nothing was recorded on %(day)s."), day=day.isoformat())
        return _judge(seals, parts, _run(parts, algorithm, snapshot), progress)


def _judge(
    seals: Seals,
    parts: list[Part],
    checked: Iterator[tuple[int, Fault | None]],
    progress: Progress | None,
) -> Verdict:
    faults = [fault for fault in (seals.fault, _guards(), _before_the_first()) if fault]
    everything = sum(part.last - part.first + 1 for part in parts)
    done = events = sealed = 0
    for part, (count, fault) in zip(parts, checked, strict=False):
        done, events = done + part.last - part.first + 1, events + count
        sealed += count if part.seal else 0
        if progress:
            progress(done, everything)
        if fault:
            faults.append(fault)
            break
    count = len({part.seal.number for part in parts if part.seal})
    if not faults:
        return Verdict(True, events, count, sealed)
    first = min(faults, key=lambda fault: fault.event)
    return Verdict(False, events, count, sealed, str(first.problem), first.event)


def _snapshot() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        return str(cursor.fetchone()[0])


def _guards() -> Fault | None:
    """The triggers that refuse changes, and the index that keeps a chain from forking, must be there."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDS)
        if cursor.fetchone()[0]:
            return None
    return _fault(
        0, gettext_noop("The database no longer refuses changes of the record: a guard was taken away.")
    )


def _before_the_first() -> Fault | None:
    least = Event.objects.filter(id__lt=1).aggregate(least=Min("id"))["least"]
    if least is None:
        return None
    return _fault(least, gettext_noop("Event %(event)d has a number that was never given."), event=least)


def _fault(place: int, message: str, /, **params: object) -> Fault:
    return Fault(place, Problem(str(place), message, tuple(params.items())))


def _parts(seals: Seals, day: date | None) -> list[Part]:
    """What to check, in order of ids."""
    parts = [
        Part(first, last, seal)
        for seal in seals.sound
        if day in {None, seal.day}
        for first, last in ranges(seal.first_event, seal.last_event)
    ]
    tail = Event.objects.filter(id__gt=seals.end)
    if day is not None:
        midnight = datetime.combine(day, time(), SHANGHAI)
        tail = tail.filter(recorded_at__gte=midnight, recorded_at__lt=midnight + timedelta(days=1))
    ends = tail.aggregate(first=Min("id"), last=Max("id"))
    if ends["first"] is not None:
        parts += [Part(first, last, None) for first, last in ranges(ends["first"], ends["last"])]
    return parts


def check_seals(algorithm: str) -> Seals:
    """The seals by themselves: their numbers, ranges, chain, blocks and signatures, and the notes beside the key."""
    seals, previous, noted = Seals(), GENESIS, keys.noted()
    for number, seal in enumerate(Seal.objects.order_by("number"), 1):
        text = facts_of(seal, algorithm)
        message = _wrong_in(seal, number, seals.end + 1, previous, algorithm)
        if not message and noted.get(number, text.digest().hex()) != text.digest().hex():
            message = gettext_noop("Seal %(seal)d is not the one that was signed here.")
        if message:
            seals.fault = _fault(seals.end + 1, message, seal=number)
            return seals
        seals.sound.append(seal)
        seals.end, previous = seal.last_event, text.digest()
    count = len(seals.sound)
    if max(noted, default=0) > count:
        message = gettext_noop("Seal %(seal)d is missing: it was signed here.")
        seals.fault = _fault(seals.end + 1, message, seal=count + 1)
    elif Block.objects.filter(seal__gt=count).exists():
        seals.fault = _fault(
            seals.end + 1, gettext_noop("Seal %(seal)d is missing: its blocks are there."), seal=count + 1
        )
    return seals


def _wrong_in(seal: Seal, number: int, first: int, previous: bytes, algorithm: str) -> str:
    if seal.number != number:
        return gettext_noop("Seal %(seal)d is missing.")
    facts = facts_of(seal, algorithm)
    if not keys.signed_by_us(seal.key, bytes(seal.signature), facts.text()):
        return gettext_noop("Seal %(seal)d: its signature is not of this platform's key.")
    rows = list(Block.objects.filter(seal=number).order_by("number").values_list("number", "root", "events"))
    leaves = [trees.block_leaf(block, bytes(root), algorithm) for block, root, _events in rows]
    whole = (
        seal.first_event == first
        and facts.previous == previous
        and sum(events for _block, _root, events in rows) == seal.events
        and trees.root(leaves, algorithm) == facts.root
    )
    return "" if whole else gettext_noop("Seal %(seal)d: its blocks are not those that were sealed.")


def _run(parts: list[Part], algorithm: str, snapshot: str) -> Iterator[tuple[int, Fault | None]]:
    """Each part's number of events and first fault, in order."""
    if not snapshot:
        yield from (_check(part, algorithm) for part in parts)
        return
    workers = min(MOST_WORKERS, 1 + (os.cpu_count() or 1))
    waiting: deque[Future[tuple[int, Fault | None]]] = deque()
    pool = ThreadPoolExecutor(workers)
    try:
        for part in parts:
            waiting.append(pool.submit(_check_apart, part, algorithm, snapshot))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _check_apart(part: Part, algorithm: str, snapshot: str) -> tuple[int, Fault | None]:
    """In a thread with a connection of its own, on the snapshot of the one who asked."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
            return _check(part, algorithm)
    finally:
        connection.close()


def _check(part: Part, algorithm: str) -> tuple[int, Fault | None]:
    with connection.cursor() as cursor:
        # One part sorts in memory; its workers are ours and not the planner's.
        cursor.execute("SET LOCAL work_mem = '128MB'; SET LOCAL max_parallel_workers_per_gather = 0")
    bad = first_unchained(part.first, part.last, algorithm)
    faults = [] if bad is None else [_chain_fault(bad)]
    if part.seal is None:
        return Event.objects.filter(id__range=(part.first, part.last)).count(), _first(faults)
    read = read_blocks(part.first, part.last, algorithm)
    faults += _block_faults(part.seal, part, read, algorithm)
    return sum(block.events for block in read), _first(faults)


def _first(faults: list[Fault]) -> Fault | None:
    return min(faults, key=lambda fault: fault.event, default=None)


def _chain_fault(event: int) -> Fault:
    found = Event.objects.filter(pk=event).values("topic", "subject", "seq").get()
    before = Event.objects.filter(
        topic=found["topic"], subject=found["subject"], seq=found["seq"] - 1, id__lt=event
    )
    if found["seq"] != 1 and not before.exists():
        message = gettext_noop(
            "Event %(event)d is number %(seq)d of %(topic)s/%(subject)s, and the one before it is missing."
        )
    else:
        message = gettext_noop(
            "Event %(event)d (%(topic)s/%(subject)s, number %(seq)d): its digest does not fit what it says."
        )
    return _fault(event, message, event=event, **found)


def _block_faults(seal: Seal, part: Part, read: list[BlockRead], algorithm: str) -> list[Fault]:
    """The first event, block by block, that is not what was sealed."""
    found = {block.number: block for block in read}
    kept = {
        block.number: block
        for block in Block.objects.filter(
            seal=seal.number,
            number__range=(part.first >> trees.BLOCK_BITS, part.last >> trees.BLOCK_BITS),
        )
    }
    for number in sorted(found.keys() | kept.keys()):
        low, high = bounds(number, seal.first_event, seal.last_event)
        fault = _block_fault(seal.number, low, high, kept.get(number), found.get(number), algorithm)
        if fault:
            return [fault]
    return []


def _block_fault(
    seal: int, low: int, high: int, kept: Block | None, found: BlockRead | None, algorithm: str
) -> Fault | None:
    sealed = bytes(kept.marks) if kept else marks(low, high, tuple, b"")
    now = marks(low, high, found.ids if found else tuple, found.leaves if found else b"")
    differs = None if sealed == now else first_difference(low, sealed, now)
    if differs:
        event, was, is_ = differs
        if was and not is_:
            message = gettext_noop("Event %(event)d is missing: seal %(seal)d covers it.")
        elif is_ and not was:
            message = gettext_noop("Event %(event)d was not there when seal %(seal)d was made.")
        else:
            message = gettext_noop("Event %(event)d is not what seal %(seal)d covers.")
        return _fault(event, message, event=event, seal=seal)
    leaves = trees.split(found.leaves) if found else []
    if trees.root(leaves, algorithm) != (bytes(kept.root) if kept else GENESIS):
        message = gettext_noop("One of the events %(first)d to %(last)d is not what seal %(seal)d covers.")
        return _fault(low, message, first=low, last=high, seal=seal)
    return None
