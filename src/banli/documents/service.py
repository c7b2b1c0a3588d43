"""The door of typesetting: sheets in, bytes out. Raises ``MissingGlyph``, ``BadTemplate`` and ``NotOurs``."""

from __future__ import annotations

from banli.documents.attachment import Attached, NotOurs, attach, detach, issued_part
from banli.documents.card import Card, card_png
from banli.documents.charts import Series, Shape, chart_svg
from banli.documents.docx import weekly_docx
from banli.documents.docx_draft import DraftSheet, Marked, draft_docx
from banli.documents.docx_paper import paper_docx
from banli.documents.fonts import FOLDER as FONT_FOLDER
from banli.documents.fonts import MissingGlyph, drawn, require_glyphs, substituted
from banli.documents.machine_fonts import optional_faces
from banli.documents.pdf import BadTemplate, certificate_pdf, notice_pdf, paper_pdf, stand_ins, weekly_pdf
from banli.documents.qr import qr_image
from banli.documents.sheets import (
    SEAL_LABEL,
    Block,
    BlockKind,
    Certificate,
    Grid,
    Notice,
    Paper,
    PaperPart,
    Row,
    WeeklySheet,
    date_words,
)
from banli.documents.tables import (
    About,
    Kind,
    TableColumn,
    TableWords,
    csv_row,
    write_csv,
    write_xlsx,
)

__all__ = [
    "FONT_FOLDER",
    "SEAL_LABEL",
    "About",
    "Attached",
    "BadTemplate",
    "Block",
    "BlockKind",
    "Card",
    "Certificate",
    "DraftSheet",
    "Grid",
    "Kind",
    "Marked",
    "MissingGlyph",
    "NotOurs",
    "Notice",
    "Paper",
    "PaperPart",
    "Row",
    "Series",
    "Shape",
    "TableColumn",
    "TableWords",
    "WeeklySheet",
    "attach",
    "card_png",
    "certificate_pdf",
    "chart_svg",
    "csv_row",
    "date_words",
    "detach",
    "draft_docx",
    "drawn",
    "issued_part",
    "notice_pdf",
    "optional_faces",
    "paper_docx",
    "paper_pdf",
    "qr_image",
    "require_glyphs",
    "stand_ins",
    "substituted",
    "weekly_docx",
    "weekly_pdf",
    "write_csv",
    "write_xlsx",
]
