"""The bundled fonts: where they are and which characters they can draw."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from banli.kernel.errors import BanliError
from banli.kernel.text import gettext_noop

FOLDER = Path(__file__).parent / "fonts"
"""The folder of the font files, their licences and the coverage table."""

SPACING = frozenset("\n\t\u200b\u2060\ufeff")
"""Characters that shape the line and draw nothing."""


class MissingGlyph(BanliError):
    """No bundled font can draw a character; ``characters`` holds each once, in order of appearance."""

    def __init__(self, characters: str) -> None:
        names = "、".join(f"{c} (U+{ord(c):04X})" for c in characters)
        super().__init__(gettext_noop("No bundled font can draw: %(characters)s"), characters=names)
        self.characters = characters


@cache
def coverage() -> dict[str, frozenset[str]]:
    """The characters of each face, by family and style."""
    table = json.loads((FOLDER / "coverage.json").read_text(encoding="utf-8"))
    return {face: frozenset(characters) for face, characters in table.items()}


@cache
def drawable() -> frozenset[str]:
    """Every character some bundled face can draw; the Kai is the last resort of every family."""
    return frozenset().union(*coverage().values()) | SPACING


def require_glyphs(texts: Iterable[str]) -> None:
    """Raise :class:`MissingGlyph` where a character of ``texts`` cannot be drawn."""
    known = drawable()
    missing = dict.fromkeys(c for text in texts for c in text if c not in known)
    if missing:
        raise MissingGlyph("".join(missing))


def substituted(text: str, face: str) -> str:
    """The characters of ``text`` that another face has to lend to ``face`` ("Banli FangSong Regular")."""
    own = coverage()[face] | SPACING
    return "".join(dict.fromkeys(c for c in text if c not in own))
