"""A first look at a file, in one pass: its digest, its format, its encoding, the table it holds."""

from __future__ import annotations

import codecs
import csv
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from banli.intake.rules.tables import lacking, table_of
from banli.intake.states import Table
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

PIECE = 8 << 20
HEAD = 1 << 20
"""Bytes in which the heading of a CSV file must end."""
FORMATS = {".parquet": "parquet", ".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson"}
BEYOND = re.compile(rb"[\x80-\xff]")

NOT_PARQUET = gettext_noop(
    "%(file)s is not a whole Parquet file; it may be cut off. Nothing of it was taken in."
)
NO_TABLE = gettext_noop(
    "%(file)s: neither its name nor its columns say which table it holds; name the file after its table, such as"
    " up_pro_accept.csv."
)
NO_COLUMN = gettext_noop("%(file)s lacks the columns %(columns)s, which %(table)s needs.")
EMPTY = gettext_noop("%(file)s is empty.")
BAD_HEADING = gettext_noop("%(file)s has no readable heading in its first line.")
TWICE = gettext_noop("%(file)s names the column %(column)s twice.")
NOT_A_FILE = gettext_noop("%(file)s is neither a file nor a folder.")
NO_FORMAT = gettext_noop("%(file)s: a file ends in .parquet, .csv, .ndjson or .jsonl.")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is. ``columns`` are those of a CSV or Parquet file; ``begin`` is the byte after the heading."""

    path: Path
    digest: str
    size: int
    format: str
    table: Table
    encoding: str = "utf-8"
    columns: tuple[str, ...] = ()
    begin: int = 0
    line: int = 1
    rows: int = 0
    """Rows of a Parquet file."""

    def weight(self, start: int, stop: int) -> int:
        """About how many bytes a chunk is."""
        return (stop - start) * self.size // self.rows if self.rows else stop - start


def survey(path: Path, encoding: str = "") -> Survey:
    """Look at the file ``path``; ``encoding`` where it is not to be found out.

    :raises Refused: in one line, where nothing can be read from it.
    :raises OSError: where it cannot be opened.
    """
    kind = FORMATS.get(path.suffix.lower())
    if not path.is_file():
        raise Refused(NOT_A_FILE, file=path.name)
    if kind is None:
        raise Refused(NO_FORMAT, file=path.name)
    with path.open("rb") as stream:
        digest, beyond = _pass(stream)
        size = stream.seek(0, 2)
        if not size:
            raise Refused(EMPTY, file=path.name)
        if kind == "parquet":
            columns, rows = parquet_columns(path)
            return _checked(
                Survey(path, digest, size, kind, _table(path, columns), columns=columns, rows=rows)
            )
        chosen = "utf-8" if kind == "ndjson" else encoding or _encoding(stream, beyond)
        begin = _mark(stream)
        if kind == "ndjson":
            return Survey(path, digest, size, kind, _table(path, ()), chosen, (), begin)
        columns, begin, line = _heading(stream, path, chosen, begin)
        return _checked(Survey(path, digest, size, kind, _table(path, columns), chosen, columns, begin, line))


def _pass(stream: BinaryIO) -> tuple[str, int]:
    """The digest, and the place of the first byte that is not ASCII; -1 where there is none."""
    sha, place, done = hashlib.sha256(), -1, 0
    while data := stream.read(PIECE):
        sha.update(data)
        if place < 0 and not data.isascii():
            found = BEYOND.search(data)
            place = done + found.start() if found else -1
        done += len(data)
    return sha.hexdigest(), place


def _encoding(stream: BinaryIO, place: int) -> str:
    """UTF-8 where the first line with other than ASCII is UTF-8, else GB18030, which hardly ever is so by chance."""
    if place < 0 or _mark(stream):
        return "utf-8"
    stream.seek(place)
    line, ending, _rest = stream.read(HEAD).partition(b"\n")
    try:
        codecs.getincrementaldecoder("utf-8")().decode(line, final=bool(ending))
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _mark(stream: BinaryIO) -> int:
    """The length of a byte order mark."""
    stream.seek(0)
    return len(codecs.BOM_UTF8) if stream.read(3) == codecs.BOM_UTF8 else 0


def _heading(stream: BinaryIO, path: Path, encoding: str, begin: int) -> tuple[tuple[str, ...], int, int]:
    stream.seek(begin)
    head = stream.read(HEAD)
    end = head.find(b"\n")
    raw = head if end < 0 and len(head) < HEAD else head[:end] if end >= 0 else b""
    try:
        columns = [one.strip().lower() for one in next(csv.reader([raw.decode(encoding).strip("\r\n")]), [])]
    except (UnicodeDecodeError, csv.Error):
        columns = []
    if not any(columns):
        raise Refused(BAD_HEADING, file=path.name)
    for one in columns:
        if one and columns.count(one) > 1:
            raise Refused(TWICE, file=path.name, column=one)
    return tuple(columns), begin + (len(raw) + 1 if end >= 0 else len(raw)), 2


def parquet_columns(path: Path) -> tuple[tuple[str, ...], int]:
    """The columns of a Parquet file, in small letters, and how many rows it has.

    :raises Refused: where it is not one, or not a whole one.
    """
    try:
        with pq.ParquetFile(path) as file:
            return tuple(name.lower() for name in file.schema_arrow.names), file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        if isinstance(error, PermissionError):
            raise
        raise Refused(NOT_PARQUET, file=path.name) from None


def _table(path: Path, columns: tuple[str, ...]) -> Table:
    table = table_of(path.name, columns)
    if table is None:
        raise Refused(NO_TABLE, file=path.name)
    return table


def _checked(found: Survey) -> Survey:
    missing = lacking(found.table, found.columns)
    if missing:
        raise Refused(NO_COLUMN, file=found.path.name, columns=", ".join(missing), table=found.table)
    return found
