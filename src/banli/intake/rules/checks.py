"""Rows of one table, checked column by column: the sound ones in normal form, the others with their reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.intake.rules import cells, typed
from banli.intake.rules.moments import FIRST, days, moments
from banli.intake.rules.reject import MISSING, OUT_OF_TIME, UNPRINTABLE, Reject, rejected
from banli.intake.rules.tables import FIELDS, Field, Kind
from banli.intake.states import Table
from banli.kernel.days import NEVER
from banli.kernel.printable import Named, fault, outside

FAR = date(2100, 1, 1)
TYPES = {Kind.MOMENT: pa.timestamp("us"), Kind.DAY: pa.timestamp("us"), Kind.INTEGER: pa.int64()}
NO_DAYS = pa.array(sorted(NEVER), pa.date32())


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

    REASONS = (MISSING, OUT_OF_TIME, UNPRINTABLE, *cells.FAULTS)

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
            here = rows.column(name).slice(index, 1) if name in rows.column_names else None
            value = "" if here is None else typed.texts(typed.plain(here))[0].as_py()
            found.append(_told(lines[index], name, self.REASONS[reason], value))
        return found


def _told(line: int, name: str, reason: str, value: Any) -> Reject:
    """The reject; what cannot be printed is named by its character."""
    wrong = fault(str(value)) if reason == UNPRINTABLE else None
    if wrong is None:
        return rejected(line, name, reason, value)
    return rejected(line, name, wrong.message, value, character=str(Named(wrong.character)))


def _field(one: Field, number: int, raw: Any, faults: _Faults, now: datetime) -> Any:
    """The column of a field in normal form; its faults are noted."""
    if raw is None:
        return pa.nulls(
            faults.rows, pa.date32() if one.kind is Kind.DAY else TYPES.get(one.kind, pa.string())
        )
    column = typed.plain(raw)
    dated = one.kind in {Kind.MOMENT, Kind.DAY}
    if dated and (pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)):
        value = moments(column)
    else:
        value = _read(one, number, typed.texts(column), faults)
    if one.kind is Kind.TEXT:
        faults.add(pc.match_substring_regex(value, outside()), number, UNPRINTABLE)
    if dated:
        value = _in_time(one, number, value, faults, now)
    if one.needed:
        faults.add(pc.is_null(value), number, MISSING)
    return days(value) if one.kind is Kind.DAY else value


def _read(one: Field, number: int, text: Any, faults: _Faults) -> Any:
    """Texts in normal form: in bulk what is in it already, singly, and each once, what is not."""
    quick = _quick(one, text)
    if pc.all(quick, min_count=0).as_py():
        return _bulk(one, text)
    coded = text.filter(pc.invert(quick)).dictionary_encode()
    told = [cells.read(one, each) for each in coded.dictionary.to_pylist()]
    values = pa.array([value for value, _reason in told], TYPES.get(one.kind, pa.string())).take(
        coded.indices
    )
    for reason in dict.fromkeys(reason for _value, reason in told if reason):
        here = pa.array([why == reason for _value, why in told]).take(coded.indices)
        bad = pc.replace_with_mask(pa.repeat(False, faults.rows), pc.invert(quick), here)
        faults.add(bad, number, reason)
    bulk = _bulk(one, pc.if_else(quick, text, pa.scalar(None, pa.string())))
    return pc.replace_with_mask(bulk, pc.invert(quick), values)


def _quick(one: Field, text: Any) -> Any:
    """True where a text is in normal form, or null: what :func:`cells.read` would give back as it is."""
    match one.kind:
        case Kind.NUMBER:
            sound = pc.match_substring_regex(text, cells.NUMBER)
            for one_of in cells.DIGITS:
                sound = pc.and_(sound, pc.match_substring_regex(text, one_of))
            quick = pc.and_not(sound, pc.match_substring_regex(text, cells.POINTED))
        case Kind.KEY:
            quick = pc.match_substring_regex(text, cells.PLAIN_KEY)
        case Kind.CODE:
            quick = pc.is_in(text, value_set=pa.array(one.codes))
        case Kind.INTEGER:
            quick = pc.match_substring_regex(text, cells.INTEGER)
        case Kind.TEXT:
            quick = pa.repeat(False, len(text))
        case _:
            quick = pc.match_substring_regex(text, cells.MOMENT)
            try:
                pc.if_else(pc.fill_null(quick, False), text, pa.scalar(None, pa.string())).cast(
                    TYPES[one.kind]
                )
            except pa.ArrowInvalid:
                quick = pa.repeat(False, len(text))
    return pc.or_kleene(pc.fill_null(quick, False), pc.is_null(text))


def _bulk(one: Field, text: Any) -> Any:
    return text.cast(TYPES.get(one.kind, pa.string()))


def _in_time(one: Field, number: int, moment: Any, faults: _Faults, now: datetime) -> Any:
    """Note the moments that lie where none can; null those by which programs say that there is none."""
    never = pc.is_in(days(moment), value_set=NO_DAYS)
    if pc.any(never, min_count=0).as_py():
        moment = pc.if_else(never, pa.scalar(None, moment.type), moment)
    first = datetime.combine(FIRST, time())
    last = (
        datetime.combine(FAR, time()) if one.future else datetime.combine(now.date() + timedelta(1), time())
    )
    low, high = (pa.scalar(bound, pa.timestamp("us")) for bound in (first, last))
    faults.add(pc.or_(pc.less(moment, low), pc.greater_equal(moment, high)), number, OUT_OF_TIME)
    return moment
