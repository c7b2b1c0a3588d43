"""Headings stay with what follows them, wherever the page ends."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from tests.documents.sheets import bulletin

from banli.documents.service import Block, BlockKind, weekly_docx, weekly_pdf

HEADINGS = (
    Block(BlockKind.HEADING1, "二、窗口工作动态"),
    Block(BlockKind.HEADING2, "（一）优化营商环境工作开展情况"),
    Block(BlockKind.HEADING3, "1.办理情况"),
)
FILLER = Block(BlockKind.BODY, "本周办理。")
LAST = Block(BlockKind.BODY, "近日开展培训。" * 12)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils: pdftotext")
@pytest.mark.parametrize("lines", range(9, 15))
def test_no_heading_stands_alone_at_the_foot_of_a_page(lines: int, tmp_path: Path) -> None:
    sheet = replace(bulletin(), blocks=(*(FILLER,) * lines, *HEADINGS, LAST))
    path = tmp_path / "weekly.pdf"
    path.write_bytes(weekly_pdf(sheet))
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True
    ).stdout.decode()
    for page in told.split("\f")[:-1]:
        body = [
            line.strip() for line in page.splitlines() if line.strip() and not re.match(r"\s*— \d+ —", line)
        ]
        assert not any(body[-1].replace(" ", "") == one.text for one in HEADINGS), page


def test_the_word_form_keeps_headings_with_what_follows() -> None:
    document = docx.Document(io.BytesIO(weekly_docx(replace(bulletin(), blocks=(*HEADINGS, LAST)))))
    styles = [document.styles[f"Heading {level}"] for level in (1, 2, 3)]
    assert all(style.paragraph_format.keep_with_next for style in styles)


def test_the_word_form_says_it_is_chinese() -> None:
    import zipfile

    package = zipfile.ZipFile(io.BytesIO(weekly_docx(bulletin())))
    for part in ("word/styles.xml", "word/settings.xml"):
        assert re.findall(rb'w:eastAsia="([a-z]{2}-[A-Z]{2})"', package.read(part)) == [b"zh-CN"]
    assert not any(b"ja-JP" in package.read(name) for name in package.namelist())
