"""The golden issue: the facts of the reference report in our own words, equal to the expected text in both modes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from tests.weekly.paper import POPPLER, differing, rasters, run, stored, structure, tagged, word_paragraphs

from banli.weekly.service import Mode, set_week_file, week_file

ROOT = Path(__file__).resolve().parents[2]
WEEK = ROOT / "docs" / "manual" / "week-file.yaml"
GOLDEN = Path(__file__).parent / "golden"
TOLERANCE = 0.005
"""Share of pixels a page may differ from the stored one: other versions of poppler smooth edges otherwise."""
MODES = pytest.mark.parametrize("mode", list(Mode), ids=str)


def expected(mode: Mode) -> list[str]:
    return (GOLDEN / f"{mode}.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def made() -> dict[Mode, dict[str, bytes]]:
    week = week_file(WEEK)
    return {mode: set_week_file(week, mode) for mode in Mode}


@pytest.fixture
def pdf(made: dict[Mode, dict[str, bytes]], mode: Mode, tmp_path: Path) -> Path:
    path = tmp_path / "weekly.pdf"
    path.write_bytes(made[mode]["weekly.pdf"])
    return path


@MODES
def test_the_word_form_says_the_expected_text(made: dict[Mode, dict[str, bytes]], mode: Mode) -> None:
    assert word_paragraphs(made[mode]["weekly.docx"]) == expected(mode)


@POPPLER
@MODES
def test_the_pdf_says_the_expected_text_in_reading_order(pdf: Path, mode: Mode) -> None:
    told = "\n".join(tagged(pdf))
    assert told.replace("\n", "") == "".join(expected(mode))
    # The head shares elements; from the first heading on every paragraph is an element of its own.
    body = expected(mode)[6:]
    assert tagged(pdf)[-len(body) :] == body


@POPPLER
@MODES
def test_the_pdf_is_tagged_with_real_headings(pdf: Path, mode: Mode) -> None:
    lines = structure(pdf)
    assert sum(line.lstrip().startswith("H1 ") for line in lines) == 3
    assert sum(line.lstrip().startswith("H2 ") for line in lines) == 3


@POPPLER
@MODES
def test_every_font_is_embedded(pdf: Path, mode: Mode) -> None:
    rows = run("pdffonts", str(pdf)).decode().splitlines()[2:]
    assert len(rows) >= 4
    assert all(row.split()[-5] == "yes" for row in rows)


@MODES
def test_the_pdf_says_it_is_pdf_a_2(made: dict[Mode, dict[str, bytes]], mode: Mode) -> None:
    content = made[mode]["weekly.pdf"]
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert re.search(rb"<pdfaid:conformance>[AB]</pdfaid:conformance>", content)


@POPPLER
@MODES
def test_the_pages_look_like_the_stored_ones(pdf: Path, mode: Mode, tmp_path: Path) -> None:
    pages = rasters(pdf, tmp_path)
    kept = sorted(GOLDEN.glob(f"{mode}-*.pgm.gz"))
    assert len(pages) == len(kept) == 5
    for page, path in zip(pages, kept, strict=True):
        assert differing(page, stored(path)) < TOLERANCE, path.name


@POPPLER
def test_a_page_that_differs_in_a_line_would_be_noticed(tmp_path: Path) -> None:
    first, second = (stored(GOLDEN / f"{mode}-1.pgm.gz") for mode in Mode)
    assert differing(first, first) == 0
    assert differing(stored(GOLDEN / "faithful-1.pgm.gz"), stored(GOLDEN / "faithful-2.pgm.gz")) > TOLERANCE
    assert differing(first, second) > 0


@MODES
def test_the_word_form_keeps_real_headings_and_styles(made: dict[Mode, dict[str, bytes]], mode: Mode) -> None:
    document = docx.Document(io.BytesIO(made[mode]["weekly.docx"]))
    styles = [p.style.name for p in document.paragraphs if p.style is not None]
    assert [styles.count(name) for name in ("Title", "Heading 1", "Heading 2", "Body Text")] == [1, 3, 3, 18]


def test_the_word_form_is_a_whole_package(made: dict[Mode, dict[str, bytes]]) -> None:
    assert zipfile.ZipFile(io.BytesIO(made[Mode.FAITHFUL]["weekly.docx"])).testzip() is None


def test_an_issue_of_ten_pages_is_set() -> None:
    week = week_file(WEEK)
    long = week.model_copy(update={"sections": week.sections + week.sections[2:] * 2})
    made = set_week_file(long, Mode.FAITHFUL)
    assert len(re.findall(rb"/Type/Page\b", made["weekly.pdf"])) >= 10
