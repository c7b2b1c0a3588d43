"""The dictionary of the house: from the pack and from editors; it completes, and finds what is one character off."""

from __future__ import annotations

import json

import pytest

from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Invalid, Missing
from banli.ledger.service import events
from banli.weekly.rules.outline import Section
from banli.weekly.rules.register import register
from banli.weekly.rules.style import mended, text_remarks
from banli.weekly.service import (
    Issue,
    add_line,
    add_word,
    check_issue,
    completions,
    find_issue,
    lines,
    mend_line,
    own_words,
    strike_word,
)
from banli.weekly.states import Entered

KNOWN = register(
    ("省医疗保障局", "四川省交通运输厅"),
    ("中华人民共和国行政许可法", "中华人民共和国公路法", "四川省优化营商环境条例", "优化营商环境条例"),
    words=("最多跑一次", "窗口首席代表", "一网通办", "四川一体化政务服务平台"),
)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("推进最多跑1次改革。", "推进最多跑一次改革。"),
        ("窗口首席代素参加。", "窗口首席代素参加。"),
        ("窗口首度代表参加。", "窗口首席代表参加。"),
        ("窗口首代表参加。", "窗口首席代表参加。"),
        ("接入四川一体化政府服务平台。", "接入四川一体化政务服务平台。"),
        ("接入四川一体化政务服务的平台。", "接入四川一体化政务服务平台。"),
        ("依据行政许可法办理。", "依据《行政许可法》办理。"),
        ("依据中华人民共和国行政许可法办理。", "依据《中华人民共和国行政许可法》办理。"),
        ("学习四川省优化营商环境条例。", "学习《四川省优化营商环境条例》。"),
    ],
)
def test_what_is_nearly_an_entry_is_proposed(text: str, after: str) -> None:
    for one in text_remarks(text, KNOWN):
        text = mended(text, one)
    assert text == after


@pytest.mark.parametrize(
    "text",
    [
        "推进最多跑一次改革，实现一网统办。",
        "学习《行政许可法》《四川省优化营商环境条例》。",
        "市医疗保障局来访。",
        "标语“最多跑1次”。",
        "窗口首席代表和首席代表。",
        "依据公路法规。",
    ],
)
def test_what_is_right_or_somebody_elses_is_left_alone(text: str) -> None:
    assert text_remarks(text, KNOWN) == []


def test_an_entry_of_an_editor_checks_and_completes_at_once(draft: Issue, editor: Actor) -> None:
    text = "走访天府新区政务服服务中心。"
    issue = add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text=text)
    assert check_issue(issue) == {}
    made = add_word(by=editor, kind=Entered.NAME, text=" 天府新区政务服务中心 ")
    pk = lines(issue)[-1].pk
    [one] = check_issue(issue)[pk]
    assert (one.rule, one.meant) == ("phrase", "天府新区政务服务中心")
    assert "天府新区政务服务中心" in completions(issue.frame)
    mend_line(by=editor, issue_id=issue.pk, version=issue.version, line_id=pk, key=one.key)
    assert lines(issue)[-1].text == "走访天府新区政务服务中心。"
    told = [json.loads(one.body) for one in events("weekly", "dictionary")]
    assert told == [{"word": made.pk, "kind": "name", "text": "天府新区政务服务中心"}]


def test_terms_and_laws_of_editors_count_beside_the_packs(draft: Issue, editor: Actor) -> None:
    add_word(by=editor, kind=Entered.TERM, text="帮办代办", wrong="帮代办")
    add_word(by=editor, kind=Entered.LAW, text="《四川省数据条例》")
    text = "提供帮代办，学习《四川省数椐条例》。"
    issue = add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text=text)
    said = check_issue(issue)[lines(issue)[-1].pk]
    assert [(one.rule.value, one.meant) for one in said] == [
        ("law", "《四川省数据条例》"),
        ("term", "帮办代办"),
    ]
    assert {"《四川省数据条例》", "帮办代办"} <= set(completions(issue.frame))


def test_an_entry_is_there_once_and_struck_off_once(draft: Issue, editor: Actor) -> None:
    made = [add_word(by=editor, kind=Entered.POST, text="首席服务官").pk for _ in range(2)]
    assert made[0] == made[1]
    for _ in range(2):
        strike_word(by=editor, word_id=made[0])
    assert own_words() == []
    assert "首席服务官" not in completions(draft.frame)
    assert [one.name for one in events("weekly", "dictionary")] == ["word_added", "word_struck"]
    again = add_word(by=editor, kind=Entered.POST, text="首席服务官")
    assert again.pk != made[0]


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        (Entered.NAME, " ", ""),
        (Entered.NAME, "厅", ""),
        (Entered.LAW, "《》", ""),
        (Entered.PHRASE, "长" * 61, ""),
        (Entered.TERM, "帮办代办", ""),
        (Entered.TERM, "帮办代办", "帮办代办"),
    ],
)
def test_an_entry_needs_its_words(db: None, editor: Actor, kind: Entered, text: str, wrong: str) -> None:
    with pytest.raises(Invalid):
        add_word(by=editor, kind=kind, text=text, wrong=wrong)


def test_only_an_editor_enters(draft: Issue, checker: Actor, editor: Actor) -> None:
    with pytest.raises(Denied):
        add_word(by=checker, kind=Entered.NAME, text="天府新区政务服务中心")
    with pytest.raises(Missing):
        strike_word(by=editor, word_id=0)
    assert find_issue(draft.pk).version == draft.version
