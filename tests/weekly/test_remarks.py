"""Remarks of the house style are mended as the rule that found them proposes, or let stand with a reason."""

from __future__ import annotations

import json
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Refused, Stale
from banli.ledger.service import events
from banli.weekly.rules.outline import Entry, Section
from banli.weekly.rules.register import register
from banli.weekly.rules.style import Remark, count_remark, mended, remarks
from banli.weekly.service import (
    Issue,
    add_line,
    check_issue,
    dismiss_remark,
    dismissals,
    edit_line,
    find_issue,
    lines,
    mend_line,
    send_for_review,
)

KNOWN = register(
    ("四川省煤田地质局一四一队", "四川省交通运输厅", "省政府政务服务和公共资源交易服务中心"),
    ["中华人民共和国安全生产法", "医疗机构基本标准"],
    {"非煤矿山": "非煤矿矿山"},
)
DAYS = {"first": date(2022, 10, 17), "last": date(2022, 10, 21)}


def said(text: str, heading: str = "") -> list[Remark]:
    entry = Entry(Section.SERVICE_QUALITY, heading, text, True, "", (), True)
    return remarks(entry, "", known=KNOWN, **DAYS)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("开展培训(第二期)。", "开展培训（第二期）。"),
        ("自2022年（含)起。", "自2022年（含）起。"),
        ('推进"放管服"改革。', "推进“放管服”改革。"),
        ("约谈３家。", "约谈3家。"),
        ("中文...", "中文……"),
        ("讲解政策,答疑。", "讲解政策，答疑。"),
        ("约谈3 家企业。", "约谈3家企业。"),
        ("其它事项。", "其他事项。"),
        ("“其它”事项和其它事项。", "“其它”事项和其他事项。"),
        ("依据《安全生产发》讲解。", "依据《中华人民共和国安全生产法》讲解。"),
        ("依据《医疗机构基本标淮（试行）》讲解。", "依据《医疗机构基本标准（试行）》讲解。"),
        ("非煤矿矿山和非煤矿山企业。", "非煤矿矿山和非煤矿矿山企业。"),
        ("为四川省煤田地址局一四一队服务。", "为四川省煤田地质局一四一队服务。"),
        ("到省政府政务服务和资源交易服务中心。", "到省政府政务服务和公共资源交易服务中心。"),
        ("第一段。\n第二段 ,完。", "第一段。\n第二段 ，完。"),
    ],
)
def test_a_remark_proposes_the_words_it_means(text: str, after: str) -> None:
    one = said(text)[0]
    assert mended(text, one) == after
    assert one.key not in {left.key for left in said(after) if left.edits}


@pytest.mark.parametrize(
    "text", ["推进“放管服改革。", "10月24日，上门服务。", '推进"放管服改革。', "“其它”事项。"]
)
def test_where_nobody_knows_the_right_words_nothing_is_proposed(text: str) -> None:
    [one] = said(text)
    assert not one.edits
    assert one.at is not None


def test_places_are_those_of_the_text_without_its_heading() -> None:
    [one] = said("约谈３家。", "秩序")
    assert one.at == (2, 3)
    [in_heading] = said("约谈三家。", "秩序３")
    assert in_heading.at is None
    assert in_heading.edits == ()


@given(st.text("中文其它３, .()\"'（）“”《》。\n a1", max_size=24))
def test_mending_ends(text: str) -> None:
    """Doing what is proposed, again and again, comes to an end; no letter, figure or word is lost on the way."""
    plain = str.maketrans({"３": "3", "它": "他"})
    words = [sign for sign in text.translate(plain) if sign.isalnum()]
    for _ in range(60):
        one = next((found for found in said(text) if found.edits), None)
        if one is None:
            break
        after = mended(text, one)
        assert after != text
        text = after
    else:
        pytest.fail(f"never done: {text!r}")
    assert [sign for sign in text.translate(plain) if sign.isalnum()] == words


