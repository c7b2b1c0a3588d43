"""Tables, pictures and charts of the Word form; a chart is drawn once, by the typesetter of the PDF, as a picture."""

from __future__ import annotations

import io
from dataclasses import asdict

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

from banli.documents.columns import block_widths
from banli.documents.docx_runs import write
from banli.documents.docx_styles import child
from banli.documents.faces import HEI, KAI
from banli.documents.fonts import drawn
from banli.documents.pdf import bars_png, chart_png
from banli.documents.sheets import Block

WIDTH = Mm(155.8)
WHOLE = 20
"""Rows of a table that stay on one page; a longer one goes over pages and its head comes again."""
WITH_FOOT = 3
"""Rows that go with the foot of the issue; the same in ``weekly.typ``."""
SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
ROOM = (("top", 35), ("left", 120), ("bottom", 35), ("right", 120))
"""Space inside a cell in twentieths of a point; with the hairlines a row is as high as in the PDF."""


def figures_table(document: Document, block: Block) -> None:
    """A table of figures with a caption, its head repeated where it runs over a page."""
    if block.text:
        _caption(document, block.text)
    if block.unit:
        unit = document.add_paragraph(style="Table Text")
        write(unit, block.unit)
        unit.alignment, unit.paragraph_format.keep_with_next = WD_ALIGN_PARAGRAPH.RIGHT, True
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
    borders(table)
    _room(table)
    table.autofit = False
    widths = [Pt(width) for width in block_widths(asdict(block))]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, cells in enumerate(block.rows):
        for place, (words, width) in enumerate(zip(cells, widths, strict=True)):
            table.rows[number].cells[place].width = width
            paragraph = table.rows[number].cells[place].paragraphs[0]
            paragraph.style = "Table Text"
            # As in the PDF no page ends inside a table that fits on one.
            paragraph.paragraph_format.keep_with_next = (
                number < len(block.rows) - 1 and len(block.rows) <= WHOLE
            )
            write(paragraph, words, HEI if number == 0 else "")
            paragraph.alignment = _side(block, number, place)
    child(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")


def keep_last_rows(table: Table) -> None:
    """Let the last rows of a table that ends an issue go with the foot that follows, as in the PDF."""
    for row in table.rows[-WITH_FOOT:]:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _side(block: Block, row: int, column: int) -> WD_ALIGN_PARAGRAPH | None:
    """How a cell is aligned; None for the style's own, which is left."""
    if not block.aligns:
        return WD_ALIGN_PARAGRAPH.RIGHT if column else None
    return WD_ALIGN_PARAGRAPH.CENTER if row == 0 else SIDES[block.aligns[column]]


def picture(document: Document, block: Block) -> None:
    """A photograph, its caption below it on the same page."""
    _seen(document, block, block.picture, Mm(block.width))


def chart(document: Document, block: Block) -> None:
    """A chart as a picture that tells its numbers to whoever cannot see it, its caption below it."""
    _seen(document, block, chart_png(block), Mm(150))


def _seen(document: Document, block: Block, content: bytes, width: Length) -> None:
    paragraph = _picture(document, content, width, block.alt)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(14)
    if not block.text:
        return
    caption = document.add_paragraph(style="Table Text")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(caption, block.text, KAI)


def _picture(document: Document, content: bytes, width: Length, told: str) -> Paragraph:
    paragraph = document.add_paragraph(style="Table Text")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.add_run().add_picture(io.BytesIO(content), width=width)
    # A line of the style's own height would show a strip of the picture; small type adds next to nothing to it.
    paragraph.paragraph_format.line_spacing = 1.0
    paragraph.runs[0].font.size = Pt(1)
    shape._inline.docPr.set("descr", drawn(told))
    return paragraph


def bars(document: Document, block: Block) -> None:
    """The chart as a picture that tells its numbers to whoever cannot see it."""
    _caption(document, block.text)
    told = "，".join(f"{label}{share}%" for label, share in block.rows)
    _picture(document, bars_png(block), WIDTH, f"{block.text}：{told}")


def _room(table: Table) -> None:
    made = child(table._tbl.tblPr, "tblCellMar")
    for side, room in ROOM:
        child(made, side, w=str(room), type="dxa")
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        look.addprevious(made)


def _caption(document: Document, text: str) -> None:
    paragraph = document.add_paragraph(style="Caption")
    write(paragraph, text)
    paragraph.paragraph_format.keep_with_next = True


def borders(table: Table) -> None:
    """Hairlines around every cell."""
    properties = table._tbl.tblPr
    borders = child(properties, "tblBorders")
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"):
        child(borders, edge, val="single", sz="4", space="0", color="000000")
    # The schema wants the borders before layout, margins and look, whichever of them there are.
    for tag in ("tblLayout", "tblCellMar", "tblLook"):
        after = properties.find(qn(f"w:{tag}"))
        if after is not None:
            after.addprevious(borders)
            return
