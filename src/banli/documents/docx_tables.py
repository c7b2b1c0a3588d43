"""Tables and bar charts of the Word form; a chart is drawn once, by the typesetter of the PDF, as a picture."""

from __future__ import annotations

import io

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from banli.documents.docx_runs import write
from banli.documents.docx_styles import HEI, child
from banli.documents.fonts import drawn
from banli.documents.pdf import bars_png
from banli.documents.sheets import Block

WIDTH = Mm(150)


def figures_table(document: Document, block: Block) -> None:
    """A table of figures with a caption, its head repeated where it runs over a page."""
    if block.text:
        _caption(document, block.text)
    table = document.add_table(rows=len(block.rows), cols=len(block.rows[0]))
    borders(table)
    for number, cells in enumerate(block.rows):
        for place, words in enumerate(cells):
            paragraph = table.rows[number].cells[place].paragraphs[0]
            paragraph.style = "Table Text"
            write(paragraph, words, HEI if number == 0 else "")
            if place:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    child(table.rows[0]._tr.get_or_add_trPr(), "tblHeader")


def bars(document: Document, block: Block) -> None:
    """The chart as a picture that tells its numbers to whoever cannot see it."""
    _caption(document, block.text)
    paragraph = document.add_paragraph(style="Table Text")
    paragraph.alignment, paragraph.paragraph_format.line_spacing = WD_ALIGN_PARAGRAPH.CENTER, None
    paragraph.paragraph_format.space_after = Pt(14)
    shape = paragraph.add_run().add_picture(io.BytesIO(bars_png(block)), width=WIDTH)
    told = "，".join(f"{label}{share}%" for label, share in block.rows)
    shape._inline.docPr.set("descr", drawn(f"{block.text}：{told}"))


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
