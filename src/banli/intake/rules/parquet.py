"""Parquet files: their columns, whether all of them can be read, and their rows in chunks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from banli.intake.rules.tables import wanted
from banli.intake.rules.typed import NOT_A_TYPE, check_texts, is_fit, plain
from banli.intake.states import Table
from banli.kernel.cells import heading
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

ROWS = 100_000
"""Rows of a chunk."""
NOT_PARQUET = gettext_noop(
    "%(file)s is not a whole Parquet file; it may be cut off. Nothing of it was taken in."
)
BROKEN = gettext_noop(
    "%(file)s cannot be read from row %(row)s on; it is damaged. Nothing of it was taken in."
)
IN_UTC = "parquet-mr"
"""Programs of this library (Hive, Spark) write moments of the old kind INT96 in UTC; others as wall time."""


@contextmanager
def opened(path: Path) -> Iterator[pq.ParquetFile]:
    """The file. Raises :class:`Refused` where it is not one, or not a whole one."""
    try:
        with pq.ParquetFile(path, coerce_int96_timestamp_unit="us") as file:
            yield file
    except PermissionError:
        raise
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Refused(NOT_PARQUET, file=path.name) from error


def columns_of(path: Path) -> tuple[tuple[str, ...], int]:
    """The names of the columns as tables name them, and how many rows there are."""
    with opened(path) as file:
        return tuple(heading(name) for name in file.schema_arrow.names), file.metadata.num_rows


def check_readable(path: Path, table: Table) -> None:
    """Read every column that is wanted once, so that nothing is taken in of a file that breaks off.

    :raises Refused: naming the column or the row.
    """
    with opened(path) as file:
        for name, column in _stored(file, table).items():
            kind = file.schema_arrow.field(column).type
            if not is_fit(kind):
                raise Refused(NOT_A_TYPE, file=path.name, column=name, type=kind)
        for start, rows in _batches(file, path, table):
            for name in rows.column_names:
                check_texts(plain(rows.column(name)), path.name, name, start + 1)


def batches(path: Path, table: Table) -> Iterator[tuple[int, pa.Table]]:
    """The wanted columns of the rows, ROWS at a time, each with the place it begins at."""
    with opened(path) as file:
        yield from _batches(file, path, table)


def _batches(file: pq.ParquetFile, path: Path, table: Table) -> Iterator[tuple[int, pa.Table]]:
    stored, start = _stored(file, table), 0
    utc = _in_utc(file, stored)
    try:
        for batch in file.iter_batches(ROWS, columns=list(stored.values()), use_threads=False):
            rows = pa.Table.from_batches([batch]).select(list(stored.values())).rename_columns(list(stored))
            for name in utc:
                place = rows.column_names.index(name)
                moment = rows.column(name).cast(pa.timestamp("us")).cast(pa.int64())
                rows = rows.set_column(place, name, moment.cast(pa.timestamp("us", "UTC")))
            yield start, rows
            start += batch.num_rows
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Refused(BROKEN, file=path.name, row=start + 1) from error


def _stored(file: pq.ParquetFile, table: Table) -> dict[str, str]:
    """The wanted columns by the name the table has for them -> the name the file has."""
    found = {heading(name): name for name in file.schema_arrow.names}
    return {name: found[name] for name in wanted(table) if name in found}


def _in_utc(file: pq.ParquetFile, stored: dict[str, str]) -> list[str]:
    if not (file.metadata.created_by or "").startswith(IN_UTC):
        return []
    kinds: dict[str, Any] = {}
    for place in range(file.metadata.num_columns):
        column = file.schema.column(place)
        kinds[column.path] = column.physical_type
    return [name for name, column in stored.items() if kinds.get(column) == "INT96"]
