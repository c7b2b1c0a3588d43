"""The words of what was typeset, as a reader's program takes them out."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata

import docx
import pytest

POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils: pdftotext")


def words_of(made: bytes) -> str:
    """The words of a PDF or a Word file, without white space and with accents on their letters (NFC)."""
    if made.startswith(b"PK"):
        text = "".join(one.text for one in docx.Document(io.BytesIO(made)).paragraphs)
    else:
        command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
        text = subprocess.run(command, input=made, capture_output=True, check=True).stdout.decode()
    return without_space(text)


def without_space(text: str) -> str:
    """``text`` as :func:`words_of` gives it."""
    return re.sub(r"[\s\u2000-\u200a\u3000]", "", unicodedata.normalize("NFC", text))
