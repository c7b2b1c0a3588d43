"""How wide the columns of a table of figures are: the same in the PDF and in the Word form. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 156 / 25.4 * 72
"""Points between the margins of an official page."""
SIZE = 14
INSIDE = 14
"""Points beside the words of a cell."""
NARROWEST, WIDEST = 0.08, 0.5
"""Of the width of the page."""


def column_widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Points for each column: the first as wide as its words where half the width will do, the others alike."""
    others = len(rows[0]) - 1
    if not others:
        return [WIDTH]
    first = min(max(_width(row[0]) for row in rows), WIDTH / 2)
    return [round(first, 1), *[round((WIDTH - first) / others, 1)] * others]


def block_widths(block: Mapping[str, Any]) -> list[float]:
    """Points for each column of a table block: a free table's by the longest words of each, a table of figures' alike.

    A column gets at least :data:`NARROWEST` and at most :data:`WIDEST` parts of the whole, so that a long sentence
    wraps in its cell and takes no room from the others.
    """
    rows = block["rows"]
    if not block["aligns"]:
        return column_widths(rows)
    longest = [max(_width(row[place]) for row in rows) for place in range(len(rows[0]))]
    shares = [min(max(one, WIDTH * NARROWEST), WIDTH * WIDEST) for one in longest]
    return [round(WIDTH * one / sum(shares), 1) for one in shares]


def _width(words: str) -> float:
    wide = sum(unicodedata.east_asian_width(one) in "WFA" for one in words)
    return INSIDE + SIZE * (wide + (len(words) - wide) * 0.6)
