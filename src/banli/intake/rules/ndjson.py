"""Lines of JSON objects as columns. Keys may be written as the headings of other files are."""

from __future__ import annotations

import io
import json
from typing import Any

import pyarrow as pa
import pyarrow.json

from banli.intake.rules.delimited import Columns, empty, table
from banli.intake.rules.lines import Block
from banli.intake.rules.reject import KEY_TWICE, NOT_A_VALUE, NOT_JSON, rejected
from banli.kernel.cells import BOM, heading


class _Twice(ValueError):
    """A key stands twice in one object."""


def read(block: Block, names: list[str]) -> Columns:
    """The columns ``names`` of the objects of ``block``."""
    rows = _at_once(block, names) if block.records else empty(names)
    if rows is None:
        return _singly(block, names)
    return rows, block.lines if block.records else [], []


def _at_once(block: Block, names: list[str]) -> pa.Table | None:
    """All objects; None where one makes the quick reader stumble, or a key is written in another way."""
    schema = pa.schema([(name, pa.string()) for name in names])
    try:
        rows = pa.json.read_json(
            io.BytesIO(block.data),
            pa.json.ReadOptions(use_threads=False, block_size=len(block.data) + 1),
            pa.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="infer"),
        )
    except pa.ArrowException:
        return None
    others = {heading(name) for name in rows.column_names if name not in names}
    if rows.num_rows != len(block.records) or others.intersection(names):
        return None
    return rows.select(names)


def _singly(block: Block, names: list[str]) -> Columns:
    rejects, lines, found = [], [], []
    for record, line in zip(block.records, block.lines, strict=True):
        try:
            said = _object(record)
        except _Twice as twice:
            rejects.append(rejected(line, str(twice), KEY_TWICE))
            continue
        if said is None:
            rejects.append(rejected(line, "", NOT_JSON, record[:80].decode(errors="replace")))
            continue
        wrong = next((name for name in names if not _plain(said.get(name))), None)
        if wrong is not None:
            rejects.append(rejected(line, wrong, NOT_A_VALUE))
            continue
        lines.append(line)
        found.append([said.get(name) for name in names])
    return table(names, found), lines, rejects


def _object(record: bytes) -> dict[str, Any] | None:
    """The object of a line, which may end with the comma of a list; None where there is none."""
    text = record.decode().strip().strip(BOM).removesuffix(",")
    try:
        said = json.loads(
            text, object_pairs_hook=tuple, parse_int=str, parse_float=_number, parse_constant=str
        )
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, tuple):
        return None
    found: dict[str, Any] = {}
    for key, value in said:
        name = heading(key)
        if name in found and found[name] != value:
            raise _Twice(name)
        found[name] = value
    return found


def _number(raw: str) -> str:
    """A number as it stands there; with an exponent as spreadsheets write one."""
    return f"{float(raw):.15e}" if "e" in raw.lower() else raw


def _plain(value: object) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= one <= "\udfff" for one in value)
    return value is None
