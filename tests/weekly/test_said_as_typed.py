"""The normalised mode says what was typed: no letter, figure or character is lost, but for what a remark names."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.weekly.rules.house_style import CHINESE, in_style
from banli.weekly.rules.numbers import Paragraph, headings_anew, numbered_anew
from banli.weekly.rules.outline import Entry, Section, compose
from banli.weekly.rules.register import register
from banli.weekly.rules.style import Rule, number_remarks, text_remarks
from banli.weekly.rules.typed_numbers import Style, read, written

NOBODY = register([])
FOUR_LEVELS = ["（一）甲", "1.乙", "2.丙", "（二）丁", "(1)戊", "(2)己", "（三）庚"]


def entry(text: str, section: Section = Section.PATROL, item: bool = True) -> Entry:
    return Entry(section, "", text, item, "", (), True)


def printed(*texts: str, section: Section = Section.SERVICE_QUALITY) -> list[str]:
    part = compose([entry(text, section) for text in texts])[-1]
    return [paragraph for item in part.items for paragraph in item.paragraphs]


def remarked(*texts: str) -> list[tuple[str, str, str]]:
    rows = numbered_anew([Paragraph(text, True) for text in texts], 3)
    return [(one.rule.value, one.found, one.meant) for one in number_remarks(rows)]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("二、三类医疗器械经营备案办理时限压缩至5个工作日。", "二、三类医疗器械经营备案办理时限压缩至5个工作日。"),
        ("三、四号窗口本周暂停服务", "三、四号窗口本周暂停服务。"),
        ("十一、十二月", "十一、十二月。"),
        ("1、2号窗口暂停服务", "1、2号窗口暂停服务。"),
        ("十一、国庆期间不打烊", "十一、国庆期间不打烊。"),
        ("3.5万件", "3.5万件。"),
        ("5.1节日", "5.1节日。"),
        ("（120）急救", "（120）急救。"),
        ("情况如下:", "情况如下："),
        ("情况如下：", "情况如下："),
        ("提高!", "提高！"),
        ("好吗?", "好吗？"),
        ("提高!!", "提高！！"),
        ("PDF已发!", "PDF已发！"),
        ("已发PDF!", "已发PDF！"),
        ("中文...", "中文……"),
        ("中文。。。", "中文……"),
        ("中文…", "中文……"),
        ("中文……", "中文……"),
        ("一级...二级", "一级……二级。"),
        ("落实“放管服”", "落实“放管服”。"),
        ('落实"放管服"', "落实“放管服”。"),
        ("说'好'的", "说‘好’的。"),
        ("12\"屏幕", "12\"屏幕。"),
        ("O'Brien先生", "O'Brien先生。"),
        ("尤其它们", "尤其它们。"),
        ("极其它们", "极其它们。"),
        ("土耳其它城", "土耳其它城。"),
        ("其它事项", "其他事项。"),
        ("及其它部门", "及其他部门。"),
        ("称“其它事项”", "称“其它事项”。"),
        ("《其它企业管理办法》", "《其它企业管理办法》。"),
        ("《某 (试行), 3》和其它", "《某 (试行), 3》和其他。"),
        ("《关于〈其它办法〉的通知》", "《关于〈其它办法〉的通知》。"),
        ("约谈３家ＡＢ企业，占９０．５％", "约谈3家AB企业，占90.5%。"),
        ("已完成.下一步", "已完成。下一步。"),
        ("(甲(乙)丙)", "（甲（乙）丙）。"),
        ("办结；", "办结。"),
        ("Only English, (A4) it is.", "Only English, (A4) it is."),
        ("   ", ""),
        ("\u3000\u00a0\u200b", ""),
    ],
)  # fmt: skip
def test_a_line_is_printed_as_it_was_typed(typed: str, said: str) -> None:
    rows = [Paragraph(typed, False)]
    assert in_style(numbered_anew(rows, 3)[0].text) == said
    assert in_style(said) == said


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (["1.甲", "2.乙", "丙"], ["（1）甲。", "（2）乙。", "（3）丙。"]),
        (["一、甲", "二、乙"], ["（1）甲。", "（2）乙。"]),
        (["(1)甲", "（2）乙", "(3) 丙"], ["（1）甲。", "（2）乙。", "（3）丙。"]),
        (["（1）甲"], ["（1）甲。"]),
        (["3.甲"], ["（1）3.甲。"]),
        (["二、三类", "三、四号窗口"], ["（1）二、三类。", "（2）三、四号窗口。"]),
        (["一、甲", "二、三类", "三、乙"], ["（1）甲。", "（2）三类。", "（3）乙。"]),
        (["1.10月20日，甲", "2.10月21日，乙"], ["（1）10月20日，甲。", "（2）10月21日，乙。"]),
        (["甲", "1.5万件", "2.5万件"], ["（1）甲。", "（2）1.5万件。", "（3）2.5万件。"]),
        (FOUR_LEVELS, ["（一）甲。", "1.乙。", "2.丙。", "（二）丁。", "（1）戊。", "（2）己。", "（三）庚。"]),
        (["（一）甲", "1.乙", "2.丙", "3.丁", "（二）戊", "1.己", "2.庚"],
         ["（一）甲。", "1.乙。", "2.丙。", "3.丁。", "（二）戊。", "1.己。", "2.庚。"]),
        (["（一）甲", "5.乙", "（二）丙"], ["（一）甲。", "5.乙。", "（二）丙。"]),
        (["\n".join(FOUR_LEVELS)],
         ["（一）甲。", "1.乙。", "2.丙。", "（二）丁。", "（1）戊。", "（2）己。", "（三）庚。"]),
        (["甲\n乙", "丙"], ["（1）甲。", "乙。", "（2）丙。"]),
    ],
)  # fmt: skip
def test_numbers_are_kept_told_apart_and_counted(texts: list[str], said: list[str]) -> None:
    assert printed(*texts) == said


def test_levels_stand_under_a_heading_of_the_first_level_as_well() -> None:
    assert printed(*FOUR_LEVELS, section=Section.PATROL)[1] == "1.乙。"


def test_every_number_taken_away_is_remarked() -> None:
    assert remarked("1.甲", "2.乙") == [("taken", "1.", "（1）"), ("taken", "2.", "（2）")]
    assert remarked("（1）甲", "(2)乙") == []
    assert remarked("甲", "3.乙") == [("left", "3.", "")]
    assert remarked("二、三类") == []


def test_headings_keep_words_that_look_like_a_number() -> None:
    typed = [
        (1, "一、甲"),
        (1, "一、乙"),
        (2, "（一）丙"),
        (2, "(三) 丁"),
        (1, "三、四号窗口"),
        (1, "十一、黄金周"),
    ]
    said = [f"{one.number}{one.text}" for one in headings_anew(typed)]
    assert said == ["一、甲", "二、乙", "（一）丙", "（二）丁", "三、四号窗口", "四、十一、黄金周"]


def test_a_faithful_line_of_several_paragraphs_stays_as_it_is() -> None:
    from banli.weekly.rules.printed_issue import Mode

    part = compose([entry("(1) 甲\n 乙 ")], mode=Mode.FAITHFUL)[-1]
    assert part.items[0].paragraphs == ("(1) 甲", " 乙 ")


# The property: whatever is typed comes out with the same words.

PIECES = st.sampled_from(
    [*"一二三十、（）()1２3.．,，;；:：!！?？。…\"'“”‘’《》〈〉 \t\u3000甲乙其它他们尤与年月日ＡbC%％-—/№é",
     "其它", "尤其它们", "二、三类", "（一）", "(1)", "1.", "3.5", "...", "《其它办法》", "10月20日", "word", "１２"]
)  # fmt: skip
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map("".join)


def words(text: str) -> str:
    """Letters, figures and Chinese characters in their order, of one width, the house's words folded."""
    plain = "".join(
        one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one)[0] in "LN"
    )
    return plain.replace("其它", "其他")


