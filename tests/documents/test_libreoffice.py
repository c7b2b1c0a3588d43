"""The Word form in LibreOffice, with the bundled fonts: as many pages as the PDF, and the distribution not alone."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from banli.documents.service import FONT_FOLDER
from banli.weekly.service import Mode, set_week_file, week_file

WEEK = Path(__file__).resolve().parents[2] / "docs" / "manual" / "week-file.yaml"
FACES = {
    "仿宋_GB2312": "Banli FangSong",
    "楷体_GB2312": "Banli Kai",
    "黑体": "Banli Hei",
    "方正小标宋简体": "Banli Song",
    "宋体": "Banli Song",
}
HERE = all(shutil.which(one) for one in ("soffice", "pdftotext"))


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


def pages(pdf: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout
    return told.decode().split("\f")[:-1]


@pytest.mark.skipif(not HERE, reason="needs LibreOffice and poppler-utils: soffice, pdftotext")
@pytest.mark.parametrize("mode", list(Mode), ids=str)
def test_it_has_the_pages_of_the_pdf(mode: Mode, tmp_path: Path) -> None:
    made = set_week_file(week_file(WEEK), mode)
    (tmp_path / "paper.pdf").write_bytes(made["weekly.pdf"])
    (tmp_path / "word.docx").write_bytes(made["weekly.docx"])
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "word.docx")],
        check=True, capture_output=True, env={**os.environ, "FONTCONFIG_FILE": str(fonts(tmp_path))},
    )  # fmt: skip
    word, paper = pages(tmp_path / "word.pdf"), pages(tmp_path / "paper.pdf")
    assert len(word) == len(paper)
    assert "报：中心领导" in word[-1]
    assert "大厅运行保障有序" in word[-1].replace("\n", "").replace(" ", "")
