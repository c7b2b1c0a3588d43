"""Patrols, their findings and what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pydantic import ValidationError
from tests.plans import proof

from banli.hall.models import Patrol, PatrolFinding
from banli.hall.service import (
    FindingRecord,
    PatrolRecord,
    RemarkRecord,
    find_patrol,
    latest_patrols,
    open_findings,
    patrol_opening,
    patrol_summary,
    recheck,
    record_finding,
    record_patrol,
    record_remark,
    rectify,
    reopen,
)
from banli.hall.states import OWNERS, TRANSITIONS, FindingOwner, FindingState
from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events

pytestmark = pytest.mark.usefixtures("house")
MONDAY, TUESDAY, FRIDAY = date(2022, 10, 17), date(2022, 10, 18), date(2022, 10, 21)
PatrolOf = Callable[..., PatrolRecord]
FindingOf = Callable[..., FindingRecord]
ClerkOf = Callable[[str], Actor]


@pytest.fixture
def finding(manager: Actor, patrol_of: PatrolOf, finding_of: FindingOf) -> PatrolFinding:
    patrol = record_patrol(record=patrol_of(), by=manager)
    return record_finding(patrol=patrol.public_id, record=finding_of(window="transport-03"), by=manager)


def names(finding: PatrolFinding) -> list[str]:
    return [event.name for event in events("hall", finding.public_id)]


def test_a_patrol_is_recorded_with_its_event_on_its_day(manager: Actor, patrol_of: PatrolOf) -> None:
    patrol = record_patrol(record=patrol_of("2022-10-14"), by=manager)
    assert patrol.public_id == "XC-2022-0001"
    recorded = events("hall", patrol.public_id)
    assert [(event.name, event.day) for event in recorded] == [("patrol_recorded", date(2022, 10, 14))]


def test_the_same_patrol_twice_is_one_patrol(manager: Actor, patrol_of: PatrolOf) -> None:
    record = patrol_of(public_id="XC-1")
    first, second = record_patrol(record=record, by=manager), record_patrol(record=record, by=manager)
    assert first == second
    assert len(events("hall", "XC-1")) == 1
    with pytest.raises(Refused, match="XC-1"):
        record_patrol(record=patrol_of(public_id="XC-1", route="二楼"), by=manager)


def test_a_patrol_still_to_come_is_refused(manager: Actor, patrol_of: PatrolOf) -> None:
    with pytest.raises(Refused, match="2022-10-18"):
        record_patrol(record=patrol_of("2022-10-18"), by=manager)


def test_a_patrol_needs_an_inspector(patrol_of: PatrolOf) -> None:
    with pytest.raises(ValidationError):
        patrol_of(inspectors=[])


def test_a_finding_is_rectified_and_looked_at_again(
    finding: PatrolFinding, manager: Actor, clerk: ClerkOf, clock: Any
) -> None:
    clock.set("2022-10-19")
    rectify(
        finding=finding.public_id,
        on=TUESDAY,
        rectification="已佩戴",
        by=clerk("transport"),
        photographs=[proof()],
    )
    recheck(finding=finding.public_id, on=TUESDAY, by=manager)
    finding.refresh_from_db()
    assert (finding.state, finding.rectified_on, finding.rechecked_on) == ("rechecked", TUESDAY, TUESDAY)
    assert names(finding) == ["finding_recorded", "finding_rectified", "finding_rechecked"]
    assert {event.scope for event in events("hall", finding.public_id)} == {"transport"}


def test_a_finding_that_was_not_put_right_is_open_again(
    finding: PatrolFinding, manager: Actor, clerk: ClerkOf
) -> None:
    rectify(
        finding=finding.public_id,
        on=MONDAY,
        rectification="已佩戴",
        by=clerk("transport"),
        photographs=[proof()],
    )
    reopened = reopen(finding=finding.public_id, on=MONDAY, by=manager)
    assert (reopened.state, reopened.rectified_on) == ("open", None)
    assert [row.public_id for row in open_findings("transport")] == [finding.public_id]
    assert open_findings("commerce") == []


def test_a_window_answers_for_its_own_department_only(finding: PatrolFinding, clerk: ClerkOf) -> None:
    with pytest.raises(Denied):
        rectify(finding=finding.public_id, on=MONDAY, rectification="已佩戴", by=clerk("commerce"))
    with pytest.raises(Denied):
        recheck(finding=finding.public_id, on=MONDAY, by=clerk("transport"))


def test_steps_out_of_order_are_refused(finding: PatrolFinding, manager: Actor) -> None:
    with pytest.raises(Refused):
        recheck(finding=finding.public_id, on=MONDAY, by=manager)
    with pytest.raises(Refused, match="2022-10-14"):
        rectify(finding=finding.public_id, on=date(2022, 10, 14), rectification="已佩戴", by=manager)
    with pytest.raises(Refused, match="2022-10-18"):
        rectify(finding=finding.public_id, on=TUESDAY, rectification="已佩戴", by=manager)
    with pytest.raises(Refused):
        rectify(finding=finding.public_id, on=MONDAY, rectification=" ", by=manager)
    rectify(finding=finding.public_id, on=MONDAY, rectification="已佩戴", by=manager)
    with pytest.raises(Refused):
        rectify(finding=finding.public_id, on=MONDAY, rectification="已佩戴", by=manager)
    assert names(finding) == ["finding_recorded", "finding_rectified"]


def test_what_does_not_exist_is_missing(manager: Actor, patrol_of: PatrolOf, finding_of: FindingOf) -> None:
    patrol = record_patrol(record=patrol_of(), by=manager).public_id
    with pytest.raises(Missing, match="nowhere"):
        record_finding(patrol="nowhere", record=finding_of(), by=manager)
    with pytest.raises(Missing, match="nobody"):
        record_finding(patrol=patrol, record=finding_of(department="nobody"), by=manager)
    with pytest.raises(Invalid) as told:
        record_finding(patrol=patrol, record=finding_of(window="commerce-05"), by=manager)
    assert [fault.where for fault in told.value.problems] == ["window"]
    with pytest.raises(Missing, match="nothing"):
        rectify(finding="nothing", on=MONDAY, rectification="已佩戴", by=manager)
    with pytest.raises(Missing, match="none"):
        find_patrol("none")


def test_what_the_plan_does_not_know_is_told_at_its_field(
    manager: Actor, patrol_of: PatrolOf, finding_of: FindingOf
) -> None:
    patrol = record_patrol(record=patrol_of(), by=manager).public_id
    for wrong in ("dimension", "sub_item", "severity", "person"):
        with pytest.raises(Invalid) as told:
            record_finding(patrol=patrol, record=finding_of(**{wrong: "unheard_of"}), by=manager)
        assert [fault.where for fault in told.value.problems] == [wrong]
    with pytest.raises(Invalid) as told:
        record_patrol(record=patrol_of(slot="night"), by=manager)
    assert [fault.where for fault in told.value.problems] == ["slot"]


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.HALL_MANAGER, Role.SYSTEM}))
def test_only_the_hall_records_patrols(role: Role, patrol_of: PatrolOf) -> None:
    with pytest.raises(Denied):
        record_patrol(record=patrol_of(), by=Actor(name="", roles=frozenset({role}), id=3))


def test_the_summary_of_a_week_has_six_lines(
    finding: PatrolFinding, manager: Actor, patrol_of: PatrolOf
) -> None:
    badge = patrol_summary(MONDAY, FRIDAY)[3]
    assert (badge.title, badge.findings, badge.rectified) == ("工作牌佩戴情况", 1, 0)
    assert badge.text == "总体情况一般，发现问题1处，已整改0处"
    rectify(finding=finding.public_id, on=MONDAY, rectification="已佩戴", by=manager)
    good, mended = "总体情况良好", "总体情况良好，发现问题1处，均已整改"
    assert [line.text for line in patrol_summary(MONDAY, FRIDAY)] == [*[good] * 3, mended, good, good]
    assert {line.text for line in patrol_summary(date(2022, 10, 10), date(2022, 10, 14))} == {
        "本期无巡查记录"
    }


def remark(dimension: str | None, text: str, public_id: str = "") -> RemarkRecord:
    return RemarkRecord(
        public_id=public_id, start=MONDAY, end=FRIDAY, dimension=dimension, text=text, reason="专题说明"
    )


def test_a_remark_takes_the_rule_s_place_once(manager: Actor) -> None:
    record_remark(record=remark("safety", "大厅运行保障有序。", "BZ-1"), by=manager)
    record_remark(record=remark("safety", "大厅运行保障有序。", "BZ-1"), by=manager)
    record_remark(record=remark(None, "巡查情况如下："), by=manager)
    lines = patrol_summary(MONDAY, FRIDAY)
    assert (lines[5].text, lines[5].remarked, lines[4].remarked) == ("大厅运行保障有序", True, False)
    assert patrol_opening(MONDAY, FRIDAY) == "巡查情况如下："
    assert patrol_opening(MONDAY, MONDAY) == ""
    with pytest.raises(Refused):
        record_remark(record=remark("safety", "另一句。"), by=manager)


def test_patrols_are_paged_latest_first_by_key(manager: Actor, patrol_of: PatrolOf) -> None:
    for number in range(1, 8):
        record_patrol(record=patrol_of(f"2022-10-{10 + number // 2}", public_id=f"XC-{number}"), by=manager)
    first = latest_patrols(limit=4)
    second = latest_patrols(after=(first[-1].day, first[-1].pk), limit=4)
    assert [row.public_id for row in first + second] == [f"XC-{number}" for number in range(7, 0, -1)]
    assert find_patrol("XC-3").day == date(2022, 10, 11)


def test_every_state_of_a_finding_has_an_owner_and_a_way_on() -> None:
    assert set(OWNERS) == set(FindingState)
    for state, owner in OWNERS.items():
        ways_on = [step for step in TRANSITIONS if state in step.sources]
        assert bool(ways_on) is (owner is not FindingOwner.NOBODY)
        assert all(step.owner is owner for step in ways_on)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"dimension": ""}, "hall_finding_dimension"),
        ({"severity": ""}, "hall_finding_severity"),
        ({"points": 0}, "hall_finding_points"),
        ({"state": "rectified"}, "hall_finding_state_and_days_agree"),
        ({"rectified_on": MONDAY}, "hall_finding_state_and_days_agree"),
        ({"rechecked_on": MONDAY}, "hall_finding_state_and_days_agree"),
        (
            {"state": "rechecked", "rectified_on": TUESDAY, "rechecked_on": MONDAY},
            "hall_finding_state_and_days_agree",
        ),
    ],
)
def test_the_database_holds_what_a_finding_must_be(
    finding: PatrolFinding, values: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PatrolFinding.objects.filter(pk=finding.pk).update(**values)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [({"slot": ""}, "hall_patrol_slot"), ({"inspectors": []}, "hall_patrol_has_an_inspector")],
)
def test_the_database_holds_what_a_patrol_must_be(
    finding: PatrolFinding, values: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Patrol.objects.filter(pk=finding.patrol_id).update(**values)
