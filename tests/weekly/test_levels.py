"""The levels 一、（一）1.（1） stay levels, and their numbers follow when lines are moved, added or taken out."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.actors import Actor
from banli.ledger.service import events
from banli.weekly.rules.outline import Section
from banli.weekly.rules.renumbering import Slip, known_numbers, renumbered
from banli.weekly.rules.typed_numbers import Style, written
from banli.weekly.service import (
    Issue,
    Mode,
    add_line,
    find_issue,
    lines,
    move_line,
    parts,
    remove_line,
)

TRAINING = "（一）培训\n1. 甲。\n2. 乙。"
TALKS = "（二）约谈\n1. 丙。\n（1）丁。\n（2）戊。\n2. 己。"
VISITS = "（三）走访\n1. 庚。\n2. 辛。"


def after(rows: list[str], order: list[int]) -> list[str]:
    """The texts of a section whose lines were put in another order, or some of them taken out."""
    slips = [Slip(at, text) for at, text in enumerate(rows)]
    known = known_numbers(slips)
    moved = [slips[at] for at in order]
    texts = renumbered(moved, known)
    return [texts.get(slip.line, slip.text) for slip in moved]


@pytest.mark.parametrize(
    ("rows", "order", "told"),
    [
        (["1. 甲。", "2. 乙。", "3. 丙。"], [2, 0, 1], ["1. 丙。", "2. 甲。", "3. 乙。"]),
        (["1. 甲。", "2. 乙。", "3. 丙。"], [0, 2], ["1. 甲。", "2. 丙。"]),
        (["一、甲。", "二、乙。"], [1, 0], ["一、乙。", "二、甲。"]),
        (["(1)甲。", "(2)乙。"], [1, 0], ["(1)乙。", "(2)甲。"]),
        (["1、甲。", "2、乙。"], [1], ["乙。"]),
        (["十、甲。", "十一、乙。"], [1, 0], ["一、乙。", "二、甲。"]),
        (
            [TRAINING, TALKS, VISITS],
            [1, 2, 0],
            ["（一）" + TALKS[3:], "（二）" + VISITS[3:], "（三）" + TRAINING[3:]],
        ),
        (["二、三类器械。", "2号窗口。", "3月启用。"], [2, 1, 0], ["3月启用。", "2号窗口。", "二、三类器械。"]),
    ],
)  # fmt: skip
def test_typed_numbers_follow(rows: list[str], order: list[int], told: list[str]) -> None:
    assert after(rows, order) == told


def test_the_number_of_a_heading_is_not_the_lines() -> None:
    slips = [Slip(0, "1. 甲。\n1. 子。\n2. 丑。", headed=True), Slip(1, "2. 乙。", headed=True)]
    assert set(known_numbers(slips)) == {(0, 1), (0, 2)}


@given(
    st.sampled_from(list(Style)),
    st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), min_size=2, max_size=12),
    st.data(),
)
def test_whatever_the_order_they_count_from_one(style: Style, words: list[str], data: st.DataObject) -> None:
    rows = [f"{written(style, at)}{text}。" for at, text in enumerate(words, start=1)]
    order = data.draw(st.permutations(range(len(rows))))
    assert after(rows, order) == [
        f"{written(style, at)}{words[old]}。" for at, old in enumerate(order, start=1)
    ]
    assert after(rows, list(range(len(rows)))) == rows


@pytest.fixture
def levels(draft: Issue, editor: Actor) -> Issue:
    """The draft with one section of three lines on several levels and of several paragraphs."""
    issue = draft
    for line in [one for one in lines(draft) if one.section == Section.SERVICE_QUALITY]:
        issue = remove_line(by=editor, issue_id=issue.pk, version=issue.version, line_id=line.pk)
    for text in (TRAINING, TALKS, VISITS):
        issue = add_line(by=editor, issue_id=issue.pk, section=Section.SERVICE_QUALITY, text=text)
    return issue


def printed(issue: Issue, mode: Mode = Mode.NORMALISED) -> list[str]:
    part = next(one for one in parts(find_issue(issue.pk), mode) if one.section is Section.SERVICE_QUALITY)
    return [text for item in part.items for text in item.paragraphs]


def of_section(issue: Issue) -> list[int]:
    return [one.pk for one in lines(issue) if one.section == Section.SERVICE_QUALITY]


def test_a_moved_line_takes_its_place_in_the_count_in_both_modes(levels: Issue, editor: Actor) -> None:
    last = of_section(levels)[-1]
    move_line(by=editor, issue_id=levels.pk, line_id=last, section=Section.SERVICE_QUALITY, place=1)
    heads = ["（一）走访", "（二）培训", "（三）约谈"]
    for mode in Mode:
        assert [
            text.rstrip("。") for text in printed(levels, mode) if text.startswith(("（一", "（二", "（三"))
        ] == heads
    assert "（2）戊。" in printed(levels)
    told = json.loads(events("weekly", levels.subject)[-1].body)
    assert sorted(told["renumbered"]) == sorted(of_section(levels))


def test_a_line_that_goes_closes_the_count_and_one_that_comes_goes_on(levels: Issue, editor: Actor) -> None:
    first = of_section(levels)[0]
    issue = remove_line(by=editor, issue_id=levels.pk, version=levels.version, line_id=first)
    assert printed(issue)[0] == "（一）约谈。"
    add_line(by=editor, issue_id=issue.pk, section=Section.SERVICE_QUALITY, text="座谈。")
    assert printed(issue)[-1] == "（三）座谈。"


def test_a_line_that_changes_section_is_counted_there(levels: Issue, editor: Actor) -> None:
    line = of_section(levels)[1]
    move_line(by=editor, issue_id=levels.pk, line_id=line, section=Section.BUSINESS_ENVIRONMENT, place=99)
    assert [text for text in printed(levels) if text.startswith("（二")] == ["（二）走访。"]


def test_a_line_of_the_section_that_was_renumbered_was_changed(levels: Issue, editor: Actor) -> None:
    from banli.kernel.errors import Stale
    from banli.weekly.service import edit_line

    last = of_section(levels)[-1]
    move_line(by=editor, issue_id=levels.pk, line_id=last, section=Section.SERVICE_QUALITY, place=1)
    with pytest.raises(Stale, match="走访"):
        edit_line(by=editor, issue_id=levels.pk, version=levels.version, line_id=last, text="（三）走访。")
