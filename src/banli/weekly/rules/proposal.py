"""What a manuscript is proposed to become: which of its paragraphs begin a line, which go on in one, which are left.

Levels are those of GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）, counted by Word or typed by hand. A proposal changes no
word; whoever reads it takes, changes or leaves each piece.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from banli.kernel.text import gettext_noop
from banli.weekly.rules.house_style import half_digits
from banli.weekly.rules.outline import HEADINGS, Section
from banli.weekly.rules.pieces import PICTURE, TABLE, TEXT, Piece
from banli.weekly.rules.typed_numbers import Typed, counted_on, read, written

SHORT = 40
"""Characters of a heading or a title."""
NEAR = 0.75
"""How like a heading of the outline a heading of the manuscript is at least."""
ENDS = "。！？；;!?…"
DAY_ALONE = re.compile(r"[（(]?(?:二〇|\d{2})?[\d〇一二三四五六七八九]{2}年\d{1,2}月\d{1,2}日[)）]?")
UNIT = re.compile(r"[（(]?单位[:：].{1,15}?[)）]?")
CAPTION_LONGEST = 60
CAPTIONED = {word: re.compile(rf"{word}\s*[\d一二三四五六七八九十]*[\s　:：.、]") for word in "图表"}
BARE = re.compile(r"[\s（）()，,、：:“”\"']")


class Become(StrEnum):
    """What a piece is taken as."""

    LINE = "line"
    """It begins a line of the issue."""
    JOIN = "join"
    """It goes on in the line before it, as a paragraph of its own."""
    EXHIBIT = "exhibit"
    """It becomes a picture or a table of the issue."""
    LEAVE = "leave"
    """It is not taken."""


class Why(StrEnum):
    """Why a piece is proposed to be left, or what it is besides words."""

    TITLE = "title"
    SECTION = "section"
    STATEMENT = "statement"
    DAY = "day"
    TABLE = "table"
    PICTURE = "picture"
    OVER = "over"
    MISSING = "missing"
    NO_PHOTOGRAPH = "no_photograph"
    TOO_LARGE = "photograph_too_large"
    DAMAGED = "photograph_damaged"
    BOX = "box"
    CAPTION = "caption"


WHY: Mapping[Why, str] = {
    Why.TITLE: gettext_noop("Title"),
    Why.SECTION: gettext_noop("Heading of a section"),
    Why.STATEMENT: gettext_noop("Stands under the statement, which is made from its figures"),
    Why.DAY: gettext_noop("Date"),
    Why.TABLE: gettext_noop("Table"),
    Why.PICTURE: gettext_noop("Picture that did not come along"),
    Why.OVER: gettext_noop(
        "Picture beyond the 60 of a file that come along; hand in what is left as a file of its own"
    ),
    Why.MISSING: gettext_noop("Picture that is not in the file itself; nothing was fetched"),
    Why.NO_PHOTOGRAPH: gettext_noop("Picture of another kind than JPEG and PNG, which did not come along"),
    Why.TOO_LARGE: gettext_noop("Picture of more than 40 million pixels, which did not come along"),
    Why.DAMAGED: gettext_noop("Picture that is damaged and did not come along"),
    Why.BOX: gettext_noop("From a text box"),
    Why.CAPTION: gettext_noop("Caption or unit line of the picture or table beside it"),
}


UNREAD = frozenset({Why.PICTURE, Why.OVER, Why.MISSING, Why.NO_PHOTOGRAPH, Why.TOO_LARGE, Why.DAMAGED})
"""What is said of pictures that did not come along."""


@dataclass(frozen=True)
class Proposed:
    """A piece as proposed: its place in the manuscript (from 1), its text, what it becomes, and where it goes."""

    place: int
    text: str
    become: Become
    section: Section | None = None
    """None where no heading above it says."""
    level: int = 0
    """1 to 4 as the standard counts them, 0 for what bears no number."""
    why: Why | None = None
    """None where it is a paragraph like any other."""
    shows: str = ""
    """``picture`` or ``table`` where it can become one, with ``text`` as its caption; '' otherwise."""
    media: str = ""
    """The digest of that picture."""
    alt: str = ""
    """What it says of itself."""
    cells: str = ""
    """The cells of that table, a row on each line."""
    unit: str = ""

    @property
    def unread(self) -> bool:
        """True for a picture that did not come along: of it there is nothing to take."""
        return self.why in UNREAD


@dataclass(frozen=True)
class _Read:
    """A piece with the number that was read from it."""

    place: int
    piece: Piece
    typed: Typed | None
    level: int
    bare: str

    @property
    def with_number(self) -> str:
        """Its words after the number as the standard writes it; as it was where the standard knows none like it."""
        if self.typed:
            return f"{written(self.typed.style, self.typed.number)}{self.bare}"
        return f"{self.piece.number}{self.bare}" if self.level else self.bare


def proposal(
    pieces: Sequence[Piece],
    sections: Collection[Section],
    headings: Mapping[Section, str] | None = None,
    *,
    exhibits: bool = False,
) -> list[Proposed]:
    """What ``pieces`` are proposed to become, each once and in order.

    :param sections: where whoever takes them may put lines.
    :param headings: the sections' headings as the issue prints them, besides the house's own.
    :param exhibits: pictures and tables may be taken as such.
    """
    made = _proposal(pieces, sections, headings)
    return with_exhibits(pieces, made) if exhibits else made


def _proposal(
    pieces: Sequence[Piece], sections: Collection[Section], headings: Mapping[Section, str] | None
) -> list[Proposed]:
    known = [(section, name) for names in (headings or {}, HEADINGS) for section, name in names.items()]
    made: list[Proposed] = []
    section: Section | None = None
    group: list[_Read] = []
    begun = False
    for one in _numbers(pieces):
        found = _section(one, known)
        if found:
            made += _lines(group, section, sections)
            group, section = [], found
            made.append(Proposed(one.place, one.with_number, Become.LEAVE, level=one.level, why=Why.SECTION))
        elif not begun and _is_title(one, rest=len(pieces) - one.place):
            made.append(Proposed(one.place, one.piece.words, Become.LEAVE, why=Why.TITLE))
            continue
        else:
            group.append(one)
        begun = begun or one.piece.kind == TEXT
    return [*made, *_lines(group, section, sections)]


def _numbers(pieces: Sequence[Piece]) -> list[_Read]:
    """The pieces with their numbers; one typed by hand that may be words needs a neighbour that counts on."""
    typed = [read(f"{one.number}{one.words}") if one.kind == TEXT else None for one in pieces]
    sure = counted_on(typed)
    made = []
    for place, (one, found, counts) in enumerate(zip(pieces, typed, sure, strict=True), start=1):
        taken = found if found and (counts or one.number or not found.doubtful) else None
        level = int(taken.style) if taken else min(one.depth + 1, 4) if one.number else 0
        made.append(_Read(place, one, taken, level, taken.rest if taken else one.words))
    return made


def _section(one: _Read, known: Iterable[tuple[Section, str]]) -> Section | None:
    """The section whose heading this piece is; None where it is none."""
    if one.piece.kind != TEXT or len(one.bare) > SHORT or one.bare.endswith(tuple(ENDS)):
        return None
    if not (one.piece.outline or one.level in (1, 2) or one.piece.centred or one.piece.title):
        return None
    asked = _plain(one.bare)
    rated = [(SequenceMatcher(None, asked, _plain(name)).ratio(), section) for section, name in known]
    best = max(rated, key=lambda row: row[0], default=(0.0, None))
    return best[1] if best[0] >= NEAR else None


def _plain(text: str) -> str:
    return BARE.sub("", half_digits(text))


def _is_title(one: _Read, rest: int) -> bool:
    """True for what stands above the first paragraph: a title, who wrote it, when."""
    if one.piece.kind != TEXT or one.level or not rest or len(one.bare) > SHORT:
        return False
    if one.piece.title or one.piece.centred:
        return True
    return one.place == 1 and not one.bare.endswith((*ENDS, "：", ":")) and "，" not in one.bare


def _lines(
    group: Sequence[_Read], section: Section | None, sections: Collection[Section]
) -> Iterator[Proposed]:
    """The pieces under one heading; a line begins with each number of the highest level."""
    told = section if section in sections else None
    levels = [one.level for one in group if one.level and one.piece.kind == TEXT]
    top = min(levels, default=0)
    deeper = any(level > top for level in levels)
    inside = led = False
    for one in group:
        if one.piece.kind != TEXT:
            yield replace(_other(one), section=told)
            continue
        become, inside, led = _become(one, top, inside, led)
        text = one.bare if become is Become.LINE and not deeper else one.with_number
        made = Proposed(one.place, text, become, told, one.level, Why.BOX if one.piece.box else None)
        if section is Section.STATEMENT:
            made = replace(made, become=Become.LEAVE, why=Why.STATEMENT)
        elif DAY_ALONE.fullmatch(one.bare.strip()):
            made = replace(made, become=Become.LEAVE, why=Why.DAY)
        yield made


def _become(one: _Read, top: int, inside: bool, led: bool) -> tuple[Become, bool, bool]:
    """What a paragraph becomes, whether a line is open after it, and whether that line leads a list."""
    heads = one.bare.rstrip().endswith(("：", ":")) and not one.level
    if one.piece.box:
        return (Become.JOIN if inside else Become.LINE), inside, led
    if one.level:
        if led or one.level > top:
            return (Become.JOIN if inside or led else Become.LINE), True, led
        return Become.LINE, True, False
    if one.piece.outline:
        return Become.LINE, True, True
    if one.piece.bullet:
        return (Become.JOIN if inside or led else Become.LINE), inside, led
    return (Become.JOIN if inside else Become.LINE), inside or heads, led or (heads and not inside)


def _other(one: _Read) -> Proposed:
    """A table as its rows, a picture as its name; both are left unless somebody takes the rows."""
    if one.piece.kind == TABLE:
        rows = ("，".join(cell for cell in row if cell) for row in one.piece.rows)
        return Proposed(one.place, "\n".join(rows), Become.LEAVE, why=Why.TABLE)
    fault = one.piece.fault
    return Proposed(
        one.place, one.piece.words, Become.LEAVE, why=Why(fault) if fault in set(Why) else Why.PICTURE
    )


def with_exhibits(pieces: Sequence[Piece], proposed: Sequence[Proposed]) -> list[Proposed]:
    """The proposal with pictures and tables as exhibits, whose captions and unit lines are no paragraphs of their own.

    A picture's caption stands below it and begins with 图, a table's above it with 表, a unit line between the two.
    """
    made = {one.place: one for one in proposed}
    left: dict[int, Why] = {}
    for place, one in enumerate(pieces, start=1):
        words = made.get(place)
        if words is None or one.kind == TEXT or (one.kind == PICTURE and not one.media):
            continue
        if one.kind == PICTURE:
            own = [at for at in (place + 1,) if _begins(pieces, at, "图")]
            shown = replace(words, shows=PICTURE, media=one.media, alt=one.words)
        else:
            units = [at for at in (place - 1,) if UNIT.fullmatch(_words(pieces, at))]
            own = [*units, *(at for at in (place - 1 - len(units),) if _begins(pieces, at, "表"))]
            unit = _words(pieces, units[0]) if units else ""
            cells = "\n".join("\t".join(cell.replace("\t", " ") for cell in row) for row in one.rows)
            shown = replace(words, shows=TABLE, cells=cells, unit=unit)
        caption = next((_words(pieces, at) for at in own if not UNIT.fullmatch(_words(pieces, at))), "")
        made[place] = replace(shown, become=Become.EXHIBIT, text=caption, why=None)
        left |= dict.fromkeys(own, Why.CAPTION)
    return [
        replace(one, become=Become.LEAVE, why=left[one.place]) if one.place in left else one
        for one in made.values()
    ]


def _words(pieces: Sequence[Piece], place: int) -> str:
    """The words of the paragraph at ``place`` (from 1); '' where there is none."""
    inside = 1 <= place <= len(pieces) and pieces[place - 1].kind == TEXT
    return pieces[place - 1].words.strip() if inside else ""


def _begins(pieces: Sequence[Piece], place: int, word: str) -> bool:
    """True where that paragraph is a caption: short, and it begins with 图 or 表, a number and a space."""
    words = _words(pieces, place)
    return len(words) <= CAPTION_LONGEST and CAPTIONED[word].match(words) is not None


def tally(pieces: Iterable[Piece]) -> dict[str, int]:
    """How many tables and pictures there are."""
    found = [one.kind for one in pieces]
    return {kind: found.count(kind) for kind in (TABLE, PICTURE) if kind in found}
