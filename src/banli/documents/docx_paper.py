"""A paper to fill in as a Word document: headings, lines, fields beside their labels, tables."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.shared import Mm, Pt
from docx.table import Table

from banli.documents.docx_pack import packed
from banli.documents.docx_runs import write
from banli.documents.docx_styles import define_styles, set_page
from banli.documents.docx_tables import borders
from banli.documents.faces import HEI
from banli.documents.sheets import Paper, PaperPart, Row

LABEL, VALUE = Mm(52), Mm(104)
LINE, ROOM = Mm(9), Mm(24)
"""The least height of a field of one line, and of one to write in."""


def paper_docx(sheet: Paper) -> bytes:
    """``sheet`` as a Word document that can be filled in."""
    document = docx.Document()
    set_page(document)
    define_styles(document)
    write(document.add_paragraph(style="Subtitle"), sheet.title)
    if sheet.note:
        write(document.add_paragraph(style="Period"), sheet.note)
    for part in sheet.parts:
        _part(document, part)
    return packed(document, title=sheet.title, author=sheet.issuer, day=sheet.made_on)


def _part(document: Document, part: PaperPart) -> None:
    if part.title:
        heading = document.add_paragraph(style="Heading 1")
        write(heading, part.title)
        heading.paragraph_format.first_line_indent, heading.paragraph_format.space_before = Pt(0), Pt(10)
    for line in part.lines:
        paragraph = document.add_paragraph(style="Table Text")
        write(paragraph, line)
        paragraph.paragraph_format.space_after = Pt(3)
    if part.rows:
        _fields(document, part.rows)
    if part.table:
        _table(document, part.table)


def _fields(document: Document, rows: tuple[Row, ...]) -> None:
    table = document.add_table(rows=len(rows), cols=2)
    borders(table)
    for number, field in enumerate(rows):
        row = table.rows[number]
        row.height, row.height_rule = (ROOM if field.wide else LINE), WD_ROW_HEIGHT_RULE.AT_LEAST
        for place, (width, words) in enumerate(((LABEL, field.label), (VALUE, field.value))):
            row.cells[place].width = width
            _cell(table, number, place, words)


def _table(document: Document, lines: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(rows=len(lines), cols=len(lines[0]))
    borders(table)
    for number, cells in enumerate(lines):
        for place, words in enumerate(cells):
            _cell(table, number, place, words, HEI if number == 0 else "")


def _cell(table: Table, number: int, place: int, words: str, face: str = "") -> None:
    paragraph = table.rows[number].cells[place].paragraphs[0]
    paragraph.style = "Table Text"
    write(paragraph, words, face)