@pytest.fixture
def remarked(draft: Issue, editor: Actor) -> Issue:
    """The draft with a line about which there are two remarks."""
    text = "11月1日起换装(冬装)。"
    return add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text=text)


def on(issue: Issue, rule: str) -> tuple[int, str]:
    """Line and key of the remark by that rule on the last line."""
    line = lines(issue)[-1].pk
    return line, next(one.key for one in check_issue(issue)[line] if one.rule == rule)


def test_one_click_mends_the_place_and_leaves_an_event(remarked: Issue, editor: Actor) -> None:
    line, key = on(remarked, "brackets")
    issue = mend_line(by=editor, issue_id=remarked.pk, version=remarked.version, line_id=line, key=key)
    assert lines(issue)[-1].text == "11月1日起换装（冬装）。"
    assert [one.rule for one in check_issue(issue)[line]] == ["date"]
    event = events("weekly", issue.subject)[-1]
    told = json.loads(event.body)
    assert event.name == "line_mended"
    assert (told["rule"], told["before"], told["text"]) == (
        "brackets",
        "11月1日起换装(冬装)。",
        "11月1日起换装（冬装）。",
    )


def test_a_second_click_on_the_same_page_mends_nothing_twice(remarked: Issue, editor: Actor) -> None:
    line, key = on(remarked, "brackets")
    mend_line(by=editor, issue_id=remarked.pk, version=remarked.version, line_id=line, key=key)
    with pytest.raises(Stale, match="冬装"):
        mend_line(by=editor, issue_id=remarked.pk, version=remarked.version, line_id=line, key=key)
    now = find_issue(remarked.pk).version
    with pytest.raises(Stale, match="已不存在"):
        mend_line(by=editor, issue_id=remarked.pk, version=now, line_id=line, key=key)


def test_what_nobody_knows_is_not_mended(remarked: Issue, editor: Actor, checker: Actor) -> None:
    line, key = on(remarked, "date")
    with pytest.raises(Refused, match="直接修改"):
        mend_line(by=editor, issue_id=remarked.pk, version=remarked.version, line_id=line, key=key)
    with pytest.raises(Denied):
        mend_line(by=checker, issue_id=remarked.pk, version=remarked.version, line_id=line, key=key)


def test_a_figure_counted_late_is_mended_where_it_stands_once() -> None:
    assert mended("新设机关共12家。", count_remark("新设机关共12家。", 12, 13)) == "新设机关共13家。"
    assert count_remark("共12家，其中新设12家。", 12, 13).edits == ()


def test_a_remark_is_let_stand_with_a_reason_until_the_line_changes(remarked: Issue, editor: Actor) -> None:
    line, key = on(remarked, "date")
    let_stand = partial(dismiss_remark, by=editor, issue_id=remarked.pk, line_id=line, key=key)
    with pytest.raises(Invalid):
        let_stand(version=remarked.version, reason=" ")
    issue = let_stand(version=remarked.version, reason="预告下月安排。")
    assert [one.rule for one in check_issue(issue)[line]] == ["brackets"]
    [kept] = dismissals(issue)
    assert (kept.reason, kept.dismissed_by) == ("预告下月安排。", editor.label)
    assert events("weekly", issue.subject)[-1].name == "remark_dismissed"
    with pytest.raises(Stale):
        let_stand(version=issue.version, reason="再说一次。")

    words = "11月1日起统一换装(冬装)。"
    issue = edit_line(by=editor, issue_id=issue.pk, version=issue.version, line_id=line, text=words)
    assert {one.rule for one in check_issue(issue)[line]} == {"date", "brackets"}
    assert dismissals(issue) == []


def test_what_was_let_stand_is_not_asked_again(remarked: Issue, editor: Actor) -> None:
    issue = remarked
    for rule in ("date", "brackets"):
        line, key = on(issue, rule)
        issue = dismiss_remark(
            by=editor, issue_id=issue.pk, version=issue.version, line_id=line, key=key, reason="原文如此。"
        )
    assert send_for_review(by=editor, issue_id=issue.pk, version=issue.version).state == "in_review"
