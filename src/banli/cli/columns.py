"""Tables on a terminal: Chinese characters are two columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width


def width(text: str) -> int:
    """Columns that ``text`` takes."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def columns(heads: Sequence[str], rows: Sequence[Sequence[str]], left: int = 1) -> Iterator[str]:
    """Lines of a table; the first ``left`` columns stand to the left, the others to the right."""
    every = [heads, *rows]
    widths = [max(width(row[place]) for row in every) for place in range(len(heads))]
    for row in every:
        cells = []
        for place, cell in enumerate(row):
            room = " " * (widths[place] - width(cell))
            cells.append(cell + room if place < left else room + cell)
        yield "  ".join(cells).rstrip()
