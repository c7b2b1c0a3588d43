"""The words and numbers of the report, without a database."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.errors import Refused
from banli.kernel.numerals import chinese
from banli.weekly.rules.house_style import finished
from banli.weekly.rules.numbers import mark
from banli.weekly.rules.outline import FURTHER, Entry, Section, blocks, compose
from banli.weekly.rules.periods import week_of
from banli.weekly.rules.statement import Count, period, sentence
from banli.weekly.rules.typed_numbers import read
from banli.weekly.states import OWNERS, TRANSITIONS, State, acts_from

SIX = [
    Count("licence", "accepted", 672349),
    Count("licence", "completed", 664964),
    Count("public_service", "accepted", 20162750),
    Count("public_service", "completed", 7934183),
    Count("other_nine", "accepted", 52840),
    Count("other_nine", "completed", 53447),
]
DAYS: dict[str, Any] = {"first": date(2022, 1, 1), "last": date(2022, 10, 21)}
PLACE: dict[str, Any] = {"source": "四川一体化政务服务平台", "scope": "省本级"}


def entry(section: Section, text: str = "甲", heading: str = "", item: bool = True) -> Entry:
    return Entry(section, heading, text, item, "hall", ("A-1",))


def test_the_sentence_carries_the_six_published_numbers() -> None:
    assert sentence(SIX, **DAYS, **PLACE) == (
        "2022年1月1日至10月21日，四川一体化政务服务平台省本级共受理行政许可事项672349件，办结664964件；"
        "受理公共服务事项20162750件，办结7934183件；受理其它九类行权事项52840件，累计办结53447件。"
    )


@pytest.mark.parametrize("missing", range(6))
def test_a_statement_lacking_a_figure_is_refused(missing: int) -> None:
    with pytest.raises(Refused):
        sentence(SIX[:missing] + SIX[missing + 1 :], **DAYS, **PLACE)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("(三) 厅（局）长进大厅", "厅（局）长进大厅"),
        ("（1）开展培训。", "开展培训。"),
        ("二、窗口工作动态", "窗口工作动态"),
        ("3.上门服务", "上门服务"),
        ("3.5万件", "3.5万件"),
        ("一是抓落实", "一是抓落实"),
    ],
)
def test_a_typed_number_is_told_from_the_words(typed: str, plain: str) -> None:
    found = read(typed)
    assert (found.rest if found else typed) == plain


def test_headings_are_numbered_by_level() -> None:
    assert [mark(level, 3) for level in (1, 2, 3)] == ["三、", "（三）", "（3）"]
    assert [chinese(number) for number in (1, 10, 11, 20, 35, 99)] == [
        "一",
        "十",
        "十一",
        "二十",
        "三十五",
        "九十九",
    ]


@given(st.integers(1, 99), st.integers(1, 3), st.text("国务公开服", min_size=1, max_size=9))
def test_every_mark_is_known_again(number: int, level: int, text: str) -> None:
    found = read(mark(level, number) + text)
    assert found is not None
    assert (found.number, found.rest, found.doubtful) == (number, text, False)


def test_a_line_ends_with_one_full_stop() -> None:
    ends = {
        "良好": "良好。",
        "良好。": "良好。",
        "良好；": "良好。",
        "好！": "好！",
        "甲\n乙": "甲 乙。",
        "如下：": "如下：",
        "“是。”": "“是。”",
        "他说：“好！”": "他说：“好！”",
        "推进“放管服”": "推进“放管服”。",
        "（属“一网通办”）": "（属“一网通办”）。",
    }
    assert {typed: finished(typed) for typed in ends} == ends


def test_numbering_is_mended_whatever_sections_there_are() -> None:
    whole = compose(
        [
            entry(section, item=section is not Section.STATEMENT)
            for section in Section
            if section not in FURTHER
        ]
    )
    without = compose(
        [entry(Section.STATEMENT, item=False), entry(Section.LEADER_VISITS), entry(Section.PATROL)]
    )
    assert [part.number for part in whole] == ["一、", "二、", "（一）", "（二）", "（三）", "三、", "四、"]
    assert [(part.number, part.section) for part in without] == [
        ("一、", Section.STATEMENT),
        ("二、", Section.ACTIVITY),
        ("（一）", Section.LEADER_VISITS),
        ("三、", Section.PATROL),
    ]


def test_items_count_up_and_other_paragraphs_do_not() -> None:
    made = compose(
        [
            entry(Section.PATROL, "本周开展巡查", item=False),
            entry(Section.PATROL, "总体情况良好", "按时到岗情况"),
            entry(Section.PATROL, "总体情况良好", "着装情况"),
        ]
    )
    assert [block.text for block in blocks(made)] == [
        "一、大厅巡查情况",
        "本周开展巡查。",
        "（一）按时到岗情况：总体情况良好。",
        "（二）着装情况：总体情况良好。",
    ]


def test_a_week_begins_on_monday_and_ends_within_it() -> None:
    assert week_of(date(2022, 10, 17), None) == (date(2022, 10, 17), date(2022, 10, 21))
    assert week_of(date(2022, 10, 17), date(2022, 10, 22))[1] == date(2022, 10, 22)
    for start, end in (("2022-10-18", None), ("2022-10-17", "2022-10-24"), ("2022-10-17", "2022-10-16")):
        with pytest.raises(Refused):
            week_of(date.fromisoformat(start), date.fromisoformat(end) if end else None)


def test_the_period_is_printed_without_its_year() -> None:
    monday = date(2022, 10, 17)
    assert period(monday, monday + timedelta(days=4)) == "10月17日—10月21日"


def test_every_state_has_an_owner_and_all_but_the_last_an_act() -> None:
    assert set(OWNERS) == set(State)
    assert {step.target for step in TRANSITIONS} == set(State)
    assert [state for state in State if not acts_from(state)] == [State.PUBLISHED]
