"""What a Word file says: its headings, paragraphs and tables in their order, as plain text and nothing else."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.table import Table
from docx.text.paragraph import Paragraph

CHARACTERS_MOST = 200_000
"""Of one file; whoever wants more saves it."""
ROWS_MOST = 500
"""Of one table."""
CELLS_MOST = 40
"""Of one row."""


def words_of(content: bytes) -> list[dict[str, Any]]:
    """Its parts from the first on: ``heading`` or ``text`` with ``words``, ``table`` with ``rows`` of cells.

    The last part is ``more`` where it says more than is shown.
    """
    found: list[dict[str, Any]] = []
    left = CHARACTERS_MOST
    for part in _parts(docx.Document(io.BytesIO(content))):
        left -= _length(part)
        if left < 0:
            return [*found, {"kind": "more"}]
        found.append(part)
    return found


def _parts(paper: Any) -> Iterator[dict[str, Any]]:
    for one in paper.iter_inner_content():
        if isinstance(one, Table):
            rows = [[cell.text.strip() for cell in row.cells[:CELLS_MOST]] for row in one.rows[:ROWS_MOST]]
            if any(any(row) for row in rows):
                yield {"kind": "table", "rows": rows}
        elif isinstance(one, Paragraph) and one.text.strip():
            yield {"kind": "heading" if _is_heading(one) else "text", "words": one.text.strip()}


def _is_heading(paragraph: Paragraph) -> bool:
    name = str(paragraph.style.name or "") if paragraph.style is not None else ""
    return name.startswith(("Heading", "Title", "标题"))


def _length(part: dict[str, Any]) -> int:
    return len(part.get("words", "")) + sum(len(cell) + 1 for row in part.get("rows", ()) for cell in row)
