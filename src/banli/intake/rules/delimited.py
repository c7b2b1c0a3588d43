"""Records of a CSV file as columns."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow as pa
import pyarrow.csv

from banli.intake.rules.lines import Block
from banli.intake.rules.reject import FIELD_COUNT, OPEN_QUOTE, Reject, rejected
from banli.kernel.csvtext import fitted, records

Columns = tuple[pa.Table, list[int], list[Reject]]
"""Rows, the line of each, and the records set aside."""


def read(block: Block, columns: tuple[str, ...], names: list[str], delimiter: str) -> Columns:
    """The columns ``names`` of the records of ``block``, in which every record has ``columns``."""
    rows = _at_once(block, columns, names, delimiter) if block.records else empty(names)
    if rows is None:
        return _singly(block, columns, names, delimiter)
    return rows, block.lines if block.records else [], []


def _at_once(block: Block, columns: tuple[str, ...], names: list[str], delimiter: str) -> pa.Table | None:
    """All records; None where one of them makes the quick reader stumble."""
    try:
        rows = pa.csv.read_csv(
            io.BytesIO(block.data),
            pa.csv.ReadOptions(
                use_threads=False, block_size=len(block.data) + 1, column_names=_unique(columns)
            ),
            pa.csv.ParseOptions(newlines_in_values=True, delimiter=delimiter),
            pa.csv.ConvertOptions(
                include_columns=names, column_types=dict.fromkeys(names, pa.string()), check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    return rows if rows.num_rows == len(block.records) else None


def _singly(block: Block, columns: tuple[str, ...], names: list[str], delimiter: str) -> Columns:
    rejects, lines, found = [], [], []
    places, count = [columns.index(name) for name in names], len(columns)
    for record, line in zip(block.records, block.lines, strict=True):
        try:
            parsed = records(record.decode(), delimiter)
        except csv.Error:
            rejects.append(rejected(line, "", OPEN_QUOTE, record[:80].decode(errors="replace")))
            continue
        cells = parsed[0] if parsed else []
        whole = fitted(cells, count) if len(parsed) == 1 else None
        if whole is None or (block.cut_off and record is block.records[-1] and len(cells) < count):
            rejects.append(rejected(line, "", FIELD_COUNT, found=len(cells), expected=count))
            continue
        lines.append(line)
        found.append([whole[place] for place in places])
    return table(names, found), lines, rejects


def table(names: list[str], found: list[list[Any]]) -> pa.Table:
    """Rows of texts as columns."""
    columns = zip(*found, strict=True) if found else [()] * len(names)
    return pa.table([pa.array(column, pa.string()) for column in columns], names)


def empty(names: list[str]) -> pa.Table:
    """No rows."""
    return table(names, [])


def _unique(columns: tuple[str, ...]) -> list[str]:
    """Names for all columns; one without a name gets one that no table has."""
    return [one or f"?{index}" for index, one in enumerate(columns)]
