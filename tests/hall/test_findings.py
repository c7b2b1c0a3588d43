"""Findings: weighed by the plan, photographed, found by two rounds, graded with and against the rule."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError
from tests.plans import patrols, proof, the_plan

from banli.hall.models import FindingRemark, PatrolFinding, PatrolPlan, PatrolRemark
from banli.hall.service import (
    FindingRecord,
    PatrolRecord,
    RemarkRecord,
    change_remark,
    find_patrol,
    load_patrol_plan,
    patrol_summary,
    photograph,
    record_finding,
    record_patrol,
    rectify,
    reopen,
)
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Refused, Stale
from banli.ledger.service import events, version_of

pytestmark = pytest.mark.usefixtures("house")
MONDAY, FRIDAY = date(2022, 10, 17), date(2022, 10, 21)
PatrolOf = Callable[..., PatrolRecord]
FindingOf = Callable[..., FindingRecord]
ClerkOf = Callable[[str], Actor]


@pytest.fixture
def found(manager: Actor, patrol_of: PatrolOf, finding_of: FindingOf) -> Callable[..., PatrolFinding]:
    """Records a finding of a round of its own."""

    def make(round_: str, **told: Any) -> PatrolFinding:
        patrol = record_patrol(record=patrol_of(public_id=round_), by=manager)
        record = finding_of(**{"window": "transport-03", "sub_item": "not_worn", **told})
        return record_finding(patrol=patrol.public_id, record=record, by=manager)

    return make


def names(finding: PatrolFinding) -> list[str]:
    return [event.name for event in events("hall", finding.public_id)]


@pytest.mark.parametrize(
    ("told", "weighed"),
    [
        ({}, ("minor", 1, False)),
        ({"sub_item": "not_own"}, ("moderate", 3, False)),
        ({"severity": "serious"}, ("serious", 8, True)),
        ({"dimension": "work_area", "sub_item": "files"}, ("moderate", 4, False)),
        ({"dimension": "work_area", "sub_item": "files", "severity": "minor"}, ("minor", 1, False)),
        ({"sub_item": ""}, ("minor", 1, False)),
    ],
)
def test_a_finding_weighs_what_its_sub_item_or_its_severity_says(
    found: Callable[..., PatrolFinding], told: dict[str, str], weighed: tuple[str, int, bool]
) -> None:
    row = found("XC-1", **told)
    assert (row.severity, row.points, row.poor_while_open) == weighed


def test_a_new_plan_changes_no_finding_on_record(found: Callable[..., PatrolFinding]) -> None:
    row, plan = found("XC-1"), the_plan()
    heavier = tuple(one.model_copy(update={"points": 50}) for one in plan.severities)
    load_patrol_plan(plan=plan.model_copy(update={"severities": heavier}), by=SYSTEM)
    patrols()
    row.refresh_from_db()
    assert (row.points, PatrolPlan.objects.count()) == (1, 3)


def test_of_two_inspectors_the_first_opens_and_the_second_remarks(
    found: Callable[..., PatrolFinding],
) -> None:
    first = found("XC-1")
    for _ in range(2):
        assert found("XC-2", public_id="WT-2", note="仍未佩戴。") == first
    assert [(one.note, one.patrol.public_id) for one in FindingRemark.objects.all()] == [
        ("仍未佩戴。", "XC-2")
    ]
    assert names(first) == ["finding_recorded", "finding_seen_again"]
    assert [one.finding for one in find_patrol("XC-2").remarks.all()] == [first]
    with pytest.raises(Refused, match="WT-2"):
        found("XC-2", public_id="WT-2", note="别的话。")


@pytest.mark.parametrize(
    "other",
    [{"window": "transport-04"}, {"sub_item": "not_own"}, {"dimension": "dress", "sub_item": "uniform"}],
)
def test_what_is_found_elsewhere_or_is_something_else_is_a_finding_of_its_own(
    found: Callable[..., PatrolFinding], other: dict[str, str]
) -> None:
    assert found("XC-1") != found("XC-2", **other)
    assert not FindingRemark.objects.exists()


def test_what_was_put_right_and_is_found_again_is_a_new_finding(
    found: Callable[..., PatrolFinding], manager: Actor
) -> None:
    first = found("XC-1")
    rectify(finding=first.public_id, on=MONDAY, rectification="已佩戴", by=manager)
    assert found("XC-2") != first


def test_two_of_one_round_at_one_window_are_two_findings(found: Callable[..., PatrolFinding]) -> None:
    assert found("XC-1", public_id="WT-1") != found("XC-1", public_id="WT-2")


def test_photographs_are_kept_once_with_their_digest_in_the_record(
    found: Callable[..., PatrolFinding], manager: Actor
) -> None:
    row, one, other = found("XC-1"), proof(), proof(size=(90, 30))
    for _ in range(2):
        photograph(finding=row.public_id, photographs=[one, other, proof()], by=manager)
    told = [
        json.loads(event.body)
        for event in events("hall", row.public_id)
        if event.name == "finding_photographed"
    ]
    assert told == [{"photographs": [one.sha256, other.sha256]}]
    assert row.photographs.count() == 2


def test_a_finding_has_six_photographs_and_none_once_it_is_put_right(
    found: Callable[..., PatrolFinding], manager: Actor
) -> None:
    row = found("XC-1")
    with pytest.raises(Refused, match="6"):
        photograph(
            finding=row.public_id, photographs=[proof(size=(50 + at, 40)) for at in range(7)], by=manager
        )
    rectify(finding=row.public_id, on=MONDAY, rectification="已佩戴", by=manager)
    with pytest.raises(Refused):
        photograph(finding=row.public_id, photographs=[proof()], by=manager)


def test_a_window_proves_with_a_photograph_what_can_be_seen(
    found: Callable[..., PatrolFinding], clerk: ClerkOf, manager: Actor
) -> None:
    row, own = found("XC-1"), clerk("transport")
    told: dict[str, Any] = {"on": MONDAY, "rectification": "已佩戴", "by": own}
    with pytest.raises(Refused, match="照片"):
        rectify(finding=row.public_id, **told)
    rectify(finding=row.public_id, photographs=[proof()], **told)
    reopen(finding=row.public_id, on=MONDAY, by=manager)
    with pytest.raises(Refused, match="照片"):
        rectify(finding=row.public_id, **told)
    rectify(finding=row.public_id, photographs=[proof(size=(30, 30))], **told)
    assert [one.stage for one in row.photographs.order_by("id")] == ["rejected", "mended"]
    late = found("XC-2", dimension="punctuality", sub_item="late")
    rectify(finding=late.public_id, **told)


def remark(**told: Any) -> RemarkRecord:
    return RemarkRecord(
        **{"start": MONDAY, "end": FRIDAY, "dimension": "badge", "reason": "当场整改", **told}
    )


def test_an_editor_changes_a_grade_with_a_reason_and_both_stay_on_record(
    found: Callable[..., PatrolFinding],
) -> None:
    found("XC-1")
    editor = Actor(name="编辑", roles=frozenset({Role.EDITOR}), id=7)
    set_first = change_remark(record=remark(grade="good"), by=editor)
    seen = version_of("hall", set_first.public_id)
    line = patrol_summary(MONDAY, FRIDAY)[3]
    assert (line.grade, line.ruled, line.reason) == ("good", "fair", "当场整改")
    assert line.text == "总体情况良好，另有1处问题正在整改"
    change_remark(record=remark(grade="poor", reason="屡次发现"), by=editor, version=seen)
    with pytest.raises(Stale):
        change_remark(record=remark(grade="fair"), by=editor, version=seen)
    bodies = [(one.name, json.loads(one.body)) for one in events("hall", set_first.public_id)]
    told = [(name, body["grade"], body["reason"]) for name, body in bodies]
    assert told == [("remark_recorded", "good", "当场整改"), ("remark_changed", "poor", "屡次发现")]
    assert PatrolRemark.objects.count() == 1


def test_a_grade_is_changed_by_the_hall_and_the_editors_alone(clerk: ClerkOf) -> None:
    with pytest.raises(Denied):
        change_remark(record=remark(grade="good"), by=clerk("transport"))


@pytest.mark.parametrize(
    "told", [{}, {"grade": "unseen"}, {"grade": "good", "dimension": None}, {"reason": ""}]
)
def test_a_remark_says_something_with_a_reason(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        remark(**told)
