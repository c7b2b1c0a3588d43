"""The lines of a finished PDF: where each ends, and how wide its characters are by their font."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

HYPHENS = {0xFFFE, 0x02}
"""What PDFium says for a hyphen at the end of a line."""


@dataclass(frozen=True)
class Glyph:
    """A character as it stands in the PDF; ``width`` is its font's in points, neither squeezed nor stretched."""

    character: str
    width: float
    line: tuple[int, float]
    """Its page from 0 and its base line, in points from the foot of the page."""


@dataclass(frozen=True)
class Line:
    """The characters of a text from ``start`` to before ``end``, which stand on one line, with their widths."""

    start: int
    end: int
    widths: tuple[float, ...]
    leaf: int = 0
    """The page it stands on."""


class Setting:
    """A PDF read from its beginning: each text is looked for after the one before it."""

    def __init__(self, pdf: bytes, foot: float) -> None:
        """Read ``pdf`` but for what stands lower than ``foot`` points: the number of the page."""
        self._glyphs = [one for one in glyphs(pdf) if one.line[1] > foot]
        self._told = "".join(one.character for one in self._glyphs)
        self._at = 0

    def lines(self, text: str) -> tuple[Line, ...]:
        """The lines of ``text``; none where the PDF does not say it character for character."""
        places = [place for place, character in enumerate(text) if not character.isspace()]
        begins = self._told.find("".join(text[place] for place in places), self._at)
        if begins < 0 or not places:
            return ()
        self._at = begins + len(places)
        found = self._glyphs[begins : self._at]
        firsts = [0] + [n for n in range(1, len(found)) if found[n].line != found[n - 1].line]
        starts = [0, *(places[first] for first in firsts[1:]), len(text)]
        widths = [0.0] * len(text)
        for place, glyph in zip(places, found, strict=True):
            widths[place] = glyph.width
        return tuple(
            Line(start, end, tuple(widths[start:end]), found[first].line[0])
            for first, start, end in zip(firsts, starts, starts[1:], strict=False)
        )


def glyphs(pdf: bytes) -> Iterator[Glyph]:
    """Every character of ``pdf`` but white space, in the order in which it was set; one a code point."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document):
            yield from _of_page(page.get_textpage(), number)
    finally:
        document.close()


def _of_page(page: pypdfium2.PdfTextPage, number: int) -> Iterator[Glyph]:
    across, up, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    half = ""
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page.raw, index)
        character = half + ("-" if code in HYPHENS else chr(code))
        half = character if 0xD800 <= code < 0xDC00 else ""
        if half or character.isspace() or not code:
            continue
        raw.FPDFText_GetCharOrigin(page.raw, index, across, up)
        raw.FPDFText_GetLooseCharBox(page.raw, index, box)
        yield Glyph(
            character.encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
            box.right - box.left,
            (number, round(up.value, 1)),
        )
