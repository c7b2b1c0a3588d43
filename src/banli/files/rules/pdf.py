"""A PDF as its readers open it: qpdf for its structure, PDFium (the reader in most browsers) for what is seen."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2

from banli.files.rules.kinds import HEAD, HEAD_WITHIN

OBJECTS_MOST = 300_000
SETS_OFF = (pikepdf.Name.JavaScript, pikepdf.Name.Launch)
"""Actions that run a program; no paper needs them."""
TALLEST = 5
"""A page is drawn at most so many times as high as it is wide."""


def look_at_pdf(content: bytes) -> dict[str, Any]:
    """The fault of a PDF and how many pages it has."""
    if HEAD not in content[: HEAD_WITHIN + len(HEAD)]:
        return {"fault": "damaged"}
    try:
        with pikepdf.open(io.BytesIO(content)) as paper:
            if fault := _structure(paper):
                return {"fault": fault}
        opened = pypdfium2.PdfDocument(content)
    except pikepdf.PasswordError:
        return {"fault": "locked"}
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, RuntimeError):
        return {"fault": "damaged"}
    try:
        opened[0].close()
        return {"pages": len(opened)}
    except pypdfium2.PdfiumError:
        return {"fault": "damaged"}
    finally:
        opened.close()


def _structure(paper: pikepdf.Pdf) -> str:
    if not len(paper.pages):
        return "no_pages"
    if len(paper.objects) > OBJECTS_MOST:
        return "too_much_in_it"
    return "sets_off" if any(map(_sets_off, paper.objects)) else ""


def _sets_off(found: object) -> bool:
    """True where ``found`` or what is written directly inside it is an action that runs a program."""
    left = [found]
    while left:
        one = left.pop()
        if isinstance(one, pikepdf.Dictionary):
            if one.get("/S") in SETS_OFF:
                return True
            inside = list(one.values())
        elif isinstance(one, pikepdf.Array):
            inside = list(one)
        else:
            continue
        left += [part for part in inside if not getattr(part, "is_indirect", True)]
    return False


def page_picture(content: bytes, page: int, width: int) -> bytes:
    """The page (from 1) as PNG; b'' where there is no such page."""
    opened = pypdfium2.PdfDocument(content)
    try:
        if not 1 <= page <= len(opened):
            return b""
        sheet = opened[page - 1]
        wide, high = sheet.get_size()
        scale = min(width / max(wide, 1), width * TALLEST / max(high, 1))
        drawn = sheet.render(scale=scale).to_pil()
    finally:
        opened.close()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
