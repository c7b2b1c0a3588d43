"""A first look at a file, in one pass: its digest, its format, its encoding, the table it holds."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from banli.intake.rules import parquet
from banli.intake.rules.tables import FIELDS, lacking, table_of
from banli.intake.states import Table
from banli.kernel.csvtext import head as heading_of
from banli.kernel.encodings import CHOICES, UTF8, WIDE, Teller, marked
from banli.kernel.errors import Refused
from banli.kernel.text import gettext_noop

PIECE = 8 << 20
HEAD = 1 << 20
"""Bytes in which the heading of a CSV file must end."""
FORMATS = {".parquet": "parquet", ".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson"}
PARQUET = "parquet"
"""In the place of an encoding: the file is no text."""
ENDS = re.compile("\r\n|\n|\r")
PACKED = (
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf",
    b"BZh91AY",
    b"\x28\xb5\x2f\xfd",
)
"""How compressed files and spreadsheets begin."""
KNOWN = frozenset(one.name for fields in FIELDS.values() for one in fields)

NO_TABLE = gettext_noop(
    "%(file)s: neither its name nor its columns say which table it holds; name the file after its table, such as"
    " up_pro_accept.csv."
)
NO_COLUMN = gettext_noop("%(file)s lacks the columns %(columns)s, which %(table)s needs.")
EMPTY = gettext_noop("%(file)s is empty.")
BAD_HEADING = gettext_noop("%(file)s has no readable heading in its first line.")
TWICE = gettext_noop("%(file)s names the column %(column)s twice.")
NOT_A_FILE = gettext_noop("%(file)s is neither a file nor a folder.")
NOT_TEXT = gettext_noop(
    "%(file)s is a compressed file or a spreadsheet; unpack it, or save it as CSV with UTF-8."
)
NOT_LINES = gettext_noop("%(file)s holds one JSON array; write one object a line instead.")
NO_FORMAT = gettext_noop("%(file)s: a file ends in .parquet, .csv, .ndjson or .jsonl.")


@dataclass(frozen=True, slots=True)
class Survey:
    """What a file is. ``columns`` are those of a CSV or Parquet file; ``begin`` is the byte after the heading."""

    path: Path
    digest: str
    size: int
    format: str
    table: Table
    encoding: str = UTF8
    guessed: bool = True
    """True where the encoding was found out, and not told."""
    delimiter: str = ","
    newline: str = "\n"
    """What ends a line, a carriage return before it not counted."""
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
        found = _Bytes(stream, path.name, encoding if kind != "parquet" else PARQUET)
        if not found.size:
            raise Refused(EMPTY, file=path.name)
        if kind == "parquet":
            return _parquet(path, found)
        if kind == "csv":
            return _csv(path, found, encoding)
        if found.line.lstrip().startswith("["):
            raise Refused(NOT_LINES, file=path.name)
        table = _table(path, ())
        return Survey(
            path,
            found.digest,
            found.size,
            kind,
            table,
            found.encoding,
            not encoding,
            newline=found.newline,
            begin=found.mark,
        )


class _Bytes:
    """One pass over all bytes of a file: digest, size, and for a text its encoding, first line and ends of lines.

    :raises Refused: where it is no text, or its encoding cannot be told.
    """

    def __init__(self, stream: BinaryIO, file: str, encoding: str) -> None:
        self.first = stream.read(HEAD)
        if encoding != PARQUET and self.first.startswith(PACKED):
            raise Refused(NOT_TEXT, file=file)
        named, self.mark = marked(self.first)
        asked = CHOICES.get(encoding, "")
        if asked and not self.mark and not (asked in WIDE and named in WIDE):
            named = asked
        if encoding == PARQUET or named in WIDE:
            self.digest = self._pass(stream, None)
            self.encoding = named or UTF8
        else:
            teller = Teller(named)
            self.digest = self._pass(stream, teller)
            self.encoding = teller.told(file)
        self._line()

    def _pass(self, stream: BinaryIO, teller: Teller | None) -> str:
        sha = hashlib.sha256()
        stream.seek(0)
        while data := stream.read(PIECE):
            sha.update(data)
            if teller is not None:
                teller.feed(data)
        self.size = stream.tell()
        return sha.hexdigest()

    def _line(self) -> None:
        """The first line; what ends it, a line feed or a carriage return alone; and the byte behind it."""
        text = self.first[self.mark :].decode(
            "latin-1" if self.encoding not in WIDE else self.encoding, "replace"
        )
        end = ENDS.search(text)
        self.whole = end is not None or self.size <= HEAD
        self.line = text[: end.start()] if end else text
        self.newline = "\r" if end and end[0] == "\r" else "\n"
        self.behind = self.mark + (end.end() if end else len(text)) * (2 if self.encoding in WIDE else 1)
        if self.encoding not in WIDE:
            self.line = self.line.encode("latin-1").decode(self.encoding, "replace")


def _csv(path: Path, found: _Bytes, encoding: str) -> Survey:
    columns, delimiter = heading_of(found.line, KNOWN) if found.whole else ((), "")
    if not any(columns):
        raise Refused(BAD_HEADING, file=path.name)
    return _checked(
        Survey(
            path,
            found.digest,
            found.size,
            "csv",
            _table(path, columns),
            found.encoding,
            not encoding,
            delimiter,
            found.newline,
            columns,
            found.behind,
            2,
        )
    )


def _parquet(path: Path, found: _Bytes) -> Survey:
    columns, rows = parquet.columns_of(path)
    told = Survey(
        path, found.digest, found.size, "parquet", _table(path, columns), columns=columns, rows=rows
    )
    _checked(told)
    parquet.check_readable(path, told.table)
    return told


def _table(path: Path, columns: tuple[str, ...]) -> Table:
    table = table_of(path.name, columns)
    if table is None:
        raise Refused(NO_TABLE, file=path.name)
    return table


def _checked(found: Survey) -> Survey:
    for one in found.columns:
        if one in KNOWN and found.columns.count(one) > 1:
            raise Refused(TWICE, file=found.path.name, column=one)
    missing = lacking(found.table, found.columns)
    if missing:
        raise Refused(NO_COLUMN, file=found.path.name, columns=", ".join(missing), table=found.table)
    return found
