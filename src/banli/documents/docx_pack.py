"""A Word document as a file: one day as the only time in it, so that equal sheets give equal bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time

from docx.document import Document

from banli.documents.docx_styles import font_table
from banli.documents.fonts import drawn

PACKED = (".jpg", ".jpeg", ".png")
"""Parts that hold packed bytes already: packing them again takes time and saves nothing."""


def packed(document: Document, *, title: str, author: str, day: date) -> bytes:
    """The bytes of ``document``, which says of itself its title, who made it, and ``day``."""
    moment = datetime.combine(day, time(12))
    core = document.core_properties
    core.title = drawn(title)
    core.author = core.last_modified_by = drawn(author)
    core.comments = ""
    core.created = core.modified = moment
    core.revision = 1
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = font_table()
    raw = io.BytesIO()
    document.save(raw)
    made = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, moment.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return made.getvalue()
