"""CSV as programs write it: what parts the columns, their names, records that are too short or too long."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from banli.kernel.cells import heading

DELIMITERS = (",", "\t", ";", "|", "\x01")
"""What programs part columns with; the last is Hive's."""


def records(text: str, delimiter: str = ",") -> list[list[str]]:
    """The records of a text. Raises :class:`csv.Error` where quotation marks do not fit."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def head(text: str, known: Iterable[str] = ()) -> tuple[tuple[str, ...], str]:
    """The columns that a first line names, and what parts them.

    The delimiter is the one that gives the most ``known`` names, else the most columns.
    """
    names, best = frozenset(known), (-1, -1)
    found: tuple[tuple[str, ...], str] = ((), ",")
    for delimiter in DELIMITERS:
        try:
            cells = [heading(cell) for row in records(text, delimiter)[:1] for cell in row]
        except csv.Error:
            continue
        rank = (len(names.intersection(cells)), len(cells))
        if rank > best:
            best, found = rank, (tuple(cells), delimiter)
    return found


def fitted(cells: list[str], count: int) -> list[str] | None:
    """The cells of a record under ``count`` columns: blanks lacking or over at its end do not matter; else None."""
    if any(cell.strip() for cell in cells[count:]):
        return None
    return [*cells[:count], *[""] * (count - len(cells))]
