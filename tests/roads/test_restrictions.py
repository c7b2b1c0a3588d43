"""Restrictions are set and lifted by people; an application meets them at its field."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.house import OVERSIZE, accepted, form, person

from banli.cases import service as cases
from banli.catalogue.service import current, derive, findings, validate_form
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.kernel.yamlfile import read
from banli.ledger.service import events
from banli.province.load import SICHUAN, load_roads_of
from banli.roads.models import Restriction as Row
from banli.roads.service import (
    NetworkSpec,
    RestrictionRecord,
    lift_restriction,
    load_network,
    network,
    restrict,
)
from banli.roads.states import RestrictionKind as Kind

pytestmark = pytest.mark.usefixtures("house")


def closed(**changes: Any) -> RestrictionRecord:
    record = RestrictionRecord(
        department="transport",
        section="g76-02",
        kind=Kind.CLOSED,
        begins=date(2022, 10, 20),
        ends=date(2022, 12, 31),
        reason="桥梁加固施工",
    )
    return record.model_copy(update=changes)


def told(**changes: Any) -> list[tuple[str, str, str]]:
    revision = current(OVERSIZE)
    assert revision is not None
    spec = revision.spec

    clean, problems = validate_form(spec, form(**changes))
    assert problems == []
    found = findings(spec, derive(spec, clean))
    return [(one.key, one.where, one.severity) for one in found if one.where == "route"]


def test_a_free_route_has_no_finding() -> None:
    assert told() == []


def test_a_closed_section_forbids_and_a_free_way_is_proposed() -> None:
    restrict(record=closed(), by=person(Role.REVIEWER))
    assert told() == [
        ("route-restricted", "route", "violation"),
        ("route-alternative", "route", "requirement"),
    ]
    assert told(route="德阳北—G5—成都北—G4201—成都南—S4—宜宾西—G93—宜宾南—G85—宜宾北") == []


def test_what_is_not_read_is_asked_for_and_forbids_nothing() -> None:
    assert told(route="从德阳走高速到宜宾") == [("route-unread", "route", "requirement")]


def test_a_case_on_a_closed_section_cannot_be_granted() -> None:
    case = accepted()
    reviewer = person(Role.REVIEWER)
    cases.review(by=reviewer, number=case.number, agrees=True, opinion="符合规定。")
    restrict(record=closed(), by=reviewer)
    with pytest.raises(Refused, match="简阳—资阳"):
        cases.grant(by=person(Role.APPROVER), number=case.number)


def test_the_same_record_twice_is_one_restriction() -> None:
    by = person(Role.REVIEWER)
    one, made = restrict(record=closed(public_id="XX-1"), by=by)
    other, again = restrict(record=closed(public_id="XX-1"), by=by)
    assert (one.pk, made, again) == (other.pk, True, False)
    assert [event.name for event in events("roads", "XX-1")] == ["road_restricted"]


def test_a_lifted_restriction_counts_no_more_and_stays_on_record() -> None:
    by = person(Role.REVIEWER)
    row, _ = restrict(record=closed(), by=by)
    lift_restriction(number=row.public_id, reason="提前完工", by=by)
    assert told() == []
    with pytest.raises(Refused, match="已经解除"):
        lift_restriction(number=row.public_id, reason="再次", by=by)
    assert Row.objects.get(pk=row.pk).lifted_because == "提前完工"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"section": "g99-01"}, "section"),
        ({"bridge": "没有的桥"}, "bridge"),
        ({"limit": 4.5}, "limit"),
        ({"kind": Kind.HEIGHT}, "limit"),
        ({"ends": date(2022, 10, 19)}, "ends"),
    ],
)
def test_a_restriction_that_cannot_be_meant_is_told_at_its_field(changes: dict[str, Any], where: str) -> None:
    with pytest.raises(Invalid) as caught:
        restrict(record=closed(**changes), by=person(Role.REVIEWER))
    assert [one.where for one in caught.value.problems] == [where]


def test_who_may_restrict() -> None:
    for role in (Role.CLERK, Role.SUPERVISOR):
        with pytest.raises(Denied):
            restrict(record=closed(), by=person(role))
    with pytest.raises(Denied):
        restrict(record=closed(), by=person(Role.REVIEWER, department="police"))
    with pytest.raises(Missing):
        lift_restriction(number="XX-0", reason="无", by=person(Role.REVIEWER))


def test_a_network_is_loaded_once_and_never_changed() -> None:
    assert load_roads_of(SICHUAN, by=SYSTEM) is False
    spec = read(SICHUAN / "roads.yaml").validated(NetworkSpec)
    with pytest.raises(Refused, match="内容不同"):
        load_network(spec=spec.model_copy(update={"sections": spec.sections[:3]}), by=SYSTEM)
    shorter = spec.model_copy(update={"edition": "2022-11", "sections": spec.sections[:3]})
    assert load_network(spec=shorter, by=SYSTEM)
    assert len(network().sections) == 3


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "steep"},
        {"kind": "height_limit", "limit": None},
        {"kind": "road_closed", "limit": 4.0},
        {"last": date(2022, 10, 19)},
        {"lifted_because": "无日期"},
        {"reason": ""},
    ],
)
def test_the_database_holds_a_restriction_together(values: dict[str, Any]) -> None:
    row, _ = restrict(record=closed(), by=person(Role.REVIEWER))
    with pytest.raises(IntegrityError), transaction.atomic():
        Row.objects.filter(pk=row.pk).update(**values)
