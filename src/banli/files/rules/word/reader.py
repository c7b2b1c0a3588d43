"""Reading a Word file: paragraphs, tables and pictures in their order, and a count of everything left behind.

What is taken are words that a reader of the paper sees. Insertions of tracked changes are taken, deletions are not.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from banli.files.rules.docx import BROKEN
from banli.files.rules.word.inline import BOX, Inline, Looked, chosen, is_placeholder
from banli.files.rules.word.media import Media
from banli.files.rules.word.names import child_value, name, value, w
from banli.files.rules.word.numbering import counted
from banli.files.rules.word.package import Opened, opened
from banli.files.rules.word.styles import Styles

PARAGRAPHS_MOST = 3_000
PICTURES_MOST = 300
CHARACTERS_MOST = 200_000
DEEPEST = 12
"""Tables in tables, controls in controls."""
AROUND = {w("ins"), w("moveTo"), w("customXml"), w("smartTag"), name("mc", "AlternateContent")}
LEFT = {w("del"): "deletions", w("moveFrom"): "deletions", w("altChunk"): "objects"}
BODY: dict[str, Any] = {
    "kind": "text",
    "number": "",
    "depth": -1,
    "outline": 0,
    "centred": False,
    "title": False,
    "box": False,
    "bullet": False,
    "marks": [],
}
"""A paragraph of which nothing is said but its words."""
CONTENTS = "Table of Contents"


class _Full(Exception):
    """There is more in the file than is read; says which fault that is."""


def read_word(content: bytes) -> dict[str, Any]:
    """``fault`` ('' where it is read), ``pieces`` in order, ``dropped``: how often what was left behind, ``media``.

    A piece is ``text`` with ``words``, its ``number`` as Word counts it, ``depth`` in its list (-1 for none),
    ``outline`` level (0 for none), and whether it is ``centred``, a ``title``, from a text ``box``, a ``bullet``;
    ``marks`` are the content controls and bookmarks it stands in. A ``table`` has ``rows`` of cells, a ``picture`` has
    ``words`` and the digest of its bytes as ``media`` where they come along; ``media`` of the whole are these bytes in
    base64.
    """
    try:
        found = opened(content)
        if isinstance(found, str):
            return _told(found)
        return _Reader(found).read()
    except _Full as full:
        return _told(str(full))
    except (*BROKEN, RecursionError, AttributeError, TypeError, OverflowError):
        return _told("damaged")


def _told(
    fault: str,
    pieces: list[dict[str, Any]] | None = None,
    dropped: Counter[str] | None = None,
    media: dict[str, str] | None = None,
) -> dict[str, Any]:
    left = dict(sorted((dropped or Counter()).items()))
    return {"fault": fault, "pieces": pieces or [], "dropped": left, "media": media or {}}


class _Reader:
    """One file being read, from its first paragraph to its last."""

    def __init__(self, found: Opened) -> None:
        self.found = found
        self.styles = Styles(found.styles)
        self.counted = counted(found.numbering)
        self.dropped = Counter(found.beside)
        self.inline = Inline(self.styles, self.dropped, PICTURES_MOST)
        self.pieces: list[dict[str, Any]] = []
        self.media = Media()
        self.carried = ""
        """Words before a paragraph mark that a tracked change deletes: they go on in the next paragraph."""
        self.paragraphs = self.characters = 0

    def read(self) -> dict[str, Any]:
        """The whole of it, as :func:`read_word` tells."""
        self.blocks(self.found.body, (), 0)
        if self.carried.strip():
            self.add({**BODY, "words": self.carried}, len(self.carried))
        return _told("", self.pieces, +self.dropped, self.media.kept)

    def blocks(self, parent: Any, marks: tuple[str, ...], depth: int, *, box: bool = False) -> None:
        """Everything that stands in ``parent``, in order."""
        if depth > DEEPEST:
            raise _Full("too_much_in_it")
        pending: list[str] = []
        for one in parent.iterchildren("{*}*"):
            if one.tag == w("p"):
                self.paragraph(one, (*marks, *pending), depth, box=box)
                pending = []
            elif one.tag == w("tbl"):
                self.table(one, marks, depth, box=box)
            elif one.tag == w("sdt"):
                self.control(one, marks, depth, box=box)
            elif one.tag == w("bookmarkStart"):
                pending.append(value(one, "name"))
            elif one.tag in AROUND:
                self.blocks(chosen(one), marks, depth + 1, box=box)
            elif one.tag in LEFT:
                self.dropped[LEFT[one.tag]] += 1

    def control(self, one: Any, marks: tuple[str, ...], depth: int, *, box: bool) -> None:
        """A content control around paragraphs; a table of contents is left behind, a placeholder says nothing."""
        properties, content = one.find(w("sdtPr")), one.find(w("sdtContent"))
        if child_value(properties, "docPartObj", "docPartGallery") == CONTENTS:
            self.dropped["contents"] += 1
        elif content is not None and not is_placeholder(properties):
            tag = child_value(properties, "tag")
            self.blocks(content, (*marks, tag) if tag else marks, depth + 1, box=box)

    def paragraph(self, one: Any, marks: tuple[str, ...], depth: int, *, box: bool) -> None:
        """A paragraph, then the pictures in it, then what its text boxes say."""
        looked = self.look(one)
        properties = one.find(w("pPr"))
        style = child_value(properties, "pStyle")
        words, self.carried = self.carried + looked.words, ""
        if removed := properties is not None and properties.find(f"{w('rPr')}/{w('del')}") is not None:
            self.carried = words
            self.dropped["deletions"] += 1
        listed = None if removed else self.styles.list_of(properties, style)
        number = self.counted.before(*listed) if listed else ""
        if words.strip() and not removed:
            outline = self.styles.outline(properties, style)
            told = {
                **BODY,
                "words": words,
                "number": number or "",
                "depth": listed[1] if listed else -1,
                "outline": outline,
                "centred": self.styles.centred(properties, style),
                "title": not outline and self.styles.is_title(style),
                "box": box,
                "bullet": listed is not None and number is None,
                "marks": [*marks, *looked.marks],
            }
            self.add(told, len(words))
        self.beside(looked, depth, marks)

    def beside(self, looked: Looked, depth: int, marks: tuple[str, ...] = ()) -> None:
        """Pictures and text boxes of a paragraph, after it."""
        for called, key in looked.pictures:
            media, fault = self.media.take(self.found.media(key))
            told = {
                "kind": "picture",
                "words": called,
                **_marked(marks),
                **({"media": media} if media else {"fault": fault}),
            }
            self.add(told, len(called))
        for content in looked.boxes:
            self.dropped["boxes"] += 1
            self.blocks(content, (), depth + 1, box=True)

    def look(self, one: Any) -> Looked:
        """What stands in a paragraph; too many of them are not read."""
        self.paragraphs += 1
        if self.paragraphs > PARAGRAPHS_MOST:
            raise _Full("too_many_paragraphs")
        looked = self.inline.look(one, child_value(one, "pPr", "pStyle"))
        if self.inline.pictures > PICTURES_MOST:
            raise _Full("too_many_pictures")
        return looked

    def table(self, one: Any, marks: tuple[str, ...], depth: int, *, box: bool) -> None:
        """A table as rows of cells; a frame of a single cell is what stands in it."""
        rows = [row for row in one.iter(w("tr")) if _of(row, w("tbl")) is one]
        cells = [[cell for cell in row.iter(w("tc")) if _of(cell, w("tr")) is row] for row in rows]
        if len(cells) == 1 and len(cells[0]) == 1:
            self.blocks(cells[0][0], marks, depth + 1, box=box)
            return
        told: list[list[str]] = []
        found: list[Looked] = []
        for row, inside in zip(rows, cells, strict=True):
            if row.find(f"{w('trPr')}/{w('del')}") is not None:
                self.dropped["deletions"] += 1
                continue
            told.append([self.cell(cell, found) for cell in inside])
        told = [row for row in told if any(row)]
        if told:
            length = sum(len(cell) for row in told for cell in row)
            self.add({"kind": "table", "rows": told, **_marked(marks)}, length)
        for looked in found:
            self.beside(looked, depth)

    def cell(self, one: Any, found: list[Looked]) -> str:
        """The words of a cell in one line, those of a table in it among them; its paragraphs are added to ``found``."""
        merge = one.find(f"{w('tcPr')}/{w('vMerge')}")
        if merge is not None and value(merge) != "restart":
            return ""
        said = []
        for inner in one.iter(w("p")):
            if any(around.tag == BOX for around in inner.iterancestors(w("tc"), BOX) if around is not one):
                continue
            looked = self.look(inner)
            found.append(looked)
            listed = self.styles.list_of(inner.find(w("pPr")), child_value(inner, "pPr", "pStyle"))
            number = self.counted.before(*listed) if listed else ""
            said.append(f"{number or ''}{looked.words}".strip())
        self.dropped["tables_in_tables"] += sum(1 for _ in one.iterchildren(w("tbl")))
        return " ".join(part.replace("\n", " ") for part in said if part)

    def add(self, piece: dict[str, Any], length: int) -> None:
        """One more piece; a file that says too much is not read."""
        self.characters += length
        if self.characters > CHARACTERS_MOST:
            raise _Full("too_much_in_it")
        self.pieces.append(piece)


def _marked(marks: tuple[str, ...]) -> dict[str, list[str]]:
    return {"marks": list(marks)} if marks else {}


def _of(one: Any, tag: str) -> Any:
    """The nearest element named ``tag`` around ``one``."""
    return next(one.iterancestors(tag), None)
