"""Checks at toll stations, counted violations, talks that fall due, and restrictions told to the holders."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.house import clerk, person

from banli.credit.selectors import unspent
from banli.credit.service import Proposal, Violation, count_rules, load_count_rules
from banli.fieldwork.service import ActivityRecord, Group, Point, Talk, record_talk
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Denied, Invalid, Missing
from banli.ledger.service import events
from banli.licences.service import Certificate, end
from banli.licences.states import Status
from banli.notices.service import messages
from banli.province.load import SICHUAN
from banli.roads.service import RestrictionRecord
from banli.roads.states import RestrictionKind
from banli.roadside.models import Check
from banli.roadside.service import CheckRecord, checks, find_check, record_check, restrict_road, talks_due
from banli.roadside.states import Direction, Outcome

CARRIER = "91350100M000100Y43"


def check(permit: Certificate | None, /, **changes: Any) -> Check:
    values: dict[str, Any] = {
        "department": "transport",
        "station": "简阳",
        "direction": Direction.ENTRY,
        "at": datetime(2022, 10, 25, 10, 0, tzinfo=SHANGHAI),
        "permit": permit.number if permit else "",
        "tractor": "川A12345",
        "trailer": "川A1234挂",
        **changes,
    }
    return record_check(record=CheckRecord(**values), by=clerk())


@pytest.fixture
def on_the_road(clock: Any, permit: Certificate) -> Certificate:
    clock.set("2022-10-25T12:00")
    return permit


def kinds(row: Check) -> list[str]:
    return [one["kind"] for one in row.differences]


def test_a_vehicle_as_permitted_is_let_through(on_the_road: Certificate) -> None:
    row = check(on_the_road, mass_kg=49_100, height_m=4.4)
    assert (row.outcome, row.alarm, row.differences) == (Outcome.PASSED, False, [])
    assert [event.name for event in events("roadside", row.public_id)] == ["roadside_checked"]
    assert not Violation.objects.exists()


def test_the_code_on_the_permit_does_as_well_as_its_number(on_the_road: Certificate) -> None:
    assert check(None, permit=f" {on_the_road.code.lower()} ").certificate_id == on_the_road.pk


def test_the_fourth_violation_of_a_year_at_toll_stations_proposes_a_ban(on_the_road: Certificate) -> None:
    load_count_rules(path=SICHUAN / "credit.yaml", by=SYSTEM)
    for hour in (7, 8, 9):
        check(on_the_road, tractor="川A99999", at=datetime(2022, 10, 25, hour, tzinfo=SHANGHAI))
    assert not Proposal.objects.exists()
    last = check(on_the_road, station="名山", tractor="川A99999")
    row = Proposal.objects.get()
    assert (row.times, row.subject.code) == (4, CARRIER)
    assert f"{last.public_id}-not-as-permitted" in row.violations
    # What the same check found besides is the same occasion, and spent with it.
    assert Violation.objects.count() == 5
    assert unspent(row.subject, count_rules()[0]) == []


def test_off_its_way_the_alarm_is_raised_and_it_counts(on_the_road: Certificate) -> None:
    row = check(on_the_road, station="名山", mass_kg=50_000)
    assert kinds(row) == ["off_permitted_route", "bridge_ahead"]
    assert row.alarm
    assert row.outcome == Outcome.TURNED_BACK
    assert [event.name for event in events("roadside", row.public_id)] == ["roadside_alarm"]
    counted = Violation.objects.get()
    assert (counted.kind, counted.source, counted.subject.code) == ("off_route", row.public_id, CARRIER)
    assert "名山互通D匝道桥限重49000千克" in counted.note


def test_one_check_counts_each_kind_once(on_the_road: Certificate) -> None:
    check(on_the_road, station="名山", tractor="川A99999", mass_kg=60_000, height_m=4.6)
    assert sorted(Violation.objects.values_list("kind", flat=True)) == ["not_as_permitted", "off_route"]


def test_the_same_check_twice_is_one(on_the_road: Certificate) -> None:
    for _ in range(2):
        check(on_the_road, public_id="CY-1", tractor="川A99999")
    assert Check.objects.count() == Violation.objects.count() == 1


def test_without_a_permit_the_carrier_told_is_counted(on_the_road: Certificate) -> None:
    row = check(None, carrier="蜀远重载物流有限公司", carrier_code=CARRIER, direction=Direction.EXIT)
    assert (kinds(row), row.outcome) == (["permit_missing"], Outcome.HELD)
    assert Violation.objects.get().kind == "no_permit"
    with pytest.raises(Invalid):
        check(None, carrier="某公司", carrier_code="91350100M000100Y4A")


def test_a_revoked_permit_is_worth_nothing(on_the_road: Certificate) -> None:
    end(
        by=person(Role.APPROVER),
        number=on_the_road.number,
        target=Status.REVOKED,
        ground="other",
        reason="查实",
    )
    assert kinds(check(on_the_road)) == ["permit_not_valid"]


def test_after_its_last_day_it_is_turned_back(on_the_road: Certificate, clock: Any) -> None:
    clock.set("2022-11-03T09:00")
    row = check(on_the_road, at=datetime(2022, 11, 3, 8, 0, tzinfo=SHANGHAI))
    assert kinds(row) == ["outside_days"]


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"station": "花湖"}, "station"), ({"at": datetime(2022, 10, 25, 12, 1, tzinfo=SHANGHAI)}, "at")],
)
def test_what_cannot_be_is_told_at_its_field(
    on_the_road: Certificate, changes: dict[str, Any], where: str
) -> None:
    with pytest.raises(Invalid) as caught:
        check(on_the_road, **changes)
    assert [one.where for one in caught.value.problems] == [where]


def test_who_may_check_and_see(on_the_road: Certificate) -> None:
    row = check(on_the_road)
    record = CheckRecord(
        department="transport",
        station="简阳",
        direction=Direction.ENTRY,
        at=datetime(2022, 10, 25, 10, tzinfo=SHANGHAI),
        tractor="川A12345",
    )
    for somebody in (person(Role.SUPERVISOR), person(Role.CLERK, department="police")):
        with pytest.raises(Denied):
            record_check(record=record, by=somebody)
    assert checks(person(Role.SUPERVISOR)) == [row]
    with pytest.raises(Missing):
        find_check(row.public_id, person(Role.CLERK, department="police"))


def test_the_third_violation_calls_for_a_talk_and_the_talk_answers_it(on_the_road: Certificate) -> None:
    reviewer = person(Role.REVIEWER)
    for hour in (8, 9):
        check(on_the_road, tractor="川A99999", at=datetime(2022, 10, 25, hour, tzinfo=SHANGHAI))
    assert talks_due(reviewer) == []
    check(on_the_road, station="名山")
    due = talks_due(reviewer)
    assert [(one.code, one.times, one.latest) for one in due] == [(CARRIER, 3, date(2022, 10, 25))]
    record = ActivityRecord(
        group=Group.SERVICE_QUALITY,
        day=date(2022, 10, 25),
        reported_on=date(2022, 10, 25),
        department="transport",
        matter="大件运输",
        targets=[due[0].carrier],
        requirements=[Point(head="整改", items=["逐车核对通行证", "限期报告"])],
        report_text="约谈多次违法超限的承运人。",
    )
    talk = Talk(
        occasion="一年内三次违法超限", commitments=["逐车核对通行证"], follow_up_on=date(2022, 11, 25)
    )
    record_talk(record=record, facts=talk, by=person(Role.HALL_MANAGER, department=None))
    assert talks_due(reviewer) == []


def closed(**changes: Any) -> RestrictionRecord:
    values: dict[str, Any] = {
        "department": "transport",
        "section": "g76-02",
        "kind": RestrictionKind.CLOSED,
        "begins": date(2022, 10, 26),
        "ends": date(2022, 12, 31),
        "reason": "抢险",
        **changes,
    }
    return RestrictionRecord(**values)


def test_a_new_restriction_tells_the_holders_it_touches_once(permit: Certificate) -> None:
    by = person(Role.REVIEWER)
    for _ in range(2):
        _row, touched = restrict_road(record=closed(public_id="XX-1"), by=by)
        assert [(one.certificate, one.prevents) for one in touched] == [(permit, True)]
    told = messages("case", [str(permit.case_id)])
    assert [one.name for one in told].count("permit_touched") == 1
    assert [event.name for event in events("permit", permit.number)] == ["permit_touched"]


@pytest.mark.parametrize(
    "changes",
    [
        {"section": "g5-01"},
        {"begins": date(2022, 11, 3)},
        {"begins": date(2022, 10, 1), "ends": date(2022, 10, 23)},
        {"kind": RestrictionKind.MASS, "limit": 49_000},
    ],
)
def test_a_restriction_elsewhere_later_or_wide_enough_tells_nobody(
    permit: Certificate, changes: dict[str, Any]
) -> None:
    _row, touched = restrict_road(record=closed(**changes), by=person(Role.REVIEWER))
    assert touched == []
    assert "permit_touched" not in [one.name for one in messages("case", [str(permit.case_id)])]


def test_a_permit_that_ended_is_not_touched(permit: Certificate) -> None:
    end(
        by=person(Role.APPROVER),
        number=permit.number,
        target=Status.CANCELLED,
        ground="dissolved",
        reason="注销",
    )
    assert restrict_road(record=closed(), by=person(Role.REVIEWER))[1] == []


@pytest.mark.parametrize(
    "values",
    [
        {"direction": "sideways"},
        {"outcome": "lost"},
        {"alarm": True},
        {"outcome": "turned_back"},
    ],
)
def test_the_database_holds_a_check_together(on_the_road: Certificate, values: dict[str, Any]) -> None:
    row = check(on_the_road)
    with pytest.raises(IntegrityError), transaction.atomic():
        Check.objects.filter(pk=row.pk).update(**values)
