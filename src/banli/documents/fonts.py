"""The bundled fonts: where they are, what they can draw, and what stands on paper for a character that nobody can."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from banli.documents.machine_fonts import optional_faces
from banli.kernel.errors import BanliError
from banli.kernel.printable import fault, shaped
from banli.kernel.text import gettext_noop

FOLDER = Path(__file__).parent / "fonts"
"""The folder of the font files, their licences and the coverage table."""
LENDERS = (
    "Banli Latin Regular",
    "Banli Kai Regular",
    "Banli Rare Regular",
    "Banli Yi Regular",
    "Banli Tibetan Regular",
)
"""Faces that lend what another lacks, in the order in which they are asked; ``house.typ`` names the same."""
SPACING = frozenset("\n\r\t")
"""Characters that shape the line and draw nothing."""
STAND_IN = "〓"
"""The printer's mark for a character that is not in the type case (GB/T 2312, row 2)."""
PLAIN = re.compile(r"[ -~\u4e00-\u9fff、。，；：？！“”‘’（）《》〈〉【】〔〕·—…　]*")


class MissingGlyph(BanliError):
    """A text holds what cannot stand on paper; ``characters`` holds each once, in order of appearance."""

    def __init__(self, characters: str) -> None:
        names = "、".join(f"{c} (U+{ord(c):04X})" for c in characters)
        super().__init__(gettext_noop("No bundled font can draw: %(characters)s"), characters=names)
        self.characters = characters


@cache
def coverage() -> dict[str, frozenset[int]]:
    """The code points of each face, by family and style."""
    table = json.loads((FOLDER / "coverage.json").read_text(encoding="utf-8"))
    return {face: frozenset(_codes(runs)) for face, runs in table.items()}


def _codes(runs: str) -> Iterable[int]:
    """The code points of ranges written as ``20-7e a0``."""
    for run in runs.split():
        first, _dash, last = run.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


@cache
def drawable() -> frozenset[int]:
    """Every code point that some bundled face can draw."""
    return frozenset().union(*coverage().values()) | frozenset(map(ord, SPACING))


@cache
def drawable_here() -> frozenset[int]:
    """Every code point that a bundled face or an optional one of this machine can draw."""
    return drawable().union(*(face.codes for face in optional_faces()))


def lacking(texts: Iterable[str]) -> str:
    """The characters of ``texts`` for which a stand-in is printed on this machine, each once, in order."""
    known = drawable_here()
    found = (c for text in texts if not PLAIN.fullmatch(text) for c in shaped(text))
    return "".join(dict.fromkeys(c for c in found if ord(c) not in known))


def needs_optional(texts: Iterable[str]) -> bool:
    """True where an optional face draws something of ``texts``, which are as :func:`drawn` gives them."""
    known = drawable()
    return any(ord(c) not in known for text in texts if not PLAIN.fullmatch(text) for c in text)


def drawn(text: str) -> str:
    """``text`` as it is set: what cannot be drawn here is a marked stand-in with its code point, 〓（U+31350）.

    The platform lets in nothing else that cannot be drawn; records from before it asked may hold it.
    """
    if PLAIN.fullmatch(text):
        return text
    known = drawable_here()
    return "".join(c if ord(c) in known else f"{STAND_IN}（U+{ord(c):04X}）" for c in shaped(text))


def require_glyphs(texts: Iterable[str]) -> None:
    """Raise :class:`MissingGlyph` where one of ``texts`` may not be printed at all."""
    wrong = [found.character for text in texts if (found := fault(text)) is not None]
    if wrong:
        raise MissingGlyph("".join(dict.fromkeys(wrong)))


def substituted(text: str, face: str) -> str:
    """The characters of ``text`` that another face has to lend to ``face`` ("Banli FangSong Regular")."""
    own = coverage()[face]
    return "".join(dict.fromkeys(c for c in text if ord(c) not in own and c not in SPACING))
