"""One batch: its rows become cases and events, its rejects and its marks are kept, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection, transaction

from banli.cases.service import Changed, Written, held_cases, take_in
from banli.intake.acts.items import register_items
from banli.intake.acts.rows import Told, tell
from banli.intake.acts.satisfaction import take_in_satisfaction
from banli.intake.models import Delivery, Part
from banli.intake.permissions import GRANTS, IntakePermission
from banli.intake.rules.checks import Checked, check
from banli.intake.rules.chunks import Chunk
from banli.intake.rules.copy_text import Stamp, render
from banli.intake.rules.items import Items, Work
from banli.intake.rules.known_cases import Held, Outcome, facts_of
from banli.intake.rules.new_cases import build, said
from banli.intake.rules.reject import NOT_KNOWN, NOTHING_TO_DELETE, Reject
from banli.intake.rules.tables import wanted
from banli.intake.states import Table
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import HASHES, algorithm, append

ORDERED = {NOT_KNOWN, NOTHING_TO_DELETE}
"""Faults that an earlier batch, still on its way, may mend."""


class TooSoon(Exception):
    """What the batch says depends on batches that are still on their way."""


class Unsure(Exception):
    """What becomes of the batch depends on cases that were not looked up."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Who counts the events of a batch, in its transaction.

    ``block`` counts those whose ids lie between its two arguments, as the record has them. ``columns`` counts those of
    new cases from what they say (:func:`banli.intake.rules.new_cases.said`), under the id of the first of them.
    """

    block: Callable[[int, int], None]
    columns: Callable[[int, pa.RecordBatch], None]


@dataclass(frozen=True, slots=True)
class Setting:
    """What all batches of a run share."""

    by: Actor
    source: str
    items: Items
    work: Work
    fold: Fold


@dataclass(slots=True)
class Piece:
    """One chunk of one delivery, and what becomes of its rows."""

    delivery: Delivery
    table: Table
    chunk: Chunk
    rejects: list[Reject] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)


def take_in_batch(*, setting: Setting, pieces: Sequence[Piece], settled: bool, sure: bool) -> list[Part]:
    """Take in the chunks of a batch, at most one of each table, and mark them as taken.

    A crash of the machine may lose the last batches, each whole with its mark: they are taken in again. What comes
    after them, the end of the delivery, is on the disk before it is told, and they with it.

    :param settled: True where every earlier batch is done; else a batch that may depend on one is put off.
    :param sure: True where every number is looked up; else one that is accepted here is taken to be new.
    :raises TooSoon: where it is put off.
    :raises Unsure, IntegrityError: where a number that was taken to be new is held, or may be.
    """
    GRANTS.require(setting.by, IntakePermission.DELIVER)
    checked = {piece.table: _checked(piece) for piece in pieces}
    by_table = {piece.table: piece for piece in pieces}
    with transaction.atomic():
        _commit_later()
        if Table.TASK in checked:
            register_items(source=setting.source, rows=checked[Table.TASK].rows, piece=by_table[Table.TASK])
        rows = _rows(checked)
        if any(len(one) for one in rows.values()):
            _Batch(setting, rows, by_table, settled, sure).take_in()
        if Table.SATISFACTION in checked:
            piece = by_table[Table.SATISFACTION]
            rated = checked[Table.SATISFACTION].rows
            waits = take_in_satisfaction(by=setting.by, source=setting.source, rows=rated, piece=piece)
            if waits and not settled:
                raise TooSoon
        parts = [_mark(piece) for piece in pieces]
        _note(setting, pieces, parts)
    return parts


def _commit_later() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL synchronous_commit = off")


def _checked(piece: Piece) -> Checked:
    now = clock.now().replace(tzinfo=None)
    found = check(piece.table, piece.chunk.rows, piece.chunk.lines, now)
    piece.rejects = [*piece.chunk.rejects, *found.rejects]
    piece.outcomes = Counter()
    return found


def _rows(checked: dict[Table, Checked]) -> dict[Table, pa.RecordBatch]:
    """The sound rows of every table; none for a table that is not there."""
    found: dict[Table, pa.RecordBatch] = {}
    for table in (Table.ACCEPT, Table.SPECIAL, Table.PROCESS, Table.RESULT):
        if table in checked:
            found[table] = checked[table].rows
        else:
            empty = pa.table([pa.array([], pa.string())] * len(wanted(table)), wanted(table))
            found[table] = check(table, empty, [], clock.now().replace(tzinfo=None)).rows
    return found


class _Batch:
    def __init__(
        self,
        setting: Setting,
        rows: dict[Table, pa.RecordBatch],
        pieces: dict[Table, Piece],
        settled: bool,
        sure: bool,
    ) -> None:
        self.setting, self.rows, self.pieces = setting, rows, pieces
        self.settled, self.sure = settled, sure
        self.told: list[Told] = []

    def take_in(self) -> None:
        """Write the new cases in columns; those that are held or told twice row by row."""
        setting = self.setting
        now = clock.now().replace(tzinfo=None)
        self.stamp = Stamp(setting.source, setting.by.label, now, HASHES[algorithm()])
        apart = self._apart()
        if not self.sure and len(apart):
            raise Unsure
        held = {one[1]: _held(one) for one in held_cases(self._numbers())}
        apart = pa.concat_arrays([apart, pa.array(list(held), pa.string())])
        slow = {table: _where(rows, apart, inside=True) for table, rows in self.rows.items()}
        plain = {table: _where(rows, apart, inside=False) for table, rows in self.rows.items()}
        self.fresh = build(plain, setting.items, setting.work)
        if not self.sure and any(self.fresh.rejects.values()):
            raise Unsure
        self.told = tell(slow, held, setting.items, setting.work, self.stamp)
        self._count(plain)
        if not self.settled and self._depends():
            raise TooSoon
        events = self.fresh.events.num_rows + sum(len(one.events) for one in self.told)
        new = self.fresh.cases.num_rows + sum(one.is_new for one in self.told)
        if events:
            take_in(by=setting.by, cases=new, events=events, write=self._write, fold=self._fold)

    def _numbers(self) -> list[str]:
        """The numbers that may be held."""
        every = pa.concat_arrays([rows.column("project_no") for rows in self.rows.values()]).unique()
        if not self.sure:
            begun = self.rows[Table.ACCEPT].column("project_no")
            every = every.filter(pc.invert(pc.is_in(every, value_set=begun)))
        found: list[str] = every.to_pylist()
        return found

    def _apart(self) -> Any:
        """Numbers that are told row by row, as those that are held: accepted or ended twice here, or deleted."""
        found = []
        for table, rows in self.rows.items():
            number = rows.column("project_no")
            found.append(number.filter(pc.fill_null(pc.equal(rows.column("cd_operation"), "D"), False)))
            if table in {Table.ACCEPT, Table.RESULT}:
                counted = number.value_counts()
                found.append(counted.field(0).filter(pc.greater(counted.field(1), 1)))
        return pa.concat_arrays(found).unique()

    def _count(self, plain: dict[Table, pa.RecordBatch]) -> None:
        for table, piece in self.pieces.items():
            if table not in plain:
                continue
            refused = self.fresh.rejects[table]
            piece.rejects += refused
            piece.outcomes[Outcome.FRESH] += plain[table].num_rows - len(refused)
            for one in self.told:
                piece.rejects += one.rejects.get(table, [])
                piece.outcomes.update(one.outcomes.get(table, []))

    def _depends(self) -> bool:
        """True where an earlier batch that is not done might change what this one does."""
        if any(reject.reason in ORDERED for piece in self.pieces.values() for reject in piece.rejects):
            return True
        newer = (pc.any(pc.greater(rows.column("dataver"), 1), min_count=0) for rows in self.rows.values())
        return any(one.as_py() for one in newer) or any(
            pc.any(pc.equal(rows.column("cd_operation"), "D"), min_count=0).as_py()
            for rows in self.rows.values()
        )

    def _write(self, cases: list[range], events: list[range]) -> Written:
        """The text of all rows under these ids: first the new cases in columns, then those told singly."""
        count, told = self.fresh.cases.num_rows, self.fresh.events.num_rows
        case_ids, event_ids = _cut(cases, count), _cut(events, told)
        case_text, event_text = render(self.fresh, self.setting.items, self.stamp, case_ids[0], event_ids[0])
        texts: list[str] = []
        lines: list[str] = []
        changed: list[Changed] = []
        free = iter(number for run in case_ids[1] for number in run)
        ids = iter(number for run in event_ids[1] for number in run)
        for one in self.told:
            one.write(next(free) if one.is_new else 0, ids, texts, lines, changed)
        return Written([case_text, "".join(texts).encode()], [event_text, "".join(lines).encode()], changed)

    def _fold(self, ids: list[range]) -> None:
        """Count the events: those told singly are read again, for they may take others back."""
        fresh, told = _cut(ids, self.fresh.events.num_rows)
        if fresh:
            self.setting.fold.columns(fresh[0].start, said(self.fresh, self.setting.items))
        for run in told:
            self.setting.fold.block(run.start, run.stop - 1)


def _cut(runs: list[range], count: int) -> tuple[list[range], list[range]]:
    """Runs of ids cut in two after ``count`` of them."""
    first, rest = [], []
    for run in runs:
        here = min(count, len(run))
        count -= here
        first.append(run[:here])
        rest.append(run[here:])
    return [run for run in first if run], [run for run in rest if run]


def _where(rows: pa.RecordBatch, numbers: Any, *, inside: bool) -> pa.RecordBatch:
    if not len(numbers):
        return rows.slice(0, 0) if inside else rows
    there = pc.is_in(rows.column("project_no"), value_set=numbers)
    return rows.filter(there if inside else pc.invert(there))


def _held(row: tuple[Any, ...]) -> Held:
    moment = row[8].astimezone(clock.SHANGHAI).replace(tzinfo=None)
    facts = facts_of(
        (seq, name, at.astimezone(clock.SHANGHAI).replace(tzinfo=None), body)
        for seq, name, at, body in row[9]
    )
    case, number, version, head, source, kind, department, channel = row[:8]
    return Held(case, number, version, bytes(head), source, kind, department, channel, moment, facts)


def _mark(piece: Piece) -> Part:
    rejects = sorted(piece.rejects, key=lambda one: one.line)
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY intake_reject (delivery_id, line, field, value, reason, params) FROM STDIN"
        ) as copy,
    ):
        copy.set_types(["int8", "int8", "text", "text", "text", "jsonb"])
        for one in rejects:
            copy.write_row((piece.delivery.pk, one.line, one.field, one.value, one.reason, _json(one.params)))
    return Part.objects.create(
        delivery=piece.delivery,
        start=piece.chunk.start,
        stop=piece.chunk.stop,
        next_line=piece.chunk.next_line,
        read=piece.chunk.read,
        fresh=piece.outcomes[Outcome.FRESH],
        same=piece.outcomes[Outcome.SAME],
        corrected=piece.outcomes[Outcome.CORRECTED],
        rejected=len(rejects),
        taken_at=clock.now(),
    )


def _json(params: Any) -> Any:
    from psycopg.types.json import Jsonb

    return Jsonb(dict(params))


def _note(setting: Setting, pieces: Sequence[Piece], parts: Sequence[Part]) -> None:
    """One event of the intake for the batch."""
    files = [
        {
            "file": piece.delivery.digest,
            "table": str(piece.table),
            "start": part.start,
            "stop": part.stop,
            "read": part.read,
            "rejected": part.rejected,
        }
        for piece, part in zip(pieces, parts, strict=True)
    ]
    append(topic="intake", subject=setting.source, name="taken", by=setting.by, body={"files": files})
