"""Cells of tables as programs write them: nothing, plain text, numbers that lost digits, and cells safe to open."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

from banli.kernel.text import gettext_noop

SPOILED = gettext_noop(
    "A spreadsheet or a program made a number of this and digits may be lost; export the column as text."
)
NOTHING = frozenset(
    (
        *(
            "null",
            "(null)",
            "[null]",
            "<null>",
            r"\n",
            "nil",
            "none",
            "nan",
            "<na>",
            "nat",
            "na",
            "n/a",
            "#n/a",
        ),
        *("无", "空", "暂无"),
    )
)
"""What programs and people write where there is nothing, in small letters."""
STROKES = re.compile(r"[-‐-―−─—_/\\]+")
FORMULA = re.compile(r'="([^"]*)"')
EXPONENT = re.compile(r"[+-]?\d(?:\.\d+)?[eE][+-]\d+", re.ASCII)
"""How spreadsheets and programs shorten a number: one digit before the point, and a sign before the exponent."""
POINTED = re.compile(r"([+-]?\d+)\.(\d*)", re.ASCII)
EXACT = 1 << 53
"""From here on a floating number may stand for several whole ones."""
LIVE = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, or for what hides one."""
BOM = "\ufeff"
"""Spreadsheets take a CSV file for UTF-8 where it begins with this."""


class Spoiled(ValueError):
    """A number stands where a text stood, and it cannot be told which."""


def is_nothing(text: str) -> bool:
    """True where ``text`` says that there is nothing: blank, NULL, a backslash and N, NaN, strokes, 无."""
    plain = unicodedata.normalize("NFKC", text).strip()
    return not plain or plain.lower() in NOTHING or STROKES.fullmatch(plain) is not None


def told(text: str) -> str:
    """What a cell says: trimmed, out of a spreadsheet's ``="..."``; '' where it says nothing."""
    text = text.strip().strip(BOM).strip()
    if found := FORMULA.fullmatch(text):
        text = found[1].strip()
    if text.startswith("'") and text[1:2] in LIVE:
        text = text[1:]
    return "" if is_nothing(text) else text


def plain(text: str) -> str:
    """What a cell of a code, a number or a day says: as :func:`told`, in half-width characters, without the apostrophe
    that keeps a spreadsheet from counting with it."""
    text = unicodedata.normalize("NFKC", told(text)).strip().removeprefix("'")
    return told(text)


def unspoiled(text: str) -> str:
    """``text`` of a code or a number; a whole number that a program wrote with a point is written without it.

    Two noughts and more behind the point are those of an exact decimal number, one is that of a floating number.

    :raises Spoiled: where an exponent, a fraction or the size says that digits may be lost.
    """
    if EXPONENT.fullmatch(text):
        raise Spoiled(SPOILED)
    found = POINTED.fullmatch(text)
    if found is None:
        return text
    whole, fraction = found.groups()
    if fraction.strip("0") or (len(fraction) < 2 and abs(int(whole)) >= EXACT):
        raise Spoiled(SPOILED)
    return whole


def heading(text: str) -> str:
    """The name of a column however a program writes it: half-width, small, without the table before a point."""
    name = unicodedata.normalize("NFKC", text).strip().strip(BOM).strip().lower()
    return re.sub(r"[\s-]+", "_", name.rpartition(".")[2])


def safe(cell: object) -> object:
    """``cell`` so that a spreadsheet shows a text and never counts with it: behind an apostrophe where needed."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(LIVE) else cell


def csv_line(cells: Iterable[object]) -> str:
    """One line of a CSV file that may be opened in a spreadsheet."""
    out = io.StringIO(newline="")
    csv.writer(out).writerow([safe(cell) for cell in cells])
    return out.getvalue()
