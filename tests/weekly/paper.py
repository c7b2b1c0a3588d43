"""Reading finished papers back: paragraphs of a PDF in its tagged order, of a DOCX in its order, and page images."""

from __future__ import annotations

import gzip
import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

POPPLER = pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs poppler-utils: pdfinfo")
TEXT = re.compile(r'^ *"(.*)"$')
RASTER = 50
"""Points an inch of the stored page images."""


def run(*command: str) -> bytes:
    return subprocess.run(command, check=True, capture_output=True).stdout


def structure(pdf: Path) -> list[str]:
    """The lines of the tree of tags: elements, and texts in quotation marks."""
    return run("pdfinfo", "-enc", "UTF-8", "-struct-text", str(pdf)).decode(errors="replace").splitlines()


def tagged(pdf: Path) -> list[str]:
    """The paragraphs of a PDF in the order in which a screen reader tells them."""
    found: list[str] = []
    for line in structure(pdf):
        told = TEXT.match(line)
        if told and found:
            found[-1] += told[1]
        elif line.strip() and not line.lstrip().startswith("/"):
            found.append("")
    return [text for text in found if text]


def word_paragraphs(content: bytes) -> list[str]:
    """The paragraphs of a DOCX, those of its tables among them, a tab dividing the line of issuer and date."""
    document = docx.Document(io.BytesIO(content))
    texts: list[str] = []
    for node in document.element.body.iter(qn("w:p")):
        words = "".join(
            "\t" if part.tag == qn("w:tab") else part.text or ""
            for part in node.iter(qn("w:t"), qn("w:tab"))
            if part.getparent().tag == qn("w:r")
        )
        texts += words.split("\t")
    return [text for text in texts if text]


def rasters(pdf: Path, folder: Path) -> list[bytes]:
    """Each page as a grey image (PGM)."""
    run("pdftoppm", "-r", str(RASTER), "-gray", str(pdf), str(folder / "page"))
    return [path.read_bytes() for path in sorted(folder.glob("page-*.pgm"))]


def stored(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def differing(one: bytes, other: bytes) -> float:
    """The share of pixels that differ by more than a third of the way from black to white; 1 where sizes differ."""
    left, right = _pixels(one), _pixels(other)
    if left[0] != right[0]:
        return 1.0
    apart = sum(abs(a - b) > 85 for a, b in zip(left[1], right[1], strict=True))
    return apart / len(left[1])


def _pixels(pgm: bytes) -> tuple[Any, bytes]:
    kind, size, most, pixels = pgm.split(b"\n", 3)
    assert (kind, most) == (b"P5", b"255")
    return size, pixels
