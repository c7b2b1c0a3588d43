"""Lists as files: nothing is a formula, numbers are numbers, days days, codes text; long lists go on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from banli.documents.service import Kind, TableColumn, TableWords, csv_row, write_csv, write_xlsx
from banli.documents.tables import CELL, as_cell, printable

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
WORDS = TableWords(about="说明", rows="数据")
TEXT = TableColumn("文字")
HOSTILE = st.sampled_from(["=", "+", "-", "@", "\t", "\r", "＝", "", "'=", "=HYPERLINK(", "_x0041_"])


def written(path: Path, columns: Sequence[TableColumn], rows: Sequence[Sequence[Any]], **more: Any) -> int:
    return write_xlsx(
        path, columns, iter(rows), words=WORDS, about=lambda n, m: [("行数", f"{n}/{m}")], **more
    )


def sheets(path: Path) -> list[list[list[tuple[str, str]]]]:
    """Of each sheet its rows, of each row its cells: type and content; a formula fails."""
    found = []
    with ZipFile(path) as book:
        names = sorted(one for one in book.namelist() if one.startswith("xl/worksheets/sheet"))
        shared = (
            [
                "".join(one.itertext())
                for one in etree.fromstring(book.read("xl/sharedStrings.xml")).iterfind("m:si", NS)
            ]
            if "xl/sharedStrings.xml" in book.namelist()
            else []
        )
        for name in names:
            tree = etree.fromstring(book.read(name))
            assert not tree.findall(".//m:f", NS)
            assert not tree.findall(".//m:hyperlink", NS)
            found.append([[_cell(cell, shared) for cell in row] for row in tree.iterfind(".//m:row", NS)])
    return found


def _cell(cell: Any, shared: list[str]) -> tuple[str, str]:
    kind, value = cell.get("t", "n"), "".join(cell.itertext())
    return ("s", shared[int(value)]) if kind == "s" else (kind, value)


def unescaped(text: str) -> str:
    """As a spreadsheet reads _x000D_ and the like."""
    return re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), text)


@given(st.lists(st.tuples(HOSTILE, st.text(max_size=40)), min_size=1, max_size=12))
def test_whatever_is_written_stays_text_and_is_read_as_it_was(parts: list[tuple[str, str]]) -> None:
    texts = [begin + end for begin, end in parts]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        assert written(path, [TEXT], [[text] for text in texts]) == len(texts)
        rows = sheets(path)[1][1:]
    read = [unescaped(row[0][1]) for row in rows if row]
    line_ends = [printable(text).replace("\r\n", "\n").replace("\r", "\n") for text in texts if text]
    assert [text.replace("\r\n", "\n").replace("\r", "\n") for text in read] == line_ends
    assert all(kind in ("s", "inlineStr") for row in rows for kind, _text in row)


def test_numbers_days_and_moments_are_what_they_are(tmp_path: Path) -> None:
    columns = [
        TableColumn("n", Kind.NUMBER),
        TableColumn("d", Kind.DAY),
        TableColumn("m", Kind.MOMENT),
        TableColumn("代码"),
    ]
    moment = datetime(2022, 10, 17, 1, 30, tzinfo=UTC)
    rows: list[list[Any]] = [
        [20_162_750, date(2022, 10, 17), moment, "510101199001011234"],
        [None, date.max, None, ""],
    ]
    written(tmp_path / "x.xlsx", columns, rows)
    about, data = sheets(tmp_path / "x.xlsx")
    number, day, at, code = data[1]
    assert number == ("n", "20162750")
    assert day == ("n", "44851")
    assert at == ("n", "44851.39583333334") or at[1].startswith("44851.3958333")
    assert code[0] in ("s", "inlineStr")
    assert code[1] == "510101199001011234"
    assert about[0][1][1] == "2/1"


@pytest.mark.parametrize(
    ("value", "kind", "cell"),
    [
        (1 << 60, Kind.NUMBER, str(1 << 60)),
        (date(1899, 12, 31), Kind.DAY, "1899-12-31"),
        (date.max, Kind.DAY, ""),
        ("x" * 40_000, Kind.TEXT, "x" * (CELL - 1) + "…"),
        ("a\x00b\x0b\ufffe", Kind.TEXT, "a\ufffdb\ufffd\ufffd"),
    ],
)
def test_what_a_spreadsheet_cannot_hold_is_text(value: Any, kind: Kind, cell: str) -> None:
    assert as_cell(value, kind) == cell


def test_a_long_list_goes_on_in_the_next_sheet(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert written(path, [TEXT], [[str(n)] for n in range(5)], sheet_rows=3) == 5
    about, *data = sheets(path)
    assert [[row[0][1] for row in sheet] for sheet in data] == [
        ["文字", "0", "1"],
        ["文字", "2", "3"],
        ["文字", "4"],
    ]
    assert about[0][1][1] == "5/3"


def test_a_list_of_nothing_is_a_heading(tmp_path: Path) -> None:
    assert written(tmp_path / "x.xlsx", [TEXT], []) == 0
    assert len(sheets(tmp_path / "x.xlsx")[1]) == 1


@given(st.lists(st.tuples(HOSTILE, st.text(max_size=30)), max_size=8))
def test_a_line_of_csv_never_begins_a_formula(parts: list[tuple[str, str]]) -> None:
    texts = [begin + end for begin, end in parts]
    line = csv_row([TEXT] * len(texts), texts)
    cells = next(csv.reader(io.StringIO(line, newline="")), [])
    assert len(cells) == len(texts)
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))


def test_csv_begins_with_its_mark_and_keeps_long_codes_and_days(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    columns = [TEXT, TableColumn("d", Kind.DAY), TableColumn("n", Kind.NUMBER)]
    told: list[int] = []
    rows = [["510101199001011234", date(2022, 10, 17), -3]] * 501
    assert write_csv(path, columns, rows, told=told.append) == 501
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == "'510101199001011234,2022-10-17,-3"
    assert told == [500, 501]
