"""Lines of the Word form are set as closely as it takes to end where those of the PDF end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.documents.sheets import body, bulletin

from banli.documents.columns import WIDTH, column_widths
from banli.documents.pdf_lines import Line, Setting
from banli.documents.service import weekly_pdf
from banli.documents.spacing import MAY_END, MOST, WHOLE, Column, fitted, next_word, scripts, together

PAGE = Column(width=442.2, size=16, usual=-5, first=31.5)


def line(text: str, start: int, end: int, leaf: int = 0) -> Line:
    return Line(start, end, tuple(16.0 if scripts(one)[0] else 8.0 for one in text[start:end]), leaf)


def cut(text: str, *ends: int) -> list[Line]:
    return [line(text, start, end) for start, end in zip((0, *ends), (*ends, len(text)), strict=True)]


def test_a_line_of_28_characters_keeps_the_space_of_its_style() -> None:
    text = "国" * 60
    assert set(fitted(text, cut(text, 26, 54), PAGE).scales) == {WHOLE}


def test_a_line_of_29_characters_is_set_narrower_and_the_others_are_not() -> None:
    text = "国" * 61
    scales = fitted(text, cut(text, 26, 55), PAGE).scales
    assert set(scales[:26]) == set(scales[55:]) == {WHOLE}
    assert set(scales[26:55]) == {96} or set(scales[26:55]) == {97}


def test_a_line_that_ends_early_is_set_wider() -> None:
    text = "国" * 61
    scales = fitted(text, cut(text, 25, 53), PAGE).scales
    assert scales[0] > WHOLE


@pytest.mark.parametrize(
    ("text", "at", "kept"),
    [
        ("国国，2022年", 3, 1),
        ("受理A、B两类", 4, 2),
        ("（1）10月", 3, 0),
        ("吉克·阿依", 2, 1),
        ("国国2022年", 2, 2),
        ("国，国", 2, 2),
    ],
)
def test_a_line_ends_where_libreoffice_can_end_one(text: str, at: int, kept: int) -> None:
    assert together(text, at) == kept


def test_at_the_foot_of_a_page_the_text_says_that_a_line_may_end() -> None:
    text = "国" * 27 + "，2022年"
    lines = [line(text, 0, 28), line(text, 28, len(text), leaf=1)]
    fit = fitted(text, lines, PAGE)
    assert fit.text == text.replace("，", "，" + MAY_END)
    assert len(fit.text) == len(fit.scales) == len(fit.spread(list(text)))


@pytest.mark.parametrize(("text", "end"), [("2022年", 4), ("（一）国", 3), ("国，国", 1), ("“一网", 2)])
def test_what_goes_to_the_next_line_goes_as_one_piece(text: str, end: int) -> None:
    assert next_word(text, 0) == end


@given(st.text("国年，。、）（“”·2A%- ", min_size=1, max_size=120), st.data())
def test_whatever_its_lines_are_a_text_stays_what_it_is(text: str, data: st.DataObject) -> None:
    ends = sorted(set(data.draw(st.lists(st.integers(1, len(text)), max_size=5)))) if len(text) > 1 else []
    lines = [
        line(text, start, end, leaf)
        for leaf, (start, end) in enumerate(zip((0, *ends), (*ends, len(text)), strict=True))
        if start < end
    ]
    fit = fitted(text, lines, PAGE)
    assert fit.text.replace(MAY_END, "") == text
    assert len(fit.scales) == len(fit.text)
    assert all(MOST[0] <= scale <= MOST[1] for scale in fit.scales)


def test_the_lines_of_a_paragraph_are_read_from_the_pdf_across_pages() -> None:
    text = "国" * 28 * 30
    lines = Setting(weekly_pdf(bulletin(body(text))), 99).lines(text)
    assert [one.end - one.start for one in lines[:3]] == [26, 28, 28]
    assert {one.leaf for one in lines} == {0, 1}
    assert set(lines[0].widths) == {16.0}


def test_a_text_that_the_pdf_does_not_say_has_no_lines() -> None:
    assert Setting(weekly_pdf(bulletin(body("国"))), 99).lines("鑫") == ()


@given(st.lists(st.lists(st.text(max_size=30), min_size=3, max_size=3), min_size=1, max_size=4))
def test_the_columns_of_a_table_fill_the_page(rows: list[list[str]]) -> None:
    assert sum(column_widths(rows)) == pytest.approx(WIDTH, abs=0.5)
