"""Leaders in the hall."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from pydantic import ValidationError

from banli.hall.models import LeaderVisit
from banli.hall.service import (
    LeaderVisitRecord,
    latest_leader_visits,
    leader_visits,
    record_leader_visit,
)
from banli.kernel.actors import Actor
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.service import events

pytestmark = pytest.mark.usefixtures("house")
VisitOf = Callable[..., LeaderVisitRecord]


def test_a_visit_is_recorded_once_with_its_event(manager: Actor, visit_of: VisitOf) -> None:
    record = visit_of(public_id="LD-1", demands=["完善窗口服务"])
    assert record_leader_visit(record=record, by=manager) == record_leader_visit(record=record, by=manager)
    recorded = events("hall", "LD-1")
    assert [(event.name, event.scope) for event in recorded] == [("leader_visit_recorded", "transport")]
    with pytest.raises(Refused, match="LD-1"):
        record_leader_visit(record=visit_of(public_id="LD-1", demands=["另一条"]), by=manager)


def test_a_visit_may_be_told_as_recent_but_not_without_a_time(manager: Actor, visit_of: VisitOf) -> None:
    visit = record_leader_visit(record=visit_of(day=None, day_text="近日"), by=manager)
    assert visit.day is None
    with pytest.raises(ValidationError, match="day_text"):
        visit_of(day=None)
    with pytest.raises(IntegrityError, match="hall_leader_visit_has_a_time"), transaction.atomic():
        LeaderVisit.objects.update(day_text="")


def test_the_report_takes_the_visits_of_its_period_in_its_order(manager: Actor, visit_of: VisitOf) -> None:
    for reported_on, order in (("2022-10-14", 1), ("2022-10-17", 2), ("2022-10-17", 1)):
        record_leader_visit(record=visit_of(reported_on, order=order), by=manager)
    week = leader_visits(date(2022, 10, 17), date(2022, 10, 21))
    assert [visit.order for visit in week] == [1, 2]
    assert week[0].department.short_name == "交通运输厅"


def test_visits_are_paged_latest_first_by_key(manager: Actor, visit_of: VisitOf) -> None:
    for number in range(1, 6):
        record_leader_visit(
            record=visit_of(f"2022-10-{10 + number // 2}", public_id=f"LD-{number}"), by=manager
        )
    first = latest_leader_visits(limit=2)
    rest = latest_leader_visits(after=(first[-1].reported_on, first[-1].pk), limit=9)
    assert [row.public_id for row in first + rest] == [f"LD-{number}" for number in range(5, 0, -1)]


def test_only_the_hall_records_visits_and_only_those_that_were(
    manager: Actor, clerk: Callable[[str], Actor], visit_of: VisitOf
) -> None:
    with pytest.raises(Denied):
        record_leader_visit(record=visit_of(), by=clerk("transport"))
    with pytest.raises(Refused, match="2022-10-18"):
        record_leader_visit(record=visit_of("2022-10-18"), by=manager)
    with pytest.raises(Missing, match="nobody"):
        record_leader_visit(record=visit_of(department="nobody"), by=manager)
