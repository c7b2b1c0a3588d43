"""An issue that comes back from Word: which of its paragraphs is which line, known by the marks it went out with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from banli.weekly.rules.outline import Section
from banli.weekly.rules.pieces import TEXT, Piece

MARK = re.compile(r"banli_(\d{1,12})_(\d{1,9})_(l(\d{1,12})|h([a-z_]+)|f(\w+))")


class Fixed(StrEnum):
    """What a draft has that is not edited in Word."""

    NOTE = "note"
    HEAD = "head"
    STATEMENT = "statement"
    EXHIBIT = "exhibit"


def is_own_exhibit(one: Piece) -> bool:
    """True for a picture or table that went out with the draft, which Word does not edit."""
    own = (MARK.fullmatch(mark) for mark in one.marks)
    return one.kind != TEXT and any(found is not None and found[6] == Fixed.EXHIBIT for found in own)


def line_mark(issue: int, version: int, line: int) -> str:
    """The mark of a line of that version of an issue."""
    return f"banli_{issue}_{version}_l{line}"


def heading_mark(issue: int, version: int, section: Section) -> str:
    """The mark of a section's heading."""
    return f"banli_{issue}_{version}_h{section.value}"


def fixed_mark(issue: int, version: int, what: Fixed) -> str:
    """The mark of what is not edited."""
    return f"banli_{issue}_{version}_f{what.value}"


@dataclass(frozen=True)
class Came:
    """A line as it came back: which one it is (None for a new one), its section, its words, its first piece."""

    line: int | None
    section: Section | None
    """None where no heading stands before it."""
    text: str
    place: int


@dataclass(frozen=True)
class Returned:
    """A draft that came back: which version it was of, its lines in order, how often something else was changed."""

    issue: int
    version: int
    lines: tuple[Came, ...]
    left: Counter[str]
    """Tables and pictures, which no line holds."""


@dataclass
class _Open:
    line: int | None
    section: Section | None
    place: int
    words: list[str]


def returned(pieces: Sequence[Piece]) -> Returned | None:
    """The lines of a draft that came back; None where nothing in it bears one of our marks.

    A numbered paragraph after the first one under a mark is a new line: Word numbers what is typed after a line. So is
    the second of two that bear the same mark, which somebody copied.
    """
    found = [_marked(one) for one in pieces]
    known = Counter((int(mark[1]), int(mark[2])) for mark in found if mark is not None)
    if not known:
        return None
    (issue, version), _times = known.most_common(1)[0]
    reader = _Reader(issue, version)
    for place, (one, mark) in enumerate(zip(pieces, found, strict=True), start=1):
        reader.read(place, one, mark)
    lines = tuple(Came(one.line, one.section, _joined(one.words), one.place) for one in reader.made)
    return Returned(issue, version, lines, reader.left)


class _Reader:
    """Reads a draft that came back, piece after piece."""

    def __init__(self, issue: int, version: int) -> None:
        self.of = (issue, version)
        self.section: Section | None = None
        self.made: list[_Open] = []
        self.left: Counter[str] = Counter()
        self.open_mark = ""

    def read(self, place: int, one: Piece, mark: re.Match[str] | None) -> None:
        """The next piece, with its mark if it bears one."""
        if one.kind != TEXT:
            self.left[one.kind] += 1
            return
        name = mark[0] if mark is not None else ""
        if mark is not None and not mark[4]:
            self.section = _section(mark[5]) or self.section
        elif name and name == self.open_mark and not _numbered(one):
            self.made[-1].words.append(f"{one.number}{one.words}")
        else:
            line = int(mark[4]) if mark is not None and (int(mark[1]), int(mark[2])) == self.of else None
            if any(before.line == line for before in self.made):
                line = None
            self.made.append(_Open(line, self.section, place, [one.words]))
        self.open_mark = name


def _marked(one: Piece) -> re.Match[str] | None:
    return next((found for mark in one.marks if (found := MARK.fullmatch(mark))), None)


def _section(name: str | None) -> Section | None:
    return Section(name) if name in set(Section) else None


def _numbered(one: Piece) -> bool:
    """True for a paragraph that Word numbers on the level of the lines."""
    return bool(one.number) and one.depth == 0


def _joined(words: Iterable[str]) -> str:
    return "\n".join(part for text in words for part in text.split("\n") if part.strip())
