"""May this be printed? What is refused, in which words, and what counts as nothing."""

from __future__ import annotations

import pytest
from django.utils import translation

from banli.kernel.errors import Invalid
from banli.kernel.printable import blank, fault, require, shaped, unsaid

UNSEEN = ("\u200b", "\u200e", "\u00ad", "\u3164", "\u2800", "\u115f", "\ufeff", "\u2060", "\U000e0041")


@pytest.mark.parametrize("one", UNSEEN)
def test_what_nobody_sees_counts_as_nothing_and_is_refused_inside_a_name(one: str) -> None:
    assert blank(one * 3)
    assert blank(f" {one}　")
    wrong = fault(f"张{one}三")
    assert wrong is not None
    assert f"U+{ord(one):04X}" in str(wrong)


@pytest.mark.parametrize(
    ("one", "words"),
    [
        ("\u202e", "从右至左强制符"),
        ("\u200b", "零宽空格"),
        ("\x00", "空字节"),
        ("\x07", "控制字符"),
        ("\ue000", "自造字"),
        ("\ud800", "不是字符"),
        ("\ufdd0", "不是字符"),
        ("\U0010ffff", "不是字符"),
        ("\u0378", "不是字符"),
        ("\U0001f600", "图形符号"),
        ("\U0001f1e8", "图形符号"),
        ("\u0634", "无法打印"),
        ("ᠮ", "身份证上的汉字"),
        ("ئ", "身份证上的汉字"),
        ("김", "身份证上的汉字"),
        ("\u0301", "前一个字母"),
        ("\ufe0f", "字形"),
        ("\U000e0100", "字形"),
        ("\u2028", "一行"),
    ],
)
def test_the_character_is_named_in_the_writers_words(one: str, words: str) -> None:
    with translation.override("zh-hans"):
        wrong = str(fault(f"{one}张", lines=False))
    assert words in wrong
    assert one == "\u2028" or f"U+{ord(one):04X}" in wrong


def test_several_lines_only_where_there_may_be_several() -> None:
    assert fault("一\n二\r\n三\t四") is None
    assert fault("一\n二", lines=False) is not None


@pytest.mark.parametrize(
    "text", ["Vangz Gvangj", "u\u0308ber", "e\u0302\u0301", "བོད་སྐད", "か\u3099", "葛\U000e0100", "☎\ufe0e"]
)
def test_marks_rest_on_their_letters_and_selectors_on_their_characters(text: str) -> None:
    assert fault(text) is None


@pytest.mark.parametrize(
    "text", ["张\u0301", " \u0301", "a\u0301\u0301\u0301\u0301", "a\u0f72", "a\u3099", "a\U000e0100"]
)
def test_marks_and_selectors_elsewhere_are_refused(text: str) -> None:
    assert fault(text) is not None


def test_a_selector_is_left_out_of_what_is_drawn() -> None:
    assert shaped("葛\U000e0100飾\ufe00") == "葛飾"


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [("\ufa70", "並"), ("\uf92c", "\uf92c"), ("\ufa0e", "\ufa0e"), ("\ufacf", "\U0002284a")],
)
def test_a_compatibility_ideograph_is_drawn_itself_or_as_its_equivalent(typed: str, drawn: str) -> None:
    assert fault(typed) is None
    assert shaped(typed) == drawn


def test_faults_inside_a_record_have_their_places() -> None:
    with pytest.raises(Invalid) as refusal:
        require({"a": ["好", "坏\u202e"], "b": {"c": "\x01"}, "d": 3})
    assert [one.where for one in refusal.value.problems] == ["a.1", "b.c"]


def test_an_act_is_told_something_that_can_be_printed() -> None:
    assert unsaid("\u200b", "reason")
    assert not unsaid("理由", "reason")
    with pytest.raises(Invalid) as refusal:
        unsaid("理由\u202e", "reason")
    assert refusal.value.problems[0].where == "reason"
