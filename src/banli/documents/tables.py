"""Lists as files: a spreadsheet row by row in constant memory, or CSV. Nothing that is written is ever a formula.

A number is a number, a day a day; a code of many digits and everything else is text. What a spreadsheet cannot hold as
it is (a day before 1900, a whole number that would lose digits, a character that XML forbids) becomes text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from banli.kernel.cells import BOM, EXACT, csv_line
from banli.kernel.zone import SHANGHAI

SHEET_ROWS = 1_048_576
"""Rows of one sheet of a spreadsheet, its heading among them; what is more goes on in the next sheet."""
CELL = 32_767
"""Characters of one cell; what is longer is cut and ends in …"""
OPEN_DAY = date.max
EARLIEST = date(1900, 3, 1)
"""Before this day spreadsheets count days wrongly."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What XML has no place for."""
LONG_CODE = re.compile(r"\d{12,}")
"""Digits that a spreadsheet would take for a number and shorten."""
TOLD_EVERY = 500
"""After so many rows it is told how many are written."""


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True)
class TableColumn:
    """A column: its heading, what it holds, its width in characters."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True)
class TableWords:
    """What the writer says itself, in the reader's language: of the sheet about the list, and of the list's sheets."""

    about: str
    rows: str


About = Callable[[int, int], Sequence[tuple[str, str]]]
"""What is said of the list once so many rows on so many sheets are written: headings with words."""


def printable(text: str) -> str:
    """``text`` with U+FFFD for what a file of XML cannot hold, and cut to a cell."""
    clean = FORBIDDEN.sub("\ufffd", text)
    return clean if len(clean) <= CELL else clean[: CELL - 1] + "…"


def as_cell(value: Any, kind: Kind) -> Any:
    """``value`` as a cell holds it: a number, a day, a moment of Shanghai without zone, or text."""
    if value is None or value == "":
        return ""
    if kind is Kind.NUMBER and isinstance(value, int | float) and abs(value) < EXACT:
        return value
    if kind is Kind.MOMENT and isinstance(value, datetime):
        moment = value.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)
        return moment if moment.date() >= EARLIEST else moment.isoformat(" ")
    if kind is Kind.DAY and isinstance(value, date) and value != OPEN_DAY:
        return value if value >= EARLIEST else value.isoformat()
    return printable("" if value == OPEN_DAY else str(value))


def write_xlsx(
    path: Path,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Any]],
    *,
    words: TableWords,
    about: About,
    told: Callable[[int], None] = lambda _rows: None,
    sheet_rows: int = SHEET_ROWS,
    work: Path | None = None,
) -> int:
    """Write ``rows`` to ``path``; how many they were. The first sheet says what they are.

    :param told: hears now and then how many rows are written.
    :param work: a folder for what is written before it is put together; the machine's own where none is given.
    """
    # Loaded with the first list, not with every process.
    from xlsxwriter import Workbook

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "tmpdir": str(work) if work else None,
    }
    with Workbook(str(path), options) as book:
        first = book.add_worksheet(words.about)
        pen = _Pen(book, columns, words.rows, sheet_rows)
        count = 0
        for row in rows:
            pen.write(row)
            count += 1
            if count % TOLD_EVERY == 0:
                told(count)
        first.set_column(0, 0, 18)
        first.set_column(1, 1, 90)
        for place, (title, said) in enumerate(about(count, pen.sheets)):
            first.write_string(place, 0, printable(title), pen.bold)
            first.write_string(place, 1, printable(said), pen.wrapped)
    told(count)
    return count


class _Pen:
    """Where the next row of a workbook stands."""

    def __init__(self, book: Any, columns: Sequence[TableColumn], title: str, sheet_rows: int) -> None:
        self.book, self.columns, self.title, self.sheet_rows = book, columns, title, sheet_rows
        self.bold = book.add_format({"bold": True, "valign": "top"})
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self.text = book.add_format({"num_format": "@"})
        self.formats = {
            Kind.DAY: book.add_format({"num_format": "yyyy-mm-dd"}),
            Kind.MOMENT: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        self.sheets = 0
        self._begin()

    def _begin(self) -> None:
        self.sheets += 1
        name = self.title if self.sheets == 1 else f"{self.title} {self.sheets}"
        self.sheet = self.book.add_worksheet(name)
        for place, column in enumerate(self.columns):
            self.sheet.set_column(place, place, max(column.width, 2 * len(column.title) + 2))
        self.sheet.freeze_panes(1, 0)
        for place, column in enumerate(self.columns):
            self.sheet.write_string(0, place, printable(column.title), self.bold)
        self.row = 1

    def write(self, row: Sequence[Any]) -> None:
        if self.row >= self.sheet_rows:
            self._begin()
        for place, (column, value) in enumerate(zip(self.columns, row, strict=True)):
            cell = as_cell(value, column.kind)
            if cell == "" and isinstance(cell, str):
                continue
            if isinstance(cell, datetime | date):
                self.sheet.write_datetime(self.row, place, cell, self.formats[column.kind])
            elif isinstance(cell, int | float):
                self.sheet.write_number(self.row, place, cell)
            else:
                self.sheet.write_string(self.row, place, cell, self.text)
        self.row += 1


def write_csv(
    path: Path,
    columns: Sequence[TableColumn],
    rows: Iterable[Sequence[Any]],
    *,
    told: Callable[[int], None] = lambda _rows: None,
) -> int:
    """Write ``rows`` as CSV that spreadsheets read as UTF-8; how many they were."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM + csv_line(column.title for column in columns))
        for row in rows:
            file.write(csv_row(columns, row))
            count += 1
            if count % TOLD_EVERY == 0:
                told(count)
    told(count)
    return count


def csv_row(columns: Sequence[TableColumn], row: Sequence[Any]) -> str:
    """One line; what would be a formula, or a code that would be shortened to a number, stands behind an apostrophe."""
    return csv_line(_plain(value, column.kind) for column, value in zip(columns, row, strict=True))


def _plain(value: Any, kind: Kind) -> Any:
    cell = as_cell(value, kind)
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and LONG_CODE.fullmatch(cell):
        return f"'{cell}"
    return cell
