"""One table as six programs write it, in three formats: each with its own words for days, nothing and numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from banli.kernel.clock import SHANGHAI

Row = Mapping[str, Any]
"""Values of Python: texts, whole numbers, days, moments in Shanghai wall time, None."""


def plain(value: Any) -> str:
    return str(value)


def excel_moment(value: datetime) -> str:
    return f"{value.year}/{value.month}/{value.day} {value.hour}:{value:%M:%S}"


def wps_moment(value: datetime) -> str:
    return f"{value.year}年{value.month}月{value.day}日 {value.hour}时{value.minute}分{value.second}秒"


def oracle_moment(value: datetime) -> str:
    half = "下午" if value.hour >= 12 else "上午"
    return f"{value:%d}-{value.month}月 -{value:%y} {value.hour % 12 or 12:02}.{value:%M.%S}.000000 {half}"


@dataclass(frozen=True)
class Program:
    """How a program writes: its encoding, names of columns, nothing, whole numbers, texts that look like numbers."""

    encoding: str = "utf-8"
    delimiter: str = ","
    end: str = "\n"
    name: Callable[[str], str] = plain
    nothing: str = ""
    whole: Callable[[int], str] = plain
    number: Callable[[str], str] = plain
    moment: Callable[[datetime], str] = plain
    day: Callable[[date], str] = plain
    key: Callable[[str], str] = plain
    values: Mapping[type, Callable[[Any], Any]] = field(default_factory=dict)
    """What its NDJSON has for a whole number or a moment, where it is not what its CSV has."""
    types: Mapping[type, Any] = field(default_factory=dict)
    """The Arrow types of its Parquet."""

    def cell(self, column: str, value: Any) -> str:
        """A value as a text."""
        if value is None:
            return self.nothing
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, int):
            return self.whole(value)
        return self.number(value) if column == "project_no" else str(value)


PROGRAMS = {
    "excel": Program(
        encoding="gb18030",
        end="\r\n",
        number=lambda text: f'="{text}"',
        moment=excel_moment,
        day=lambda day: f"{day.year}/{day.month}/{day.day}",
        types=dict.fromkeys((str, int, datetime, date), pa.large_string()),
    ),
    "wps": Program(
        encoding="utf-8-sig",
        end="\r\n",
        name=lambda name: f" {name} ",
        number=lambda text: f"\t{text}",
        moment=wps_moment,
        day=lambda day: f"{day.year}年{day.month:02}月{day.day:02}日",
        nothing="—",
        types=dict.fromkeys((str, int, datetime, date), pa.string()),
    ),
    "pandas": Program(
        whole=lambda number: f"{number}.0",
        nothing="nan",
        moment=lambda moment: moment.isoformat(),
        values={int: float},
        types={str: pa.dictionary(pa.int32(), pa.string()), int: pa.float64(), datetime: pa.timestamp("ns")},
    ),
    "postgres": Program(
        moment=lambda moment: f"{moment.isoformat(' ')}+08",
        nothing=r"\N",
        values={datetime: lambda moment: moment.replace(tzinfo=SHANGHAI).isoformat()},
        types={int: pa.int32(), datetime: pa.timestamp("us", "UTC"), date: pa.date32()},
    ),
    "oracle": Program(
        encoding="gb18030",
        end="\r\n",
        name=str.upper,
        key=str.upper,
        moment=oracle_moment,
        day=lambda day: f"{day:%d}-{day.month}月 -{day:%y}",
        values={datetime: lambda moment: moment.isoformat(), date: lambda day: f"{day}T00:00:00"},
        types={int: pa.decimal128(38, 10), datetime: pa.timestamp("ms", "+08:00"), date: pa.date64()},
    ),
    "hive": Program(
        delimiter="\x01",
        name=lambda name: f"ods_table.{name}",
        moment=lambda moment: f"{moment.isoformat(' ')}.0",
        nothing=r"\N",
        types={str: pa.binary(), int: pa.int8(), datetime: pa.timestamp("us"), date: pa.string()},
    ),
}


def write_as(program: Program, rows: Sequence[Row], path: Path) -> Path:
    """The table as ``program`` writes it, in the format that the name of the file says."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    if path.suffix == ".parquet":
        arrays = [_array(program, [row[name] for row in rows], name) for name in columns]
        pq.write_table(pa.table(arrays, [program.key(name) for name in columns]), path)
    elif path.suffix == ".csv":
        lines = [[program.name(name) for name in columns]]
        lines += [[program.cell(name, row[name]) for name in columns] for row in rows]
        text = "".join(program.delimiter.join(map(_quoted, line)) + program.end for line in lines)
        path.write_bytes(text.encode(program.encoding))
    else:
        text = "".join(json.dumps(_object(program, row), ensure_ascii=False) + "\n" for row in rows)
        path.write_bytes(text.encode(program.encoding))
    return path


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if set(cell) & set('",\n\r') else cell


def _object(program: Program, row: Row) -> dict[str, Any]:
    found = {}
    for name, value in row.items():
        made = program.values.get(type(value))
        whole = isinstance(value, int) and made is None
        found[program.key(name)] = (
            None if value is None else made(value) if made else value if whole else program.cell(name, value)
        )
    return found


def _array(program: Program, values: list[Any], name: str) -> Any:
    kind = next((type(one) for one in values if one is not None), str)
    wanted = program.types.get(kind)
    if kind is str or wanted is None or pa.types.is_string(wanted) or pa.types.is_large_string(wanted):
        texts = [None if one is None else program.cell(name, one) for one in values]
        return (
            pa.array(texts, pa.string()).cast(wanted or pa.string())
            if _direct(wanted)
            else (pa.array(texts, pa.string()).dictionary_encode())
        )
    if pa.types.is_decimal(wanted):
        return pa.array([None if one is None else Decimal(one) for one in values], wanted)
    if pa.types.is_floating(wanted):
        return pa.array([float("nan") if one is None else float(one) for one in values], wanted)
    if pa.types.is_timestamp(wanted) and wanted.tz:
        return pa.array([one and one.replace(tzinfo=SHANGHAI) for one in values], wanted)
    return pa.array(values, wanted)


def _direct(wanted: Any) -> bool:
    return wanted is None or not pa.types.is_dictionary(wanted)
