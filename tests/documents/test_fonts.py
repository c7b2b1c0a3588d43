"""The bundled fonts: small enough, with their licences, and honest about what they cannot draw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.sheets import body, bulletin, correction, permit
from tests.documents.words import POPPLER, words_of

from banli.documents.service import (
    FONT_FOLDER,
    Certificate,
    Row,
    certificate_pdf,
    notice_pdf,
    require_glyphs,
    substituted,
    weekly_docx,
    weekly_pdf,
)

UNKNOWN = "\U0001f600"


def test_fonts_with_licences_stay_under_60_megabytes() -> None:
    files = list(FONT_FOLDER.iterdir())
    assert sum(file.stat().st_size for file in files) <= 60_000_000
    assert {file.name for file in files if file.suffix == ".txt"} == {
        "LICENSE-FangSong.txt",
        "LICENSE-Kai.txt",
        "LICENSE-Noto.txt",
    }


def test_every_character_of_gb_2312_can_be_drawn() -> None:
    rows = [bytes((lead, trail)) for lead in range(0xB0, 0xF8) for trail in range(0xA1, 0xFF)]
    require_glyphs(pair.decode("gb2312", errors="ignore") for pair in rows)


def test_rare_name_characters_are_lent_by_the_kai() -> None:
    require_glyphs(["喆堃昇珺鑨䶮陳靜"])
    assert substituted("李喆", "Banli FangSong Regular") == "喆"


@POPPLER
@pytest.mark.parametrize("make", [weekly_pdf, weekly_docx])
def test_a_character_nobody_can_draw_gets_a_stand_in_with_its_code_point(make: object) -> None:
    made = make(bulletin(body(f"甲{UNKNOWN}乙")))  # type: ignore[operator]
    assert "甲〓（U+1F600）乙" in words_of(made)


@POPPLER
def test_old_records_with_what_is_refused_today_still_come_out() -> None:
    made = certificate_pdf(permit(rows=(Row("承运人", "张\u202e三\u200b\x07"),)))
    assert "张〓（U+202E）三〓（U+200B）〓（U+0007）" in words_of(made)


@given(st.text(alphabet="国务院abc喆 \n", max_size=40))
def test_what_is_covered_passes(text: str) -> None:
    require_glyphs([text])


@pytest.mark.parametrize(
    ("make", "sheet"),
    [
        (weekly_pdf, bulletin()),
        (weekly_docx, bulletin()),
        (certificate_pdf, permit()),
        (notice_pdf, correction()),
    ],
    ids=["bulletin", "word", "permit", "notice"],
)
def test_equal_sheets_give_equal_bytes(make: object, sheet: object) -> None:
    assert make(sheet) == make(sheet)  # type: ignore[operator]


def test_a_certificate_of_one_kind_needs_no_code_or_end() -> None:
    plain = permit(verify_url="", valid_to=None, grids=(), conditions=())
    assert isinstance(plain, Certificate)
    assert certificate_pdf(plain).startswith(b"%PDF")
