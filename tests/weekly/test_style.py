"""The checker of the house style names what it finds and changes nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authorities.people import trained

from banli.authorities.models import Authority
from banli.kernel.actors import Actor
from banli.weekly.rules.outline import Entry, Section
from banli.weekly.rules.register import distance, register
from banli.weekly.rules.style import WORDING, Rule, remarks
from banli.weekly.service import Issue, add_line, check_issue, edit_line, lines

NAMES = ("四川省煤田地质局一四一队", "四川省交通运输厅", "交通运输厅", "省政府政务服务和公共资源交易服务中心")
KNOWN = register(NAMES, ["中华人民共和国安全生产法"], {"非煤矿山": "非煤矿矿山"})
DAYS = {"first": date(2022, 10, 17), "last": date(2022, 10, 21)}


def said(text: str, drawn: str = "", edited: bool = True) -> list[tuple[str, str, str]]:
    entry = Entry(Section.SERVICE_QUALITY, "", text, True, "fieldwork", ("A",), edited)
    return [(one.rule.value, one.found, one.meant) for one in remarks(entry, drawn, known=KNOWN, **DAYS)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开展培训(第二期)。", [("brackets", "(第二期)", "（）")]),
        ("(1)开展培训。", [("brackets", "(1)", "（）")]),
        ("自2022年（含)起。", [("brackets", "（含)", "（）")]),
        ("(甲(乙)丙)。", [("brackets", "(甲(乙)丙)", "（）"), ("brackets", "(乙)", "（）")]),
        ("推进“放管服改革。", [("pair", "推进“放管服改", "")]),
        ("甲（乙。", [("pair", "甲（乙。", "")]),
        ('推进"放管服"改革。', [("quotes", '推进"放管服"', "“"), ("quotes", '"放管服"改革。', "”")]),
        ('推进"放管服改革。', [("quotes", '推进"放管服改', "")]),
        ("约谈３家。", [("digits", "３", "3")]),
        ("中文...", [("marks", "中文...", "……")]),
        ("依据《安全生产发》讲解。", [("law", "《安全生产发》", "《中华人民共和国安全生产法》")]),
        ("非煤矿山企业。", [("term", "非煤矿山", "非煤矿矿山")]),
        ("到省政府政务服务和资源交易服务中心。",
         [("name", "省政府政务服务和资源交易服务中心", "省政府政务服务和公共资源交易服务中心")]),
        ("“其它”事项、《其它企业管理办法》和其它事项。", [("words", "其它", "其他")]),
        ("讲解政策,答疑。", [("marks", "解政策,答疑。", "，")]),
        ("约谈3 家企业。", [("spaces", "“约谈3 家企业”", "")]),
        ("其它事项。", [("words", "其它", "其他")]),
        ("10月24日，上门服务。", [("date", "10月24日", "")]),
        ("10月32日，上门服务。", [("date", "10月32日", "")]),
        ("为四川省煤田地址局一四一队服务。", [("name", "四川省煤田地址局", "四川省煤田地质局一四一队")]),
    ],
)  # fmt: skip
def test_a_fault_is_named(text: str, found: list[tuple[str, str, str]]) -> None:
    assert said(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "10月20日，四川省交通运输厅（大件运输许可团队）走访G4215（富顺段），共3家。",
        "2021年12月18日事故后，为四川省煤田地质局一四一队服务。",
        "到省政府政务服务和公共资源交易服务中心调研。",
        "由省文化厅牵头。",
        "依据《安全生产法》《中华人民共和国安全生产法（2021修正）》和《某办法》，非煤矿矿山企业……",
        "“放管服”改革受到O'Brien先生好评！",
        "尤其它们，极其它们。受理其它九类行权事项3件。",
        '《其它企业管理办法 (a), "b" 》。',
        "PDF file (A4), 100 %.",
    ],
)
def test_a_sound_line_has_no_remark(text: str) -> None:
    assert said(text) == []


def test_a_number_the_record_does_not_have_is_named() -> None:
    drawn = "新设备案登记机关12家，共122家，占90.5%。"
    assert said("新设备案登记机关12家，共123家，占90.5%。", drawn) == [("number", "123", "")]
    assert said(drawn, drawn) == []
    assert said("共123家。", drawn, edited=False) == []


def test_every_rule_has_its_words() -> None:
    assert set(WORDING) == set(Rule)


@given(st.text("甲乙丙丁", max_size=8), st.text("甲乙丙丁", max_size=8))
def test_distance_is_that_of_the_slow_reading(one: str, other: str) -> None:
    def slow(left: str, right: str) -> int:
        if not left or not right:
            return len(left) + len(right)
        return min(
            slow(left[1:], right) + 1,
            slow(left, right[1:]) + 1,
            slow(left[1:], right[1:]) + (left[0] != right[0]),
        )

    one, other = one[:5], other[:5]
    assert distance(one, other, 9) == slow(one, other)
    assert (distance(one, other, 1) > 1) == (slow(one, other) > 1)


def test_the_reference_week_is_in_the_house_style(draft: Issue) -> None:
    assert check_issue(draft) == {}


def test_an_edited_line_is_compared_with_its_record(draft: Issue, editor: Actor) -> None:
    line = next(one for one in lines(draft) if "共1家" in one.text)
    edit_line(
        by=editor,
        issue_id=draft.pk,
        version=draft.version,
        line_id=line.pk,
        text=line.text.replace("共1家", "共112家"),
    )
    add_line(by=editor, issue_id=draft.pk, section=Section.PATROL, text="11月1日起换装(冬装)。")
    found = check_issue(draft)
    assert [one.found for one in found[line.pk] if one.rule is Rule.NUMBER] == ["112"]
    assert {one.rule for one in found[lines(draft)[-1].pk]} == {Rule.DATE, Rule.BRACKETS}


def test_a_batch_recorded_late_is_told_at_the_line_that_was_counted_without_it(draft: Issue) -> None:
    line = next(one for one in lines(draft) if "共1家" in one.text)
    authority = Authority.objects.get().public_id
    trained(authority, attended=False)
    assert [(one.rule, one.found, one.meant) for one in check_issue(draft)[line.pk]] == [
        (Rule.COUNT, "1", "2")
    ]
    assert "分一批" in line.text
