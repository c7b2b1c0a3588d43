"""Cases and events as the text that COPY reads, with the digests of their chains; whole columns at a time.

The digest is the one of :func:`banli.ledger.rules.chain.digest`; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.intake.rules.items import Items
from banli.intake.rules.moments import days, utc_us
from banli.intake.rules.new_cases import Fresh

TOPIC = "case"
NOTHING = r"\N"
BETWEEN, TAB = "\x1f", "\t"
ZONE = "+08"
GENESIS = b"\x00" * 32
PAUSED_FOR = "reported"
"""The special procedure of a reported case: it runs in the other system."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all rows of a batch share. ``recorded_at`` is Shanghai wall time; ``hashed`` the record's digest."""

    source: str
    actor: str
    recorded_at: datetime
    hashed: Callable[[bytes], Any]


def render(
    fresh: Fresh, items: Items, stamp: Stamp, cases: Sequence[range], events: Sequence[range]
) -> tuple[memoryview, memoryview]:
    """The text of the case rows and of the event rows, under the ids given."""
    ids = _ids(cases)
    case = fresh.events.column("case")
    sequence, first, last = _places(case)
    subject = ids.take(case)
    item = fresh.cases.column("item").take(case)
    name, at, body = (fresh.events.column(one) for one in ("name", "at", "body"))
    scope, facet = items.department.take(item), items.kind.take(item)
    number = sequence.cast(pa.string())
    recorded = pa.scalar(stamp.recorded_at, pa.timestamp("us"))
    said = pc.binary_join_element_wise(
        *(TOPIC, subject, number, name, scope, facet, utc_us(at).cast(pa.string())),
        *(str(utc_us(recorded).as_py()), stamp.actor, body, BETWEEN),
    )
    digests = chained(first, said.cast(pa.binary()).to_pylist(), stamp.hashed)
    hexed = pa.array([one.hex() for one in digests], pa.string())
    head = hexed.filter(last)
    text = pc.binary_join_element_wise(
        *(_ids(events), TOPIC, subject, number, name, scope, facet, moment(at), days(at).cast(pa.string())),
        *(moment(recorded), stamp.actor, safe(body)),
        *(pc.binary_join_element_wise(r"\\x", hexed, "\n", ""), TAB),
    )
    return _cases(fresh, items, stamp, ids, sequence.filter(last), head), bytes_of(text)


def chained(first: list[bool], said: list[bytes], hashed: Callable[[bytes], Any]) -> list[bytes]:
    """The digest of each event; ``first`` is True where a chain begins."""
    found: list[bytes] = []
    head = GENESIS
    note = found.append
    for begins, text in zip(first, said, strict=True):
        head = hashed((GENESIS if begins else head) + text).digest()
        note(head)
    return found


def _places(case: Any) -> tuple[Any, list[bool], Any]:
    """The number of each event in its case, whether it is the first one, whether it is the last one."""
    count = len(case)
    if not count:
        return pa.array([], pa.int32()), [], pa.array([], pa.bool_())
    turn = pc.not_equal(case.slice(1), case.slice(0, count - 1))
    yes = pa.array([True])
    first, last = pa.concat_arrays([yes, turn]), pa.concat_arrays([turn, yes])
    place = pa.array(range(count), pa.int32())
    begin = pc.cumulative_max(pc.if_else(first, place, pa.scalar(0, pa.int32())))
    return pc.add(pc.subtract(place, begin), pa.scalar(1, pa.int32())), first.to_pylist(), last


def _cases(fresh: Fresh, items: Items, stamp: Stamp, ids: Any, version: Any, head: Any) -> memoryview:
    cases = fresh.cases
    item, paused = cases.column("item"), cases.column("paused_on")
    text = pc.binary_join_element_wise(
        *(ids, cases.column("number"), items.revision.take(item), items.kind.take(item)),
        *(items.department.take(item), cases.column("channel"), safe(pa.scalar(stamp.source))),
        *(cases.column("state"), version.cast(pa.string()), pc.binary_join_element_wise(r"\\x", head, "")),
        *("", "", "", "", "{}", moment(cases.column("submitted_at")), moment(cases.column("accepted_at"))),
        *(_day(cases.column("statutory_due_on")), "{}", "0", _day(paused)),
        *(pc.if_else(pc.is_valid(paused), PAUSED_FOR, ""), "[]"),
        moment(cases.column("completed_at")),
        pc.binary_join_element_wise(cases.column("result"), "\n", ""),
        TAB,
    )
    return bytes_of(text)


def moment(column: Any) -> Any:
    """Shanghai wall times as PostgreSQL reads them."""
    text = pc.binary_join_element_wise(column.cast(pa.string()), ZONE, "")
    return pc.fill_null(text, NOTHING)


def _day(column: Any) -> Any:
    return pc.fill_null(column.cast(pa.string()), NOTHING)


def safe(column: Any) -> Any:
    """Texts as COPY reads them back unchanged; they hold no tabulator and no line end."""
    return pc.replace_substring(column, "\\", "\\\\")


def _ids(runs: Sequence[range]) -> Any:
    """Ids as text."""
    parts = [pa.array(run, pa.int64()).cast(pa.string()) for run in runs]
    return pa.concat_arrays(parts) if parts else pa.array([], pa.string())


def bytes_of(column: Any) -> memoryview:
    """All texts of a column, one after the other, without copying them."""
    if not len(column):
        return memoryview(b"")
    _valid, offsets, data = column.buffers()
    ends = memoryview(offsets).cast("i")
    return memoryview(data)[ends[column.offset] : ends[column.offset + len(column)]]
