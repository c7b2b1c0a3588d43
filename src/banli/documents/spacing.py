"""How closely a word processor has to set a line so that it ends where the line of the PDF ends. Pure.

A word processor fills each line from the left and looks no further; Typst looks at the whole paragraph and narrows
punctuation. A line that both would end at the same place keeps the space of its style, any other gets its own.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import floor

from banli.documents.pdf_lines import Line
from banli.documents.substitute_faces import lender

GAPS = (0.2, 0.25)
"""Parts of the size that LibreOffice and Word leave between a Chinese character and a letter or figure."""
SURE = 0.75
"""Points by which a line fits, and by which the next word does not: programs round otherwise."""
AIM = 6.0
"""The same for a line with a space of its own."""
CLOSING = frozenset("？！）〕】》〉」』”’％%…—·?!)]}")
"""Never first on a line: they take the character before them along.

Not among them are commas and full stops: some programs let them hang in the margin, so that they need no room.
"""
OPENING = frozenset("（〔【《〈「『“‘([{")
"""Never last on a line."""
SIGNS = 0x2000
"""From here on stand signs of no script: dashes, quotation marks, numbers in circles."""
GLUE = frozenset("，。、）〕】》〉」』”’％·")
"""After these LibreOffice ends no line where a letter or figure follows."""
MARKS = GLUE | frozenset("；：？！")
NEVER_FIRST = frozenset("·～-")
"""Typst begins a line with these, LibreOffice does not."""
MAY_END = "\u200b"
TWENTIETHS = 20
WHOLE = 100
MOST = (80, 125)
"""A character narrower or wider than this would look wrong; the line then ends elsewhere."""


@dataclass(frozen=True)
class Column:
    """What lines stand in: width, first line's and other lines' indent and size of type in points.

    ``usual`` is the style's own space between characters, in twentieths of a point.
    """

    width: float
    size: float
    usual: int
    first: float = 0
    others: float = 0


@dataclass(frozen=True)
class Fit:
    """A text for a word processor with the width of each character in hundredths of its own."""

    text: str
    scales: list[int]
    breaks: tuple[int, ...] = ()
    """Where in the given text a zero width space was put, which says that a line may end there."""

    def spread(self, values: Sequence[str]) -> list[str]:
        """``values``, one for each character given, with one more for each character put in."""
        return [value for place, value in enumerate(values) for _ in range(1 + (place in self.breaks))]


def fitted(text: str, lines: Sequence[Line], column: Column) -> Fit:
    """``text`` so that a word processor ends its lines where ``lines`` end; as it is where there are none.

    LibreOffice ends no line between a closing mark and a figure. A line of the PDF that does gives its last word to
    the next one here; at the foot of a page, where that would move a word over, the text says that the line may end.
    """
    widths = [width for line in lines for width in line.widths]
    ends = [line.end for line in lines]
    breaks = []
    for number, (line, after) in enumerate(pairwise(lines)):
        if glued(text, line.end) and line.leaf != after.leaf:
            breaks.append(line.end)
        else:
            ends[number] = max(together(text, line.end), line.start + 1)
    found = [WHOLE] * len(text)
    for number, (start, end) in enumerate(pairwise([0, *ends])):
        room = column.width - (column.others if number else column.first)
        found[start:end] = [_scale(text, widths, (start, end), room, column)] * (end - start)
    pieces = [text[start:end] for start, end in pairwise([0, *breaks, len(text)])]
    scaled = [scale for place, scale in enumerate(found) for _ in range(1 + (place in breaks))]
    return Fit(MAY_END.join(pieces), scaled, tuple(breaks))


def _scale(text: str, widths: Sequence[float], line: tuple[int, int], room: float, column: Column) -> int:
    """The scale of one line within what can still be read."""
    return max(MOST[0], min(MOST[1], _wanted(text, widths, line, room, column)))


def _wanted(text: str, widths: Sequence[float], line: tuple[int, int], room: float, column: Column) -> int:
    """The scale of one line: 100 where that ends the line there, else the nearest that does so for sure."""
    start, end = line
    mosts = _filling(text, widths, start, end, room, column)
    sure = WHOLE / max(sum(widths[start:end]), 1)
    if end == len(text):
        return min(WHOLE, floor(min(mosts) - sure * SURE))
    leasts = _filling(text, widths, start, next_word(text, end), room, column)
    least, most = max(leasts), min(mosts)
    if least + sure * SURE <= WHOLE <= most - sure * SURE:
        return WHOLE
    if most - least < 2 * AIM * sure:
        # Where nothing suits both programs it is LibreOffice, whose gaps were measured.
        least, most = leasts[0], mosts[0]
    if most - least < 2 * AIM * sure:
        return round((most + least) / 2)
    return round(min(max(WHOLE, least + AIM * sure), most - AIM * sure))


def _filling(
    text: str, widths: Sequence[float], start: int, end: int, room: float, column: Column
) -> tuple[float, float]:
    """The scale at which a stretch of ``text`` fills ``room`` exactly, in LibreOffice and in Word.

    LibreOffice sets no space after the last character of a stretch of one script and face.
    """
    part = text[start:end]
    kinds = scripts(part)
    gaps = sum(
        left.isalnum() and right.isalnum() and before != after
        for (left, right), (before, after) in zip(pairwise(part), pairwise(kinds), strict=True)
    )
    stretches = 1 + sum(
        before != after for before, after in pairwise(zip(kinds, map(lender, part), strict=True))
    )
    own = max(sum(widths[start:end]), 1)

    def filling(share: float, spaced: int) -> float:
        return WHOLE * (room - gaps * share * column.size - spaced * column.usual / TWENTIETHS) / own

    return filling(GAPS[0], len(part) - stretches), filling(GAPS[1], len(part))


def scripts(text: str) -> list[bool]:
    """For each character whether it counts as Chinese; signs that every script has count with what is before them."""
    told = [chinese(one) if chinese(one) or one.isascii() or ord(one) < SIGNS else None for one in text]
    first = next((one for one in told if one is not None), True)
    return list(accumulate(told, lambda before, own: before if own is None else own, initial=first))[1:]


def chinese(character: str) -> bool:
    """True for characters as wide as they are high."""
    return unicodedata.east_asian_width(character) in "WF"


def next_word(text: str, at: int) -> int:
    """The end of what goes to the next line as one piece from ``at``: a word, or a character with its marks."""
    end = at
    while end < len(text) - 1 and text[end] in OPENING:
        end += 1
    if _in_word(text[end]):
        while end < len(text) and _in_word(text[end]):
            end += 1
    else:
        end += 1
    while end < len(text) and text[end] in CLOSING:
        end += 1
    return end


def glued(text: str, at: int) -> bool:
    """True where LibreOffice ends no line before place ``at``, though it might begin one with what stands there."""
    return text[at - 1] in GLUE and _in_word(text[at])


def hangs(text: str, at: int) -> bool:
    """True where the line would end with one mark after a figure: LibreOffice takes both to the next line."""
    return at > 1 and text[at - 1] in MARKS and _latin(text[at - 2])


def together(text: str, at: int) -> int:
    """The last place up to ``at`` where LibreOffice ends a line."""
    if not glued(text, at) and not hangs(text, at) and text[at] not in NEVER_FIRST:
        return at
    while at > 1 and (text[at - 1] in MARKS or text[at - 1] in NEVER_FIRST):
        at -= 1
    at -= 1
    while at > 0 and _latin(text[at - 1]) and _latin(text[at]):
        at -= 1
    while at > 0 and text[at - 1] in OPENING:
        at -= 1
    return at


def _latin(character: str) -> bool:
    return character.isascii() and not character.isspace()


def _in_word(character: str) -> bool:
    return character.isalnum() and not chinese(character)
