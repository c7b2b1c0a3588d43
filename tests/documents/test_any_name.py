"""Any name can be written: what a person may type is refused at its field or stands on every paper as it is."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.sheets import body, bulletin, correction, permit
from tests.documents.words import POPPLER, without_space, words_of

from banli.documents import fonts
from banli.documents.fonts import coverage, drawable, drawable_here, drawn, lacking
from banli.documents.service import Row, certificate_pdf, notice_pdf, stand_ins, weekly_docx, weekly_pdf
from banli.kernel.printable import COMPATIBILITY, EXTENSIONS, fault, is_han, repertoire, shaped

NAMES = (
    *("岀云", "𠮷田花子", "㐂多", "ꆈꌠ", "བོད་སྐད", "Müller Łukasz", "北京·艾力", "Lǚ Zhìyuǎn"),
    *("Nguyễn Thị Ế", "Ñandú", "䶮䶵", "鿿鿎", "葛\U000e0100飾", "Đặng", "Ω Αθήνα", "Щука Ёж"),
)
ACCEPTED = [chr(code) for first, last in zip(*repertoire(), strict=True) for code in range(first, last + 1)]


@POPPLER
@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_province_stand_on_every_paper(name: str) -> None:
    assert fault(name, lines=False) is None
    wanted = without_space(shaped(name))
    assert wanted in words_of(notice_pdf(replace(correction(), addressee=name)))
    assert wanted in words_of(certificate_pdf(permit(rows=(Row("姓名", name),))))
    assert wanted in words_of(weekly_pdf(bulletin(body(name))))
    assert wanted in words_of(weekly_docx(bulletin(body(name))))


def test_every_chinese_character_of_level_2_yi_and_tibetan_can_be_drawn() -> None:
    level_2 = {*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)}
    yi = {*range(0xA000, 0xA48D), *range(0xA490, 0xA4C7)}
    latin = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x250), *range(0x1E00, 0x1F00)}
    tibetan = {*range(0xF00, 0xF48), *range(0xF49, 0xF6D), *range(0xF71, 0xF98), *range(0xF99, 0xFBD)}
    assert not (level_2 | yi | latin | tibetan) - drawable()


def test_what_may_be_written_is_what_the_bundled_faces_draw() -> None:
    """The rule knows no fonts, and the fonts no rule: this holds them together, over all of Unicode."""
    written = set(map(ord, ACCEPTED))
    assert written <= drawable()
    silent = {ord(c) for c in map(chr, drawable() - written) if fault(c) is None and c not in "\n\r\t"}
    assert {code for code in silent if not any(a <= code <= b for a, b in EXTENSIONS)} == set()


def test_every_compatibility_ideograph_is_drawn_or_its_equivalent_is() -> None:
    typed = [chr(code) for first, last in COMPATIBILITY for code in range(first, last + 1)]
    assert len(typed) == 472
    assert all(fault(one) is None for one in typed)
    assert all(ord(one) > 0xFFFF for one in lacking(typed)), "an equivalent of Extension B, at most"
    twelve = [one for one in typed if unicodedata.normalize("NFC", one) == one]
    assert len(twelve) == 12
    assert "".join(twelve) == drawn("".join(twelve)), "unified ideographs that stand in this block"


def test_the_standard_characters_of_the_later_planes_are_bundled() -> None:
    beyond = [code for code in coverage()["Banli Song Bold"] if code > 0xFFFF]
    assert len(beyond) == 196, "of the 8,105"


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from(ACCEPTED),
        st.characters(),
        st.sampled_from("\u200b\u200e\u202e\u00ad\u3164\u2800\ufe0f\U000e0100\u0301\u0f72岀𠮷ꆈབéŁ·\n\t 　"),
    ),
    min_size=1,
    max_size=12,
)


@POPPLER
@settings(max_examples=25)
@given(st.lists(TEXTS, min_size=8, max_size=24))
def test_what_passes_the_check_stands_on_paper_character_for_character(texts: list[str]) -> None:
    passed = [text for text in texts if fault(text, lines=False) is None]
    rows = tuple(Row(f"第{place}项", f"始{text}终") for place, text in enumerate(passed))
    words = words_of(certificate_pdf(permit(rows=rows)))
    for text in passed:
        assert without_space(f"始{drawn(text)}终") in words, [f"U+{ord(c):04X}" for c in text]
        if not lacking([text]):
            assert without_space(drawn(text)) == without_space(shaped(text))


@settings(max_examples=300)
@given(TEXTS)
def test_only_chinese_characters_of_the_later_extensions_ever_need_a_stand_in(text: str) -> None:
    if fault(text) is None:
        assert all(is_han(ord(one)) and ord(one) > 0xFFFF for one in lacking([text]))


def test_a_sheet_tells_which_of_its_characters_get_a_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "optional_faces", tuple)
    drawable_here.cache_clear()
    try:
        sheet = replace(correction(), addressee="甲\U00031350乙")
        assert stand_ins(sheet) == "\U00031350"
        assert drawn("甲\U00031350乙") == "甲〓（U+31350）乙"
    finally:
        drawable_here.cache_clear()
