"""How wide the columns of a table of figures are: the same in the PDF and in the Word form. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

WIDTH = 156 / 25.4 * 72
"""Points between the margins of an official page."""
SIZE = 14
INSIDE = 14
"""Points beside the words of a cell."""


def column_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Points for each column: the first as wide as its words where half the width will do, the others alike."""
    others = len(rows[0]) - 1
    if not others:
        return [WIDTH]
    first = min(max(_width(row[0]) for row in rows), WIDTH / 2)
    return [round(first, 1), *[round((WIDTH - first) / others, 1)] * others]


def _width(words: str) -> float:
    wide = sum(unicodedata.east_asian_width(one) in "WFA" for one in words)
    return INSIDE + SIZE * (wide + (len(words) - wide) * 0.6)
