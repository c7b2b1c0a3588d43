"""Marks that come in pairs: which bracket belongs to which, what is quoted, what is the title of a work."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENING, CLOSING = "(（", ")）"
TITLE = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
QUOTED = re.compile(r"“[^“”]*”|‘[^‘’]*’|「[^「」]*」|『[^『』]*』")
PAIRS = {"（": "）", "《": "》", "“": "”", "‘": "’"}


def brackets(text: str) -> list[tuple[int, int]]:
    """The places of round brackets that belong together, whatever their widths; the inner ones first."""
    found, waiting = [], []
    for place, mark in enumerate(text):
        if mark in OPENING:
            waiting.append(place)
        elif mark in CLOSING and waiting:
            found.append((waiting.pop(), place))
    return found


def unpaired(text: str) -> Iterator[tuple[int, int]]:
    """From where to where brackets, quotation marks and marks of titles stand whose other half is missing."""
    alike = text.translate({ord("("): "（", ord(")"): "）"})
    for opening, closing in PAIRS.items():
        waiting: list[int] = []
        for place, mark in enumerate(alike):
            if mark == opening:
                waiting.append(place)
            elif mark == closing:
                # An apostrophe looks like the end of an inner quotation.
                if waiting:
                    waiting.pop()
                elif closing != "’":
                    yield place, place + 1
        yield from ((place, place + 1) for place in waiting)


def around(text: str, start: int, end: int, more: int = 4) -> str:
    """What stands from ``start`` to ``end``, with a few characters on either side."""
    return text[max(start - more, 0) : end + more]


def kept(text: str) -> list[tuple[int, int]]:
    """Where titles of works and quoted words stand: nobody's words to mend but their author's."""
    return [found.span() for shape in (TITLE, QUOTED) for found in shape.finditer(text)]
