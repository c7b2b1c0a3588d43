"""A surveyed file in chunks of columns, whatever its format."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.json
import pyarrow.parquet as pq

from banli.intake.rules.lines import BLOCK, Block, Splitter
from banli.intake.rules.reject import FIELD_COUNT, NOT_A_VALUE, NOT_JSON, OPEN_QUOTE, Reject, rejected
from banli.intake.rules.survey import Survey
from banli.intake.rules.tables import wanted
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

ROWS = 100_000
"""Rows of a chunk of a Parquet file."""
BROKEN = gettext_noop("%(file)s cannot be read from row %(row)s on. What stood before it is taken in.")
Skip = Callable[[int], "tuple[int, int] | None"]
"""From where a chunk begins to (where it ends, the next line), where it was taken in before."""


@dataclass(slots=True)
class Chunk:
    """A run of rows: ``rows`` has the wanted columns, ``lines`` the line of each. All rows read are in it."""

    start: int
    stop: int
    next_line: int
    rows: pa.Table
    lines: list[int]
    rejects: list[Reject] = field(default_factory=list)

    @property
    def read(self) -> int:
        """Rows read, those set aside included."""
        return len(self.lines) + len(self.rejects)


def chunks(file: Survey, skip: Skip = lambda _start: None, block: int = BLOCK) -> Iterator[Chunk]:
    """Every chunk of ``file`` that ``skip`` does not know, in order."""
    if file.format == "parquet":
        yield from _parquet(file, skip)
        return
    with file.path.open("rb") as stream:
        splitter = Splitter(stream, file.encoding, fields=len(file.columns), block=block)
        start, line = file.begin, file.line
        while True:
            while known := skip(start):
                start, line = known
            found = next(splitter.blocks(start, line), None)
            if found is None:
                return
            yield _csv(file, found) if file.format == "csv" else _json(file, found)
            start, line = found.stop, found.next_line


def _chunk(block: Block, rows: pa.Table, lines: list[int], rejects: list[Reject]) -> Chunk:
    return Chunk(block.start, block.stop, block.next_line, rows, lines, block.rejects + rejects)


def _csv(file: Survey, block: Block) -> Chunk:
    names = [one for one in wanted(file.table) if one in file.columns]
    if not block.records:
        return _chunk(block, _empty(names), [], [])
    bad: dict[int, int] = {}

    def strange(row: Any) -> str:
        bad[row.number - 1] = row.actual_columns
        return "skip"

    try:
        rows = pa.csv.read_csv(
            io.BytesIO(block.data),
            pa.csv.ReadOptions(
                use_threads=False, block_size=len(block.data) + 1, column_names=_unique(file.columns)
            ),
            pa.csv.ParseOptions(newlines_in_values=True, invalid_row_handler=strange),
            pa.csv.ConvertOptions(
                include_columns=names, column_types=dict.fromkeys(names, pa.string()), check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return _csv_slowly(file, block, names)
    if rows.num_rows + len(bad) != len(block.records):
        return _csv_slowly(file, block, names)
    rejects = [
        rejected(block.lines[index], "", FIELD_COUNT, found=found, expected=len(file.columns))
        for index, found in bad.items()
    ]
    lines = [one for index, one in enumerate(block.lines) if index not in bad] if bad else block.lines
    return _chunk(block, rows, lines, rejects)


def _csv_slowly(file: Survey, block: Block, names: list[str]) -> Chunk:
    """Record by record, where one of them makes the quick reader stumble."""
    rejects, lines, found = [], [], []
    places = [file.columns.index(name) for name in names]
    for record, line in zip(block.records, block.lines, strict=True):
        try:
            cells = next(csv.reader(io.StringIO(record.decode()), strict=True), [])
        except csv.Error:
            rejects.append(rejected(line, "", OPEN_QUOTE, record[:80].decode(errors="replace")))
            continue
        if len(cells) != len(file.columns):
            rejects.append(rejected(line, "", FIELD_COUNT, found=len(cells), expected=len(file.columns)))
            continue
        lines.append(line)
        found.append([cells[place] for place in places])
    columns = zip(*found, strict=True) if found else [()] * len(names)
    rows = pa.table([pa.array(column, pa.string()) for column in columns], names)
    return _chunk(block, rows, lines, rejects)


def _json(file: Survey, block: Block) -> Chunk:
    names = wanted(file.table)
    if not block.records:
        return _chunk(block, _empty(names), [], [])
    schema = pa.schema([(name, pa.string()) for name in names])
    try:
        rows = pa.json.read_json(
            io.BytesIO(block.data),
            pa.json.ReadOptions(use_threads=False, block_size=len(block.data) + 1),
            pa.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore"),
        )
    except pa.ArrowInvalid:
        return _json_slowly(block, names)
    if rows.num_rows != len(block.records):
        return _json_slowly(block, names)
    return _chunk(block, rows.select(names), block.lines, [])


def _json_slowly(block: Block, names: list[str]) -> Chunk:
    """Line by line, where one of them is not as the quick reader wants it: a number for a text, no JSON at all."""
    rejects, lines, found = [], [], []
    for record, line in zip(block.records, block.lines, strict=True):
        try:
            said = json.loads(record)
        except (ValueError, RecursionError):
            said = None
        if not isinstance(said, dict):
            rejects.append(rejected(line, "", NOT_JSON, record[:80].decode(errors="replace")))
            continue
        wrong = next((name for name in names if not _plain(said.get(name))), None)
        if wrong is not None:
            rejects.append(rejected(line, wrong, NOT_A_VALUE))
            continue
        lines.append(line)
        found.append([_text(said.get(name)) for name in names])
    columns = zip(*found, strict=True) if found else [()] * len(names)
    rows = pa.table([pa.array(column, pa.string()) for column in columns], names)
    return _chunk(block, rows, lines, rejects)


def _plain(value: object) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= one <= "\udfff" for one in value)
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _parquet(file: Survey, skip: Skip) -> Iterator[Chunk]:
    start = 0
    try:
        with pq.ParquetFile(file.path) as opened:
            stored = {name.lower(): name for name in opened.schema_arrow.names}
            names = [one for one in wanted(file.table) if one in stored]
            for batch in opened.iter_batches(ROWS, columns=[stored[one] for one in names], use_threads=False):
                stop = start + batch.num_rows
                if skip(start) is None:
                    rows = pa.Table.from_batches([batch]).select([stored[one] for one in names])
                    yield Chunk(
                        start, stop, stop + 1, rows.rename_columns(names), list(range(start + 1, stop + 1))
                    )
                start = stop
    except (pa.ArrowException, OSError) as error:
        raise Refused(BROKEN, file=file.path.name, row=start + 1) from error


def _empty(names: list[str]) -> pa.Table:
    return pa.table([pa.array([], pa.string())] * len(names), names)


def _unique(columns: tuple[str, ...]) -> list[str]:
    """Names for all columns; one without a name gets one that no table has."""
    return [one or f"?{index}" for index, one in enumerate(columns)]
