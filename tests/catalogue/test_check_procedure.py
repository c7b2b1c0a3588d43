"""A procedure is proved before it is published: each rule is named with the line that breaks it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.catalogue.procedures import (
    APPROVE,
    CLASS,
    CROSSING,
    EXAMINE,
    FINANCE,
    YES_NO,
    A,
    Data,
    check,
    limit,
    only,
    span,
    step,
)


def test_the_sample_is_sound(tmp_path: Path) -> None:
    assert check(tmp_path) == []


def test_steps_side_by_side_that_all_lead_to_the_decision_are_sound(tmp_path: Path) -> None:
    steps = [
        EXAMINE,
        step("b", after=["examine"]),
        step("c", after=["examine"], when=CROSSING),
        {**APPROVE, "after": ["b", "c"]},
    ]
    assert check(tmp_path, YES_NO, steps=steps) == []


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([EXAMINE, {**APPROVE, "after": ["examin"]}], "examin"),
        ([{**EXAMINE, "after": ["approve"]}, APPROVE], "- approve"),
        ([{**EXAMINE, "after": ["examine"]}, APPROVE], "examine"),
        ([EXAMINE, step("b", after=["c"]), step("c", after=["b"]), {**APPROVE, "after": ["examine"]}], "- c"),
        ([EXAMINE, step("lost", after=["examine"]), {**APPROVE, "after": ["examine"]}], "key: lost"),
        ([EXAMINE, APPROVE, step("after")], "key: after"),
        ([EXAMINE, step("first", "approve", "approver"), APPROVE], "key: examine"),
        ([EXAMINE], "key: examine"),
        ([EXAMINE, {**APPROVE, "optional": True}], "key: approve"),
        ([EXAMINE, {**APPROVE, "when": CROSSING}], "key: approve"),
        ([EXAMINE, step("never", when={"all": [A, {"not": A}]}), APPROVE], "key: never"),
    ],
    ids=[
        "no such step",
        "circle through the decision",
        "waits for itself",
        "circle apart",
        "nobody waits for it",
        "after the decision",
        "two decisions",
        "no decision",
        "optional decision",
        "decision for some",
        "step for nobody",
    ],
)
def test_a_path_that_does_not_end_in_the_decision_is_named(
    tmp_path: Path, steps: list[Data], words: str
) -> None:
    faults = check(tmp_path, YES_NO, CLASS, steps=steps)
    assert {fault.rule for fault in faults} == {"flow"}, faults
    only(faults[:1], "flow", words)


@pytest.mark.parametrize(
    ("steps", "rule", "words"),
    [
        ([APPROVE], "steps", "key: approve"),
        ([{**EXAMINE, "when": CROSSING}, APPROVE], "steps", "key: examine"),
        ([{**EXAMINE, "optional": True}, APPROVE], "steps", "key: examine"),
        ([{**EXAMINE, "role": "approver"}, APPROVE], "steps", "role: approver"),
        ([EXAMINE, {**APPROVE, "role": "reviewer"}], "steps", "role: reviewer"),
        ([EXAMINE, step("visit", "site_visit"), APPROVE], "steps", "key: visit"),
        ([EXAMINE, step("test", "technical_assessment"), APPROVE], "steps", "key: test"),
        ([EXAMINE, step("show", "publicity"), APPROVE], "steps", "key: show"),
        ([EXAMINE, step("experts", "expert_review"), APPROVE], "steps", "key: experts"),
        ([EXAMINE, step("ask", "consult_department", limit=limit(5)), APPROVE], "steps", "key: ask"),
        (
            [EXAMINE, step("ask", "consult_department", with_department="police"), APPROVE],
            "steps",
            "key: ask",
        ),
        (
            [
                EXAMINE,
                step("ask", "consult_department", with_department="transport", limit=limit(5)),
                APPROVE,
            ],
            "steps",
            "with_department: transport",
        ),
        ([EXAMINE, {**EXAMINE, "key": "again", "limit": limit(0)}, APPROVE], "steps", "days: 0"),
        ([EXAMINE, {**FINANCE, "role": "reviewer"}, APPROVE], "joint", "role: reviewer"),
        ([EXAMINE, {**FINANCE, "kind": "approve"}, APPROVE], "joint", "key: finance"),
    ],
)
def test_a_step_that_the_law_wants_otherwise_is_named(
    tmp_path: Path, steps: list[Data], rule: str, words: str
) -> None:
    only(check(tmp_path, YES_NO, steps=steps), rule, words)


def test_a_required_hearing_comes_before_every_decision(tmp_path: Path) -> None:
    hearing = step("hearing", "hearing")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    only(check(tmp_path / "a", hearing="required"), "steps", "key: examine")
    some = [EXAMINE, {**hearing, "when": CROSSING}, APPROVE]
    only(check(tmp_path / "b", YES_NO, hearing="required", steps=some), "steps", "key: examine")
    assert check(tmp_path, hearing="required", steps=[EXAMINE, hearing, APPROVE]) == []


def test_a_licence_beyond_twenty_days_needs_its_own_law(tmp_path: Path) -> None:
    long = span(limit(21, basis="行政许可法第四十二条"), limit(20))
    only(check(tmp_path, limits=[long]), "limits", "days: 21")


def test_a_licence_law_that_only_notes_the_licensing_law_is_no_other_law(tmp_path: Path) -> None:
    laws = [{"title": "中华人民共和国行政许可法", "article": "第四十二条"}]
    long = span(limit(30, basis="中华人民共和国行政许可法第四十二条"), limit(20))
    only(check(tmp_path, laws=laws, limits=[long]), "limits", "days: 30")


@pytest.mark.parametrize("basis", ["某法第一条", "依据《某法》第一条"])
def test_its_own_law_may_give_a_licence_more(tmp_path: Path, basis: str) -> None:
    assert check(tmp_path, limits=[span(limit(45, "calendar", basis), limit(20))]) == []


def joint(**changes: Any) -> Data:
    return {"joint": True, "steps": [EXAMINE, FINANCE, APPROVE], **changes}


def test_joint_handling_has_forty_five_days(tmp_path: Path) -> None:
    basis = "行政许可法第四十二条第二款"
    (tmp_path / "a").mkdir()
    assert check(tmp_path / "a", **joint(limits=[span(limit(45, basis=basis))])) == []
    only(check(tmp_path, **joint(limits=[span(limit(46, basis=basis), limit(45))])), "limits", "days: 46")


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        ({"steps": [EXAMINE, APPROVE]}, "joint", "joint: true"),
        ({"steps": [EXAMINE, {**FINANCE, "role": "clerk"}, APPROVE]}, "joint", "role: clerk"),
        ({"steps": [EXAMINE, {**FINANCE, "limit": None}, APPROVE]}, "steps", "key: finance"),
        ({"extension": {"days": 15, "by": "head", "basis": "行政许可法"}}, "extension", "by: head"),
        ({"extension": {"days": 16, "by": "government", "basis": "行政许可法"}}, "extension", "days: 16"),
    ],
)
def test_joint_handling_keeps_to_its_article(tmp_path: Path, changes: Data, rule: str, words: str) -> None:
    faults = check(tmp_path, **joint(**changes))
    only(faults[:1], rule, words)


def test_several_departments_decide_side_by_side(tmp_path: Path) -> None:
    steps = [
        EXAMINE,
        {**FINANCE, "after": ["examine"]},
        step("water", "approve", "approver", with_department="water", after=["examine"], limit=limit(10)),
        {**APPROVE, "after": ["finance", "water"]},
    ]
    extension = {"days": 15, "by": "government", "basis": "行政许可法第四十二条"}
    assert check(tmp_path, **joint(steps=steps, extension=extension)) == []


@pytest.mark.parametrize(
    ("extension", "words"),
    [
        ({"days": 11, "basis": "行政许可法"}, "days: 11"),
        ({"days": 10, "by": "government", "basis": "行政许可法"}, "by: government"),
    ],
)
def test_an_extension_has_ten_days_by_the_head(tmp_path: Path, extension: Data, words: str) -> None:
    only(check(tmp_path, extension=extension), "extension", words)


def test_its_own_law_may_extend_further(tmp_path: Path) -> None:
    assert check(tmp_path, extension={"days": 30, "by": "government", "basis": "某法第二条"}) == []


UPWARDS = {"name": "上报意见", "type": "40", "delivery": ["window"], "sample": "样本"}


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        ({"result": UPWARDS}, "forwards", "type: '40'"),
        ({"result": UPWARDS, "forwards_to": "other", "upper_organ": "部"}, "forwards", "type: '40'"),
        ({"result": UPWARDS, "forwards_to": "sample"}, "forwards", "forwards_to: sample"),
        ({"forwards_to": "other"}, "forwards", "forwards_to: other"),
        ({"upper_organ": "部"}, "forwards", "upper_organ: 部"),
        (
            {
                "result": UPWARDS,
                "upper_organ": "部",
                "limits": [span(limit(25, basis="规定第三条：25个工作日"), limit(20))],
            },
            "limits",
            "days: 25",
        ),
        ({"delivery": limit(11)}, "delivery", "days: 11"),
        ({"delivery": limit(10, "calendar")}, "", ""),
        ({"result": UPWARDS, "forwards_to": "other"}, "", ""),
    ],
)
def test_forwarding_and_delivery_keep_to_their_articles(
    tmp_path: Path, changes: Data, rule: str, words: str
) -> None:
    faults = check(tmp_path, **changes)
    if rule:
        only(faults, rule, words)
    else:
        assert faults == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"commitment": {"text": "我承诺", "verify": limit(0), "basis": "某法"}}, "days: 0"),
        (
            {"commitment": {"text": "我承诺", "verify": limit(20), "basis": "某法"}, "public_safety": True},
            "text",
        ),
    ],
)
def test_a_promise_is_verified_and_never_touches_public_safety(
    tmp_path: Path, changes: Data, words: str
) -> None:
    only(check(tmp_path, **changes), "commitment", words)


def test_a_promise_without_a_time_to_verify_is_none(tmp_path: Path) -> None:
    only(check(tmp_path, commitment={"text": "我承诺", "basis": "某法"}), "schema", "text")


@pytest.mark.parametrize(
    "more",
    [
        {"necessity": "later"},
        {"necessity": "required", "later": limit(5)},
        {"necessity": "later", "later": limit(0)},
        {"necessity": "later", "later": limit(21)},
    ],
)
def test_what_may_follow_later_says_until_when(tmp_path: Path, more: Data) -> None:
    material = {"key": "plan", "name": "计划", "standard": "齐全", "sample": "样本", **more}
    faults = check(tmp_path, materials=[material])
    assert [(Path(one.file).name, one.rule) for one in faults] == [("materials.yaml", "later")]


def test_a_special_procedure_beyond_article_45_names_its_own_law(tmp_path: Path) -> None:
    special = [{"key": "works", "kind": "other", "name": "加固", "basis": "行政许可法第四十五条"}]
    only(check(tmp_path, special_procedures=special), "special", "basis")


@pytest.mark.parametrize(
    ("steps", "promised", "fits"),
    [
        ([5, 5], limit(10), True),
        ([6, 5], limit(10), False),
        ([5, 5], limit(14, "calendar"), False),
        ([1, 1], limit(14, "calendar"), True),
        ([5], limit(1, "month"), True),
    ],
)
def test_the_limits_of_steps_fit_into_the_promise(
    tmp_path: Path, steps: list[int], promised: Data, fits: bool
) -> None:
    way = [step(f"s{number}", limit=limit(days)) for number, days in enumerate(steps)]
    faults = check(tmp_path, steps=[*way, APPROVE], limits=[span(limit(60), promised)])
    if fits:
        assert faults == []
    else:
        only(faults, "flow", f"days: {promised['days']}")


def test_steps_side_by_side_take_the_time_of_the_slowest(tmp_path: Path) -> None:
    way = [
        step("a", limit=limit(3)),
        step("b", after=["a"], limit=limit(7)),
        step("c", after=["a"], limit=limit(5)),
        {**APPROVE, "after": ["b", "c"]},
    ]
    assert check(tmp_path, steps=way, limits=[span(limit(10))]) == []


def test_excluded_and_optional_time_does_not_count(tmp_path: Path) -> None:
    special = [{"key": "experts", "kind": "expert_review", "name": "评审", "basis": "行政许可法第四十五条"}]
    way = [
        EXAMINE,
        step("experts", "expert_review", limit=limit(30), special="experts"),
        step("more", limit=limit(30), optional=True),
        APPROVE,
    ]
    assert check(tmp_path, steps=way, special_procedures=special, limits=[span(limit(10))]) == []


def test_time_is_proved_for_each_combination_of_conditions(tmp_path: Path) -> None:
    way = [EXAMINE, step("a", when=A, limit=limit(8)), step("x", when=CROSSING, limit=limit(8)), APPROVE]
    limits = [
        span(limit(20), when={"all": [A, CROSSING]}),
        span(limit(8)),
    ]
    (tmp_path / "sound").mkdir()
    assert check(tmp_path / "sound", YES_NO, CLASS, steps=way, limits=limits) == []
    limits[0] = span(limit(15), when={"all": [A, CROSSING]})
    only(check(tmp_path, YES_NO, CLASS, steps=way, limits=limits), "flow", "days: 15")


def test_conditions_over_too_many_facts_are_no_proof(tmp_path: Path) -> None:
    fields = [
        {
            **CLASS,
            "key": f"g{number}",
            "label": f"等级{number}",
            "options": [{"value": str(one), "label": str(one)} for one in range(9)],
        }
        for number in range(5)
    ]
    fields = [{**field, "example": "1"} for field in fields]
    way = [EXAMINE]
    way += [step(f"s{n}", when={"field": f"g{n}", "op": "==", "value": "1"}) for n in range(5)]
    only(check(tmp_path, *fields, steps=[*way, APPROVE]), "flow", "key: examine")


def test_a_licence_decided_on_the_spot_is_examined_by_somebody_else_too(tmp_path: Path) -> None:
    changes = {"case_type": "instant", "limits": [span(limit(1), limit(0))]}
    steps = [step("examine", role="clerk"), step("approve", "approve", "clerk")]
    only(check(tmp_path, steps=steps, **changes), "steps", "role: clerk")


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"special_procedures": [{"key": "h", "kind": "hearing", "name": "听", "basis": "法"}]}, "special"),
        ({"extension": {"days": 1, "basis": "行政许可法"}}, "extension"),
        ({"steps": [EXAMINE, step("show", "publicity", limit=limit(1)), APPROVE]}, "flow"),
        ({"steps": [EXAMINE, step("hearing", "hearing"), APPROVE]}, "steps"),
    ],
)
def test_an_item_decided_on_the_spot_has_nothing_that_takes_time(
    tmp_path: Path, changes: Data, rule: str
) -> None:
    limits = [span(limit(1), limit(0))]
    assert rule in {one.rule for one in check(tmp_path, case_type="instant", limits=limits, **changes)}


PUBLIC = {"shows": ["grade"], "basis": "某法第一条"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"public": PUBLIC}, "public"),
        ({"kind": "publicity", "public": PUBLIC}, "public"),
        ({"kind": "publicity", "limit": limit(5), "public": {**PUBLIC, "shows": ["grad"]}}, "grad"),
    ],
)
def test_only_a_publicity_with_its_days_is_put_up_and_shows_what_is_asked(
    tmp_path: Path, changes: Data, words: str
) -> None:
    steps = [EXAMINE, {**step("b", after=["examine"]), **changes}, {**APPROVE, "after": ["b"]}]
    assert any(words in str(one) for one in check(tmp_path, CLASS, steps=steps))
