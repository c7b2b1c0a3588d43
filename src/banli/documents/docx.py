"""The weekly bulletin as DOCX with real styles. Equal sheets give equal bytes."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer
from docx.shared import Mm, Pt

from banli.documents.docx_exhibits import DRAWN
from banli.documents.docx_pack import packed
from banli.documents.docx_runs import write, write_as_set
from banli.documents.docx_styles import BOTTOM, INDENT, TIGHTER, child, define_styles, set_page
from banli.documents.docx_tables import keep_last_rows
from banli.documents.faces import KAI
from banli.documents.pdf import weekly_pdf
from banli.documents.pdf_lines import Setting
from banli.documents.sheets import Block, BlockKind, WeeklySheet
from banli.documents.spacing import Column

WIDTH = Mm(156)
STYLE_OF = {
    BlockKind.COLUMN: "Subtitle",
    BlockKind.HEADING1: "Heading 1",
    BlockKind.HEADING2: "Heading 2",
    BlockKind.HEADING3: "Heading 3",
    BlockKind.BODY: "Body Text",
}
SHORT = 10
"""Lines of a last paragraph that goes with the distribution as a whole; the same in ``weekly.typ``, as a height."""
BODY = Column(width=WIDTH.pt, size=16, usual=TIGHTER, first=INDENT)
INSET = 14
"""Points: the foot's text stands one of its characters in from the rules."""
FOOT = Column(width=WIDTH.pt - 2 * INSET, size=14, usual=0, others=28)
LEFT_EDGE = Mm(28)
"""The foot is placed from the page's edge: LibreOffice floats a table of full width only then."""


def weekly_docx(sheet: WeeklySheet) -> bytes:
    """The weekly bulletin as a Word document in the layout of :func:`weekly_pdf`."""
    document = docx.Document()
    set_page(document)
    define_styles(document)
    _head(document, sheet)
    setting = Setting(weekly_pdf(sheet), BOTTOM.pt)
    lines, before = 0, None
    for block in sheet.blocks:
        lines = _block(document, block, setting)
        if before in DRAWN and block.kind not in DRAWN:
            document.paragraphs[-1].paragraph_format.space_before = Pt(14)
        before = block.kind
    # Distribution and copies never stand on a page of their own: the last words go with them, as in weekly.typ.
    if document.paragraphs:
        document.paragraphs[-1].paragraph_format.keep_with_next = lines <= SHORT
    if before is BlockKind.TABLE:
        keep_last_rows(document.tables[-1])
    _foot(document, sheet, setting)
    section = document.sections[0]
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)
    return packed(
        document,
        title=f"{sheet.masthead} {sheet.issue_line}",
        author=sheet.issuer,
        day=sheet.made_on,
    )


def _head(document: Document, sheet: WeeklySheet) -> None:
    """Masthead, issue line, issuer and date, red rule, column and period."""
    write(document.add_paragraph(style="Title"), sheet.masthead)
    write(document.add_paragraph(style="Issue Line"), sheet.issue_line)
    line = document.add_paragraph(style="Issuer Line")
    write(line, f"{sheet.issuer}\t{sheet.date_text}")
    line.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    borders = child(line._p.get_or_add_pPr(), "pBdr")
    child(borders, "bottom", val="single", sz="18", space="4", color="FF0000")
    _in_order(line._p.get_or_add_pPr(), borders)
    write(document.add_paragraph(style="Subtitle"), sheet.column)
    if sheet.period:
        write(document.add_paragraph(style="Period"), sheet.period)


def _in_order(properties: BaseOxmlElement, borders: BaseOxmlElement) -> None:
    """Paragraph borders stand right after the style and before the tabs in the schema's order."""
    style = properties.find(qn("w:pStyle"))
    style.addnext(borders)


def _block(document: Document, block: Block, setting: Setting) -> int:
    """One paragraph, table or chart of the body, and how many lines it has; a lead sentence takes Kai."""
    if block.kind in DRAWN:
        DRAWN[block.kind](document, block)
        return 0
    paragraph = document.add_paragraph(style=STYLE_OF[block.kind])
    return write_as_set(paragraph, [(block.lead, KAI), (block.text, "")], setting, BODY)


def _foot(document: Document, sheet: WeeklySheet, setting: Setting) -> None:
    """Distribution and copies in a table that floats at the foot of the last page."""
    table = document.add_table(rows=2, cols=1)
    _float(table._tbl.tblPr)
    lists, copies = table.rows[0].cells[0], table.rows[1].cells[0]
    lists.width = copies.width = WIDTH
    for number, line in enumerate(sheet.recipients):
        paragraph = lists.paragraphs[0] if number == 0 else lists.add_paragraph()
        paragraph.style = "Distribution"
        write_as_set(paragraph, [(line, "")], setting, FOOT)
        shape = paragraph.paragraph_format
        shape.left_indent, shape.first_line_indent, shape.right_indent = Pt(INSET + 28), Pt(-28), Pt(INSET)
    last = copies.paragraphs[0]
    last.style = "Distribution"
    write(last, sheet.copies_line)
    last.alignment, last.paragraph_format.right_indent = (
        WD_ALIGN_PARAGRAPH.RIGHT,
        Pt(INSET),
    )
    anchor = document.add_paragraph(style="Distribution")
    anchor.paragraph_format.line_spacing = Pt(1)


def _float(properties: BaseOxmlElement) -> None:
    """Pin a table to the foot of the text area, with rules above, between and below its rows."""
    for old in list(properties):
        properties.remove(old)
    child(properties, "tblpPr", leftFromText="0", rightFromText="0", topFromText="280", bottomFromText="0",
          vertAnchor="margin", horzAnchor="page", tblpX=str(int(LEFT_EDGE.twips)), tblpYSpec="bottom")  # fmt: skip
    child(properties, "tblOverlap", val="never")
    child(properties, "tblW", w=str(int(WIDTH.twips)), type="dxa")
    borders = child(properties, "tblBorders")
    for edge, weight in (("top", "8"), ("bottom", "8"), ("insideH", "6")):
        child(borders, edge, val="single", sz=weight, space="0", color="000000")
    child(properties, "tblLayout", type="fixed")
    margins = child(properties, "tblCellMar")
    for side in ("left", "right"):
        child(margins, side, w="0", type="dxa")


def _page_number(footer: _Footer, side: WD_ALIGN_PARAGRAPH) -> None:
    """「— 1 —」, one character in from the outer edge."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.style = "Footer"
    paragraph.alignment = side
    shape = paragraph.paragraph_format
    shape.left_indent, shape.right_indent = Pt(14), Pt(14)
    paragraph.add_run("— ")
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            child(run._r, "fldChar", fldCharType=kind)
        else:
            child(run._r, "instrText").text = "PAGE"
    paragraph.add_run(" —")
