"""A manuscript piece by piece, as a Word file or what was pasted gives it: paragraphs, tables, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

TEXT, TABLE, PICTURE = "text", "table", "picture"


@dataclass(frozen=True)
class Piece:
    """One of them. ``number`` is what its program counts before it; ``depth`` its level in that list, -1 for none."""

    kind: str
    words: str = ""
    number: str = ""
    depth: int = -1
    outline: int = 0
    """The level of a heading, 0 for body text."""
    centred: bool = False
    title: bool = False
    box: bool = False
    """True for words from a text box."""
    bullet: bool = False
    marks: tuple[str, ...] = ()
    """Content controls and bookmarks it stands in."""
    rows: tuple[tuple[str, ...], ...] = ()
    media: str = ""
    """The digest of a picture that came along; '' where only its name did."""
    fault: str = ""
    """Why a picture did not come along; '' of one that was read before that was told."""

    @property
    def told(self) -> dict[str, Any]:
        """The piece as it is kept."""
        return asdict(self)


def piece(told: Mapping[str, Any]) -> Piece:
    """The piece as it was kept, or as the reader of Word files tells it."""
    rows = tuple(tuple(str(cell) for cell in row) for row in told.get("rows", ()))
    return Piece(**{**told, "marks": tuple(told.get("marks", ())), "rows": rows})
