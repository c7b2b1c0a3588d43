"""A report's draft as a Word document to be edited and brought back: every line stands in a content control.

Each control, and a bookmark in it for programs that lose controls, bears the mark by which the line is known again.
Numbers are Word's own, so that a new paragraph is numbered as it is typed, and none of them is among the words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from banli.documents.docx_exhibits import DRAWN
from banli.documents.docx_pack import packed
from banli.documents.docx_styles import child, define_styles, set_page
from banli.documents.sheets import Block

LISTS = {2: ("chineseCounting", "（%1）"), 3: ("decimal", "（%1）")}
"""Format and text of the numbers on a level (GB/T 9704-2012, 7.3.3)."""
FIRST_LIST = 700
"""Numbers of our lists, beyond those of the library's template."""


@dataclass(frozen=True)
class Marked:
    """Paragraphs that bear one mark."""

    mark: str
    style: str
    paragraphs: tuple[str, ...]
    fixed: bool = False
    """True for what is not to be edited."""
    level: int = 0
    """The level its first paragraph is numbered on; 0 for none."""
    series: int = 0
    """Lines of one series count on."""
    block: Block | None = None
    """A picture, table or chart in place of paragraphs; it is not edited in Word."""


@dataclass(frozen=True)
class DraftSheet:
    """A draft to be edited in Word."""

    title: str
    issuer: str
    parts: tuple[Marked, ...]
    made_on: date


def draft_docx(sheet: DraftSheet) -> bytes:
    """``sheet`` as a Word document. Equal sheets give equal bytes."""
    document = docx.Document()
    set_page(document)
    define_styles(document)
    _define_lists(document, {(part.series, part.level) for part in sheet.parts if part.level})
    numbers = count(1)
    for part in sheet.parts:
        _control(document, part, next(numbers))
    return packed(document, title=sheet.title, author=sheet.issuer, day=sheet.made_on)


def _control(document: Document, part: Marked, number: int) -> None:
    """The content control with its paragraphs, at the end of the document."""
    made = (
        _shown(document, part.block)
        if part.block
        else [_paragraph(document, part, place) for place in range(len(part.paragraphs))]
    )
    control = OxmlElement("w:sdt")
    properties = child(control, "sdtPr")
    child(properties, "tag", val=part.mark)
    child(properties, "id", val=str(number))
    if part.fixed:
        child(properties, "lock", val="sdtContentLocked")
    content = child(control, "sdtContent")
    made[0].addprevious(control)
    for one in made:
        content.append(one)
    if part.block:
        return
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), part.mark)
    first = made[0].find(qn("w:r"))
    first.addprevious(start)
    made[0].append(end)


def _shown(document: Document, block: Block) -> list[Any]:
    """What shows the exhibit, without its caption, which is a part of its own."""
    body = document.element.body
    before = len(body)
    DRAWN[block.kind](document, replace(block, text=""))
    # The last element of a body is the layout of its page.
    return [one for one in list(body)[before - 1 : -1] if one.tag != qn("w:sectPr")]


def _paragraph(document: Document, part: Marked, place: int) -> Any:
    paragraph = document.add_paragraph(style=part.style)
    run = paragraph.add_run(part.paragraphs[place])
    for text in run._r.findall(qn("w:t")):
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    if part.level and place == 0:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = 0
        properties.get_or_add_numId().val = FIRST_LIST + part.series
    return paragraph._p


def _define_lists(document: Document, lists: Iterable[tuple[int, int]]) -> None:
    root = document.part.numbering_part.element
    for number, level in sorted(lists):
        form, text = LISTS.get(level, LISTS[3])
        abstract = OxmlElement("w:abstractNum")
        abstract.set(qn("w:abstractNumId"), str(FIRST_LIST + number))
        child(abstract, "multiLevelType", val="singleLevel")
        row = child(abstract, "lvl", ilvl="0")
        child(row, "start", val="1")
        child(row, "numFmt", val=form)
        child(row, "suff", val="nothing")
        child(row, "lvlText", val=text)
        child(row, "lvlJc", val="left")
        # Abstract lists stand before the lists in use, in the schema's order.
        root.insert(0, abstract)
        used = OxmlElement("w:num")
        used.set(qn("w:numId"), str(FIRST_LIST + number))
        child(used, "abstractNumId", val=str(FIRST_LIST + number))
        root.append(used)
