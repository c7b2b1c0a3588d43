"""What was pasted, as pieces: the marked-up text of the clipboard (Word, WPS, browsers), or plain paragraphs.

Nothing of the markup is kept or shown: words come out, everything else is counted or left away.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from banli.weekly.rules.pieces import PICTURE, TABLE, TEXT, Piece

LONGEST = 2_000_000
"""Characters of marked-up text; Word writes pages of styles around a sentence."""
WORDS_MOST = 200_000
PIECES_MOST = 3_000
BREAKS = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
SPACES = re.compile(r"[ \t\r\n\f]+")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
COUNTS_ITSELF = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
"""Word writes the number of a list into the clipboard in a span of this style."""
LEVEL = re.compile(r"mso-list\s*:[^;]*\blevel(\d)", re.IGNORECASE)
CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
CONDITION = re.compile(r"<!\[[^\]>]*\]>")
MUTE = {"script", "style", "head", "title", "noscript", "template", "iframe", "svg", "math", "select"}
"""What says nothing on paper, with everything in it."""
EMPTY = {"br", "img", "hr", "input", "meta", "link", "col", "area", "base", "embed", "source", "wbr"}
BLOCKS = {
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "section",
    "article",
    "dt",
    "dd",
}
BULLETS = "·•●○■□◆◇–§ØüoO-*"


class TooMuch(ValueError):
    """More was pasted than is read."""


def plain(text: str) -> list[Piece]:
    """Paragraphs of plain text. Raises :class:`TooMuch`."""
    _check(len(text), WORDS_MOST)
    found = [Piece(TEXT, one.strip()) for one in BREAKS.split(text) if one.strip()]
    _check(len(found), PIECES_MOST)
    return found


def marked_up(text: str) -> tuple[list[Piece], dict[str, int]]:
    """The pieces of a marked-up text, and how often what was left behind. Raises :class:`TooMuch`."""
    _check(len(text), LONGEST)
    reader = _Reader()
    # Word's conditions (<![if !supportLists]>) say nothing to us, and a broken one would stop the parser.
    reader.feed(CONDITION.sub("", text).replace("<![", "&lt;!["))
    reader.close()
    reader.end_paragraph()
    return reader.pieces, dict(sorted((+reader.dropped).items()))


def _check(length: int, most: int) -> None:
    if length > most:
        raise TooMuch


@dataclass
class _List:
    ordered: bool
    count: int = 0


@dataclass
class _Paragraph:
    words: list[str] = field(default_factory=list)
    number: list[str] = field(default_factory=list)
    depth: int = -1
    outline: int = 0
    centred: bool = False
    bullet: bool = False


class _Reader(HTMLParser):
    """Reads tag after tag; what is not closed is closed by what follows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.dropped: Counter[str] = Counter()
        self.now = _Paragraph()
        self.lists: list[_List] = []
        self.unseen: list[str] = []
        """Open tags whose words are not read, outermost first."""
        self.counting = 0
        """How many tags are open within the number that the clipboard tells."""
        self.rows: list[list[list[str]]] = []
        """Rows of the table that is open: cells, each a list of words."""
        self.tables = self.length = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A tag begins."""
        told = {name: value or "" for name, value in attrs}
        style = told.get("style", "")
        if self.unseen or tag in MUTE or HIDDEN.search(style):
            if tag not in EMPTY:
                self.dropped["hidden"] += not self.unseen and tag not in MUTE
                self.unseen.append(tag)
            return
        if self.counting:
            self.counting += tag not in EMPTY
        elif COUNTS_ITSELF.search(style):
            self.counting = 1
        elif tag in BLOCKS:
            self.block(tag, style, told)
        elif tag in ("ol", "ul"):
            self.end_paragraph()
            self.lists.append(_List(tag == "ol", _start(told) - 1))
        else:
            self.other(tag, told)

    def other(self, tag: str, told: dict[str, str]) -> None:
        """A tag that is no paragraph: a break, a picture, a part of a table, a link, an object."""
        if tag == "br":
            self.say("\n")
        elif tag == "img":
            self.add(Piece(PICTURE, " ".join(told.get("alt", "").split())[:80]))
        elif tag == "table":
            self.dropped["tables_in_tables"] += self.tables > 0
            self.tables += 1
            if self.tables == 1:
                self.end_paragraph()
                self.rows = []
        elif tag == "tr" and self.tables == 1:
            self.rows.append([])
        elif tag in ("td", "th") and self.tables == 1:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append([])
        elif tag == "a":
            self.dropped["links"] += (
                told.get("href", "").lower().startswith(("http:", "https:", "mailto:", "file:"))
            )
        elif tag in ("object", "embed"):
            self.dropped["objects"] += 1

    def handle_endtag(self, tag: str) -> None:
        """A tag ends."""
        if self.unseen:
            if tag in self.unseen:
                while self.unseen.pop() != tag:
                    pass
            return
        if self.counting:
            self.counting -= tag not in EMPTY
            return
        if tag in BLOCKS:
            self.end_paragraph()
        elif tag in ("ol", "ul") and self.lists:
            self.end_paragraph()
            self.lists.pop()
        elif tag == "table" and self.tables:
            self.tables -= 1
            if not self.tables:
                self.end_table()

    def handle_data(self, data: str) -> None:
        """Words."""
        if self.unseen:
            return
        self.length += len(data)
        _check(self.length, WORDS_MOST)
        if self.counting:
            self.now.number.append(data)
        else:
            self.say(SPACES.sub(" ", data))

    def say(self, words: str) -> None:
        """Words of the paragraph, or of the cell, that is open."""
        if self.tables:
            if self.rows and self.rows[-1]:
                self.rows[-1][-1].append(words.replace("\n", " "))
        else:
            self.now.words.append(words)

    def block(self, tag: str, style: str, told: dict[str, str]) -> None:
        """A paragraph begins; within an item that says nothing yet it is that item."""
        if self.tables:
            self.say(" ")
            return
        if tag == "p" and self.now.depth >= 0 and not "".join(self.now.words).strip():
            return
        self.end_paragraph()
        level = LEVEL.search(style)
        self.now = _Paragraph(
            depth=int(level[1]) - 1 if level else -1,
            outline=int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0,
            centred=bool(CENTRED.search(style)) or told.get("align", "").lower() == "center",
        )
        if tag == "li" and self.lists:
            here = self.lists[-1]
            here.count += 1
            self.now.depth = len(self.lists) - 1
            self.now.bullet = not here.ordered
            self.now.number = [f"{here.count}."] if here.ordered else []

    def end_paragraph(self) -> None:
        """The paragraph that is open is one."""
        now, self.now = self.now, _Paragraph()
        words = "\n".join(" ".join(part.split(" ")).strip() for part in "".join(now.words).split("\n"))
        words = words.replace("\u00a0", " ").strip()
        if not words:
            return
        number = "".join("".join(now.number).split()).replace("\u00a0", "")
        if number and all(sign in BULLETS or ord(sign) >= 0xF000 for sign in number):
            number, now.bullet = "", True
        self.add(
            Piece(TEXT, words, number, now.depth, now.outline, now.centred, bullet=now.bullet and not number)
        )

    def end_table(self) -> None:
        """The table that was open is one; a frame of a single cell is a paragraph."""
        rows = [tuple(" ".join("".join(cell).split()) for cell in row) for row in self.rows]
        rows = [row for row in rows if any(row)]
        self.rows = []
        if len(rows) == 1 and len(rows[0]) == 1:
            self.add(Piece(TEXT, rows[0][0]))
        elif rows:
            self.add(Piece(TABLE, rows=tuple(rows)))

    def add(self, piece: Piece) -> None:
        """One more piece."""
        _check(len(self.pieces) + 1, PIECES_MOST)
        self.pieces.append(piece)


def _start(told: dict[str, str]) -> int:
    start = told.get("start", "")
    return int(start) if start.isascii() and start.isdecimal() and len(start) < 4 else 1
