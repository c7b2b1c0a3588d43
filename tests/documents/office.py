"""Word files in LibreOffice with the bundled fonts alone, and what stands on the pages of a PDF."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest
from pypdfium2 import raw

from banli.documents.service import FONT_FOLDER

OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice: soffice")
FACES = {
    "仿宋_GB2312": "Banli FangSong",
    "楷体_GB2312": "Banli Kai",
    "黑体": "Banli Hei",
    "方正小标宋简体": "Banli Song",
    "宋体": "Banli Song",
}
NEAR = 3
"""Points: base lines nearer than this are one line, whose characters may come from several fonts."""


def fonts(folder: Path) -> Path:
    """A font configuration that knows the bundled faces alone, under the names the Word form asks for."""
    aliases = "".join(
        f'<alias binding="same"><family>{asked}</family><prefer><family>{ours}</family></prefer></alias>'
        for asked, ours in FACES.items()
    )
    path = folder / "fonts.conf"
    head = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
    inside = f"<dir>{FONT_FOLDER}</dir><cachedir>{folder / 'cache'}</cachedir>{aliases}"
    path.write_text(f"{head}<fontconfig>{inside}</fontconfig>", encoding="utf-8")
    return path


def as_pdf(word: bytes, folder: Path) -> bytes:
    """What LibreOffice makes of a Word file."""
    (folder / "word.docx").write_bytes(word)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(folder), str(folder / "word.docx")],
        check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(fonts(folder))},
    )  # fmt: skip
    return (folder / "word.pdf").read_bytes()


def lines(pdf: bytes) -> list[list[str]]:
    """The lines of each page from above, without white space."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [_lines(page.get_textpage()) for page in document]
    finally:
        document.close()


def _lines(page: pypdfium2.PdfTextPage) -> list[str]:
    x, y = raw.c_double(), raw.c_double()
    rows: dict[float, list[tuple[float, str]]] = {}
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page.raw, index)
        character = "-" if code in (0xFFFE, 0x02) else chr(code)
        if character.isspace() or not code:
            continue
        raw.FPDFText_GetCharOrigin(page.raw, index, x, y)
        row = next((base for base in rows if abs(base - y.value) < NEAR), y.value)
        rows.setdefault(row, []).append((x.value, character))
    ordered = sorted(rows.items(), reverse=True)
    return [
        "".join(character for _x, character in sorted(row, key=lambda one: one[0])) for _y, row in ordered
    ]
