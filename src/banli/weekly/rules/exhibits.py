"""What an exhibit owes before it stands in an issue: caption, source, words for the blind, cells, place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from banli.kernel.errors import Invalid, Problem, Refused
from banli.kernel.printable import blank
from banli.kernel.printable import fault as unprintable
from banli.kernel.text import gettext_noop
from banli.weekly.rules.insets import NUMBER
from banli.weekly.rules.outline import WRITABLE, Section
from banli.weekly.states import ExhibitKind

CAPTION_MOST, SOURCE_MOST, ALT_MOST, UNIT_MOST, CELL_MOST = 60, 40, 300, 20, 200
COLUMNS_MOST, ROWS_MOST = 8, 60
"""Of a free table with its head. The page is 156 mm wide."""
EXHIBITS_MOST = 60
"""Of one issue."""
WIDTHS = (156, 120, 78)
"""Millimetres a picture may be wide: the whole line, three quarters, half."""
SIDES = {"左": "left", "中": "center", "右": "right", "l": "left", "c": "center", "r": "right"}
FIGURE = re.compile(r"[-+−]?[\d,]+(\.\d+)?[%％]?")
COUNTED = (ExhibitKind.FIGURES, ExhibitKind.CHART)
"""Kinds made of the issue's figures; nobody types a number of theirs."""
SPACES = re.compile(r"[\s　]+")


def clean_caption(text: str) -> str:
    """A caption as it is stored: on one line, without a number of its own.

    :raises Invalid: at ``text``.
    """
    found = one_line(NUMBER.sub("", text, count=1))
    problems = list(_line("text", found, CAPTION_MOST, gettext_noop("An exhibit needs its caption.")))
    if problems:
        raise Invalid(problems)
    return found


def one_line(text: str) -> str:
    """``text`` with every stretch of white space as one space."""
    return SPACES.sub(" ", text).strip(" ")


def line_problems(where: str, text: str, most: int, needed: str = "") -> list[Problem]:
    """What is wrong with a line of an exhibit's form; ``needed`` is told where it is empty and may not be."""
    return list(_line(where, text, most, needed))


def _line(where: str, text: str, most: int, needed: str) -> Iterator[Problem]:
    if blank(text):
        if needed:
            yield Problem(where, needed)
        return
    if len(text) > most:
        yield Problem(where, gettext_noop("This line has at most %(most)s characters."), (("most", most),))
    if wrong := unprintable(text):
        yield wrong.at(where)


def cells_of(text: str) -> tuple[tuple[str, ...], ...]:
    """The cells of a pasted or typed table: a row on each line, cells apart by tabs, or by | where there is no tab.

    Rows that are shorter than the head are filled up; what is wrong with them is told by :func:`table_problems`.
    """
    apart = "\t" if "\t" in text else "|"
    lines = [one.strip(" |") if apart == "|" else one for one in text.replace("｜", "|").splitlines()]
    rows = [tuple(one_line(cell) for cell in line.split(apart)) for line in lines if line.strip()]
    # A spreadsheet puts empty columns after the last one that is filled.
    wide = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    cut = [row[:wide] for row in rows]
    return tuple((*row, *("",) * (len(cut[0]) - len(row))) for row in cut)


def table_problems(rows: Sequence[Sequence[str]]) -> list[Problem]:
    """What is wrong with the cells of a free table, all at ``cells``."""
    where = "cells"
    if len(rows) < 2 or not rows[0]:
        return [Problem(where, gettext_noop("A table needs a head and at least one row below it."))]
    if len(rows) > ROWS_MOST or len(rows[0]) > COLUMNS_MOST:
        words = gettext_noop("A table has at most %(columns)s columns and %(rows)s rows with its head.")
        return [Problem(where, words, (("columns", COLUMNS_MOST), ("rows", ROWS_MOST)))]
    return list(_cells(where, rows))


def _cells(where: str, rows: Sequence[Sequence[str]]) -> Iterator[Problem]:
    for number, row in enumerate(rows, start=1):
        told: tuple[tuple[str, Any], ...] = (("row", number),)
        if len(row) != len(rows[0]):
            words = gettext_noop("Row %(row)s has %(cells)s cells and the head %(head)s.")
            yield Problem(where, words, (*told, ("cells", len(row)), ("head", len(rows[0]))))
        if number == 1 and not all(row):
            yield Problem(where, gettext_noop("Each column of the head needs a word."))
        for cell in row:
            if len(cell) > CELL_MOST:
                words = gettext_noop("A cell of row %(row)s has more than %(most)s characters.")
                yield Problem(where, words, (*told, ("most", CELL_MOST)))
            if wrong := unprintable(cell):
                yield wrong.at(where)


def aligned(text: str, rows: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], list[Problem]]:
    """How each column is aligned, and what is wrong with ``text``, which says 左, 中 or 右 for each column.

    Where nothing is said, columns of figures stand right and all others left.
    """
    signs = [one for one in text.strip().lower() if not one.isspace()]
    if not rows:
        return (), []
    if not signs:
        columns = [[row[place] for row in rows[1:] if len(row) > place] for place in range(len(rows[0]))]
        return tuple("right" if _figures(column) else "left" for column in columns), []
    if len(signs) != len(rows[0]) or any(one not in SIDES for one in signs):
        words = gettext_noop(
            "Write 左, 中 or 右 for each of the %(columns)s columns, such as 左右右; or leave it empty."
        )
        return (), [Problem("aligns", words, (("columns", len(rows[0])),))]
    return tuple(SIDES[one] for one in signs), []


def _figures(column: Sequence[str]) -> bool:
    told = [cell for cell in column if cell]
    return bool(told) and all(FIGURE.fullmatch(cell) for cell in told)


def check_place(kind: ExhibitKind, section: Section) -> None:
    """Raise :class:`Refused` where an exhibit of that kind may not stand in ``section``.

    After the statement stands what is made of its figures alone; a section that only groups others has no lines.
    """
    if section in WRITABLE or (section is Section.STATEMENT and kind in COUNTED):
        return
    if section is Section.STATEMENT:
        raise Refused(gettext_noop("Only tables and charts of its figures stand with the statement."))
    raise Refused(gettext_noop("This section has no lines of its own. Choose one below it."))


def check_room(count: int) -> None:
    """Raise :class:`Refused` where an issue holds as many exhibits as it may."""
    if count >= EXHIBITS_MOST:
        raise Refused(
            gettext_noop("An issue has at most %(most)s pictures, tables and charts."), most=EXHIBITS_MOST
        )
