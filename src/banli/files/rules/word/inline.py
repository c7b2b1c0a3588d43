"""What stands within a paragraph of a Word file: words that are seen, pictures, text boxes; the rest is counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from banli.files.rules.word.names import child_value, name, switched, value, w
from banli.files.rules.word.styles import Styles

INTO = {
    w(one)
    for one in ("hyperlink", "smartTag", "customXml", "ruby", "rubyBase", "dir", "bdo", "ins", "moveTo")
}
"""What is walked into; its like that is named nowhere here says nothing."""
FORMULAS = name("m", "")
SAID = {w("ins"): "insertions", w("moveTo"): "insertions", name("m", "oMath"): "formulas"}
"""What is taken and said."""
REACHES_OUT = re.compile(
    r"^\s*(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b", re.IGNORECASE
)
"""Instructions of fields that fetch something when they are brought up to date."""
LEFT = {
    w("footnoteReference"): "footnotes",
    w("endnoteReference"): "footnotes",
    w("commentReference"): "comments",
    w("sym"): "signs",
    w("object"): "objects",
    w("del"): "deletions",
    w("moveFrom"): "deletions",
}
SIGNS = {w("tab"): "\t", w("noBreakHyphen"): "-", w("cr"): "\n", w("ptab"): "\t"}
BOX = w("txbxContent")
WORDS_OF_PICTURE = 80


@dataclass
class Looked:
    """One paragraph: its words, its pictures, its text boxes, the marks that stand in it."""

    style: str | None = None
    said: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """What each is called, and the key of its part in the file; '' where it lies elsewhere."""
    boxes: list[Any] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What a reader sees."""
        return "".join(self.said)


class Inline:
    """Reads paragraph after paragraph; fields may reach from one into the next."""

    def __init__(self, styles: Styles, dropped: Counter[str], pictures_most: int) -> None:
        self.styles, self.dropped, self.pictures_most = styles, dropped, pictures_most
        self.pictures = 0
        self.fields: list[bool] = []
        """Open fields, outermost first: True where their result is being shown."""
        self.known: dict[str, Callable[[Any, Looked], None]] = {
            w("r"): self._run,
            w("t"): self._text,
            name("m", "t"): self._text,
            w("br"): self._break,
            w("fldChar"): self._field,
            w("instrText"): self._instruction,
            w("fldSimple"): self._simple_field,
            w("drawing"): self._drawn,
            w("pict"): self._drawn,
            w("bookmarkStart"): self._bookmark,
            w("sdt"): self._control,
            name("mc", "AlternateContent"): self._choice,
        }

    def look(self, paragraph: Any, style: str | None) -> Looked:
        """What stands in ``paragraph``."""
        looked = Looked(style)
        self._walk(paragraph, looked)
        return looked

    def _walk(self, parent: Any, looked: Looked) -> None:
        for one in parent.iterchildren("{*}*"):
            if one.tag in self.known:
                self.known[one.tag](one, looked)
            elif one.tag in SIGNS:
                looked.said.append(SIGNS[one.tag])
            elif one.tag in LEFT:
                self.dropped[LEFT[one.tag]] += 1
            elif one.tag in INTO or one.tag.startswith(FORMULAS):
                if one.tag in SAID:
                    self.dropped[SAID[one.tag]] += 1
                self._walk(one, looked)

    def _run(self, run: Any, looked: Looked) -> None:
        if self.styles.hidden(run, looked.style):
            self.dropped["hidden"] += any(one.text for one in run.iter(w("t")))
        else:
            self._walk(run, looked)

    def _text(self, one: Any, looked: Looked) -> None:
        if all(self.fields):
            looked.said.append(one.text or "")

    def _break(self, one: Any, looked: Looked) -> None:
        looked.said.append("\n" if value(one, "type") in ("", "textWrapping") else "")

    def _instruction(self, one: Any, _looked: Looked) -> None:
        self.dropped["fields"] += bool(REACHES_OUT.match(one.text or ""))

    def _simple_field(self, one: Any, looked: Looked) -> None:
        self.dropped["fields"] += bool(REACHES_OUT.match(value(one, "instr")))
        self._walk(one, looked)

    def _bookmark(self, one: Any, looked: Looked) -> None:
        looked.marks.append(value(one, "name"))

    def _control(self, one: Any, looked: Looked) -> None:
        if named := child_value(one, "sdtPr", "tag"):
            looked.marks.append(named)
        content = one.find(w("sdtContent"))
        if content is not None and not is_placeholder(one.find(w("sdtPr"))):
            self._walk(content, looked)

    def _choice(self, one: Any, looked: Looked) -> None:
        self._walk(chosen(one), looked)

    def _field(self, one: Any, _looked: Looked) -> None:
        kind = value(one, "fldCharType")
        if kind == "begin":
            self.fields.append(False)
        elif self.fields and kind == "separate":
            self.fields[-1] = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _drawn(self, one: Any, looked: Looked) -> None:
        """Pictures, charts and text boxes; what is in a box is read as paragraphs of its own."""
        every = list(one.iter(BOX))
        nested = {inner for box in every for inner in box.iter(BOX) if inner is not box}
        boxes = [box for box in every if box not in nested]
        looked.boxes += boxes
        inside = {id(found) for box in boxes for found in box.iter()}
        for found in one.iter(name("a", "blip"), name("v", "imagedata")):
            if id(found) in inside:
                continue
            self.pictures += 1
            outside = (
                found.get(name("r", "link")) or found.get(name("r", "href")) or found.get(name("o", "href"))
            )
            self.dropped["outside"] += bool(outside)
            if self.pictures <= self.pictures_most:
                key = "" if outside else found.get(name("r", "embed")) or found.get(name("r", "id")) or ""
                looked.pictures.append((_called(one), key))
        charts = sum(1 for _ in one.iter(name("c", "chart"), name("dgm", "relIds")))
        self.dropped["charts"] += charts


def chosen(one: Any) -> Any:
    """The branch of a choice that a reader of today shows; the other one says the same for older readers."""
    branches = [*one.iterchildren(name("mc", "Choice")), *one.iterchildren(name("mc", "Fallback"))]
    return branches[0] if branches else one


def is_placeholder(properties: Any) -> bool:
    """True for a content control that only says what may be typed there: Word fills an emptied one with such words."""
    return bool(switched(properties, "showingPlcHdr"))


def _called(one: Any) -> str:
    """What a picture says of itself: its description, else its name."""
    about = next(one.iter(name("wp", "docPr")), None)
    said = "" if about is None else (about.get("descr") or about.get("title") or about.get("name") or "")
    return " ".join(str(said).split())[:WORDS_OF_PICTURE]
