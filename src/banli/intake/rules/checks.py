"""Rows of one table, checked column by column: the sound ones in normal form, the others with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.intake.rules.moments import FIRST, days, moments
from banli.intake.rules.reject import (
    BAD_CODE,
    BAD_DATE,
    BAD_INTEGER,
    BAD_NUMBER,
    MISSING,
    OUT_OF_TIME,
    UNPRINTABLE,
    Reject,
    rejected,
)
from banli.intake.rules.tables import FIELDS, Field, Kind
from banli.intake.states import Table
from banli.kernel.printable import Named, fault, outside

NUMBER = r"^[0-9A-Za-z.\-]{1,50}$"
LONGEST_TEXT = 200
FAR = date(2100, 1, 1)
TYPES = {Kind.MOMENT: pa.timestamp("us"), Kind.DAY: pa.date32(), Kind.INTEGER: pa.int64()}


@dataclass(slots=True)
class Checked:
    """Sound rows of ``table``: its fields in normal form, and ``line``."""

    table: Table
    rows: pa.RecordBatch
    rejects: list[Reject]


def check(table: Table, rows: pa.Table, lines: list[int], now: datetime) -> Checked:
    """Bring every field into its normal form and set aside the rows in which one has none.

    :param now: Shanghai wall time; nothing that happened lies later.
    """
    faults = _Faults(rows.num_rows)
    columns = {}
    for number, one in enumerate(FIELDS[table]):
        raw = rows.column(one.name) if one.name in rows.column_names else None
        columns[one.name] = _field(one, number, raw, faults, now)
    columns["line"] = pa.array(lines, pa.int64())
    flat = [one.combine_chunks() if isinstance(one, pa.ChunkedArray) else one for one in columns.values()]
    sound = pa.RecordBatch.from_arrays(flat, names=list(columns))
    if not faults.any():
        return Checked(table, sound, [])
    keep = pc.equal(faults.code, 0)
    return Checked(table, sound.filter(keep), faults.told(FIELDS[table], rows, lines))


class _Faults:
    """The first fault of each row, as field number and reason in one code; 0 for none."""

    REASONS = (MISSING, BAD_NUMBER, BAD_DATE, OUT_OF_TIME, BAD_CODE, BAD_INTEGER, UNPRINTABLE)

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.code: Any = pa.repeat(pa.scalar(0, pa.int16()), rows)
        self.found = False

    def add(self, bad: Any, number: int, reason: str) -> None:
        """Note ``reason`` for the field of that number where ``bad``."""
        bad = pc.fill_null(bad, False)
        if not pc.any(bad, min_count=0).as_py():
            return
        self.found = True
        code = pa.scalar(number * len(self.REASONS) + self.REASONS.index(reason) + 1, pa.int16())
        self.code = pc.if_else(pc.and_(bad, pc.equal(self.code, 0)), code, self.code)

    def any(self) -> bool:
        """True where a row has one."""
        return self.found

    def told(self, fields: tuple[Field, ...], rows: pa.Table, lines: list[int]) -> list[Reject]:
        """A reject for each row with a fault."""
        found = []
        for index in pc.indices_nonzero(self.code).to_pylist():
            number, reason = divmod(self.code[index].as_py() - 1, len(self.REASONS))
            name = fields[number].name
            value = rows.column(name)[index].as_py() if name in rows.column_names else ""
            found.append(_told(lines[index], name, self.REASONS[reason], value))
        return found


def _told(line: int, name: str, reason: str, value: Any) -> Reject:
    """The reject; what cannot be printed is named by its character."""
    wrong = fault(str(value)) if reason == UNPRINTABLE else None
    if wrong is None:
        return rejected(line, name, reason, value)
    return rejected(line, name, wrong.message, value, character=str(Named(wrong.character)))


def _field(one: Field, number: int, raw: Any, faults: _Faults, now: datetime) -> Any:
    if raw is None:
        return pa.nulls(faults.rows, TYPES.get(one.kind, pa.string()))
    if one.kind in {Kind.MOMENT, Kind.DAY}:
        return _moment(one, number, raw, faults, now)
    text = _text(raw)
    if one.needed:
        faults.add(pc.is_null(text), number, MISSING)
    match one.kind:
        case Kind.NUMBER:
            faults.add(pc.invert(pc.match_substring_regex(text, NUMBER)), number, BAD_NUMBER)
        case Kind.TEXT:
            faults.add(pc.match_substring_regex(text, outside()), number, UNPRINTABLE)
        case Kind.CODE:
            known = pc.is_in(text, value_set=pa.array(one.codes))
            faults.add(pc.and_(pc.is_valid(text), pc.invert(known)), number, BAD_CODE)
        case Kind.INTEGER:
            whole = pc.match_substring_regex(text, r"^[1-9]\d{0,2}$")
            faults.add(pc.invert(whole), number, BAD_INTEGER)
            return pc.if_else(pc.fill_null(whole, False), text, pa.scalar(None, pa.string())).cast(pa.int64())
    return text


def _text(raw: Any) -> Any:
    """As text, trimmed, without control characters, null where nothing is left."""
    if pa.types.is_null(raw.type):
        return raw.cast(pa.string())
    if pa.types.is_floating(raw.type):
        raw = raw.cast(pa.int64(), safe=False)
    text = raw.cast(pa.string())
    strange = pc.match_substring_regex(text, r"[\x00-\x1f\x7f]|^\s|\s$")
    if pc.any(strange, min_count=0).as_py():
        text = pc.utf8_trim_whitespace(pc.replace_substring_regex(text, r"[\x00-\x1f\x7f]+", " "))
    long = pc.greater(pc.binary_length(text), LONGEST_TEXT)
    if pc.any(long, min_count=0).as_py():
        text = pc.utf8_slice_codeunits(text, 0, LONGEST_TEXT)
    empty = pc.equal(text, "")
    if pc.any(empty, min_count=0).as_py():
        text = pc.if_else(empty, pa.scalar(None, pa.string()), text)
    return text


def _moment(one: Field, number: int, raw: Any, faults: _Faults, now: datetime) -> Any:
    if (
        pa.types.is_string(raw.type)
        or pa.types.is_large_string(raw.type)
        or not pa.types.is_temporal(raw.type)
    ):
        raw = _text(raw)
    moment = moments(raw)
    faults.add(pc.and_(pc.is_null(moment), pc.is_valid(raw)), number, BAD_DATE)
    if one.needed:
        faults.add(pc.is_null(raw), number, MISSING)
    first = datetime.combine(FIRST, time())
    last = (
        datetime.combine(FAR, time()) if one.future else datetime.combine(now.date() + timedelta(1), time())
    )
    low, high = (pa.scalar(bound, pa.timestamp("us")) for bound in (first, last))
    faults.add(pc.or_(pc.less(moment, low), pc.greater_equal(moment, high)), number, OUT_OF_TIME)
    return days(moment) if one.kind is Kind.DAY else moment
