"""The bulletin's page is the one the standard asks for: counted in the finished file, not in the template."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from tests.documents.sheets import body, bulletin

from banli.documents.service import Block, BlockKind, weekly_docx, weekly_pdf

POPPLER = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils: pdftotext")
MM = 72 / 25.4
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</word>')


def pages(pdf: bytes, folder: Path) -> list[list[tuple[float, float, float, float, str]]]:
    """The words of each page with their boxes in points."""
    path = folder / "sheet.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-bbox", str(path), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [
        [(*map(float, found.groups()[:4]), found[5]) for found in WORD.finditer(page)]  # type: ignore[misc]
        for page in text.split("<page ")[1:]
    ]


@POPPLER
def test_a_full_page_has_22_lines_of_28_characters(tmp_path: Path) -> None:
    full = pages(weekly_pdf(bulletin(body("国" * 28 * 60))), tmp_path)[1]
    lines = Counter({top: len(text) for _x, top, _right, _bottom, text in full if "国" in text})
    assert len(lines) == 22
    assert set(lines.values()) == {28}


@POPPLER
def test_lines_stand_28_points_apart_inside_the_margins(tmp_path: Path) -> None:
    full = [
        word for word in pages(weekly_pdf(bulletin(body("国" * 28 * 60))), tmp_path)[1] if "国" in word[4]
    ]
    tops = sorted(word[1] for word in full)
    assert {round(below - above, 1) for above, below in pairwise(tops)} == {28.0}
    assert min(word[0] for word in full) == pytest.approx(28 * MM, abs=0.5)
    assert max(word[2] for word in full) == pytest.approx((210 - 26) * MM, abs=0.5)


@POPPLER
def test_page_numbers_stand_right_on_odd_and_left_on_even_pages(tmp_path: Path) -> None:
    made = pages(weekly_pdf(bulletin(body("国" * 28 * 60))), tmp_path)
    below = [[word for word in page if word[1] > (297 - 35) * MM] for page in made]
    assert ["".join(word[4] for word in foot) for foot in below[:2]] == ["—1—", "—2—"]
    assert max(word[2] for word in below[0]) == pytest.approx((210 - 26) * MM - 14, abs=1)
    assert min(word[0] for word in below[1]) == pytest.approx(28 * MM + 14, abs=1)


@POPPLER
def test_distribution_stands_at_the_foot_of_the_last_page(tmp_path: Path) -> None:
    last = pages(weekly_pdf(bulletin(body("国" * 28 * 60))), tmp_path)[-1]
    copies = next(word for word in last if "共印80份" in word[4])
    assert copies[3] == pytest.approx((297 - 35) * MM, abs=8)
    assert copies[2] > 160 * MM


@POPPLER
def test_a_paragraph_begins_two_characters_in(tmp_path: Path) -> None:
    first = pages(weekly_pdf(bulletin(body("首" + "国" * 60))), tmp_path)[0]
    assert next(word for word in first if "首" in word[4])[0] == pytest.approx(28 * MM + 31.6, abs=0.5)


def test_the_word_form_has_the_page_and_the_named_styles() -> None:
    sheet = bulletin(
        Block(BlockKind.HEADING1, "一、甲"),
        Block(BlockKind.HEADING2, "（一）乙"),
        body("丙"),
    )
    document = docx.Document(io.BytesIO(weekly_docx(sheet)))
    section = document.sections[0]
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(edge / Mm(1)) for edge in margins if edge is not None] == [
        37,
        35,
        28,
        26,
    ]
    styles = {p.text: p.style.name for p in document.paragraphs if p.text and p.style}
    assert styles["一、甲"] == "Heading 1"
    assert styles["（一）乙"] == "Heading 2"
    assert styles["丙"] == "Body Text"
    assert styles["窗口工作周报"] == "Title"
    assert document.settings.odd_and_even_pages_header_footer


def test_the_word_form_fits_28_characters_by_spacing() -> None:
    packed = zipfile.ZipFile(io.BytesIO(weekly_docx(bulletin())))
    styles, text = (
        packed.read("word/styles.xml").decode(),
        packed.read("word/document.xml").decode(),
    )
    spacing = re.search(r'<w:color w:val="000000"/><w:spacing w:val="(-?\d+)"/><w:sz w:val="32"/>', styles)
    assert spacing is not None
    assert 28 * (16 + int(spacing[1]) / 20) <= 156 * MM < 29 * (16 + int(spacing[1]) / 20)
    assert 'w:linePitch="560"' in text
    assert 'w:type="lines"' not in text


def test_the_word_form_pins_the_distribution_to_the_foot_between_three_rules() -> None:
    text = zipfile.ZipFile(io.BytesIO(weekly_docx(bulletin()))).read("word/document.xml").decode()
    foot = text[text.index("<w:tbl>") :]
    assert 'w:tblpYSpec="bottom"' in foot
    assert 'w:vertAnchor="margin"' in foot
    rules = re.findall(r'<w:(top|bottom|insideH) w:val="single" w:sz="(\d+)"', foot)
    assert rules == [("top", "8"), ("bottom", "8"), ("insideH", "6")]
    assert foot.index("报：") < foot.index("送：") < foot.index("发：") < foot.index("（共印80份）")


@POPPLER
@pytest.mark.parametrize("count", [30, 31, 32, 34, 35])
def test_the_foot_never_covers_the_text(count: int, tmp_path: Path) -> None:
    last = pages(weekly_pdf(bulletin(*[body("国国")] * count)), tmp_path)[-1]
    foot = min(word[1] for word in last if word[4].startswith("报"))
    assert all(word[3] < foot for word in last if "国国" in word[4])


FIGURES = Block(
    BlockKind.TABLE,
    "办理情况",
    rows=(("类别", "受理（件）", "办结（件）"), ("行政许可事项", "672349", "664964")),
)
BARS = Block(BlockKind.BARS, "办结与受理之比", rows=(("行政许可事项", "98.9"), ("其他九类", "101.1")))


def test_a_table_stands_in_the_word_form_as_the_schema_wants_it() -> None:
    text = zipfile.ZipFile(io.BytesIO(weekly_docx(bulletin(FIGURES)))).read("word/document.xml").decode()
    properties = text[text.index("<w:tblPr>") : text.index("</w:tblPr>")]
    order = [name for name in re.findall(r"<w:(tbl\w+)", properties) if name != "tblPr"]
    known = ["tblStyle", "tblW", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert order == [name for name in known if name in order]
    assert "tblBorders" in order
    assert "<w:tblHeader/>" in text


def test_a_chart_tells_its_numbers_to_whoever_cannot_see_it() -> None:
    packed = zipfile.ZipFile(io.BytesIO(weekly_docx(bulletin(BARS))))
    assert (
        'descr="办结与受理之比：行政许可事项98.9%，其他九类101.1%"'
        in packed.read("word/document.xml").decode()
    )
    assert any(name.endswith(".png") for name in packed.namelist())


@POPPLER
def test_a_table_and_a_chart_stand_in_the_pdf_in_reading_order(tmp_path: Path) -> None:
    (tmp_path / "sheet.pdf").write_bytes(weekly_pdf(bulletin(body("前"), FIGURES, BARS, body("后"))))
    told = subprocess.run(
        ["pdfinfo", "-enc", "UTF-8", "-struct-text", str(tmp_path / "sheet.pdf")],
        check=True,
        capture_output=True,
    ).stdout.decode(errors="replace")
    places = [told.index(f'"{word}"') for word in ("前", "672349", "664964", "后")]
    assert places == sorted(places)
    assert "Table" in told


@POPPLER
def test_a_long_table_goes_on_under_its_head_and_no_row_is_lost(tmp_path: Path) -> None:
    rows = tuple((f"单位{n}", str(n)) for n in range(1, 61))
    long = Block(BlockKind.TABLE, "各单位情况", rows=(("单位", "件数"), *rows))
    heading = Block(BlockKind.HEADING1, "二、各单位情况")
    made = pages(weekly_pdf(bulletin(body("前"), heading, long, body("后"))), tmp_path)
    told = [word[4] for page in made for word in page if word[3] <= (297 - 35) * MM]
    assert [word for word in told if word.startswith("单位") and word != "单位"] == [
        name for name, _n in rows
    ]
    assert told.count("件数") == sum(any(word[4].startswith("单位") for word in page) for page in made) >= 2
    first = ["".join(word[4] for word in page) for page in made]
    assert any("二、各单位情况" in page and "单位1" in page for page in first)