@given(st.lists(TEXTS, min_size=1, max_size=6), st.sampled_from([2, 3]), st.booleans())
def test_no_word_is_lost(texts: list[str], level: int, item: bool) -> None:
    rows = numbered_anew([Paragraph(text, item) for text in texts], level)
    assert len(rows) == len(texts)
    for text, row in zip(texts, rows, strict=True):
        assert words(in_style(row.text)) == words(text).removeprefix(words(row.took))
        if row.took:
            told = [one for one in number_remarks([row]) if one.rule is Rule.TAKEN]
            same = (found := read(row.took)) is not None and written(found.style, found.number) == row.number
            assert bool(told) != same


@given(TEXTS)
def test_whatever_changes_a_word_is_remarked(text: str) -> None:
    said = in_style(text)
    rules = {one.rule for one in text_remarks(text, NOBODY)}
    if ("其它" in text) and said.count("其它") < text.count("其它"):
        assert Rule.WORDS in rules
    if re.search("[０-９Ａ-Ｚａ-ｚ]", text) and unicodedata.normalize("NFKC", said) == said != text:
        assert rules


@given(TEXTS)
def test_styling_twice_is_styling_once(text: str) -> None:
    once = in_style(text)
    assert in_style(once) == once


@given(TEXTS)
def test_no_mark_is_set_after_one_that_ends(text: str) -> None:
    said = in_style(text)
    double = "[：！？…。][”’]*。$"
    assert not re.search(double, said) or re.search(double, text.strip())
    assert "\n" not in said
    if CHINESE.search(text):
        assert said == said.strip()


@given(st.sampled_from(list(Style)), st.integers(2, 30), st.data())
def test_a_counted_list_of_one_style_is_renumbered_whole(
    style: Style, length: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(1, 99 - length))
    texts = [f"{written(style, start + place)}办理" for place in range(length)]
    rows = numbered_anew([Paragraph(text, False) for text in texts], 3)
    assert [f"{row.number}{row.text}" for row in rows] == [f"（{place + 1}）办理" for place in range(length)]
