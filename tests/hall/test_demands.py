"""Leaders who are to come, and what they demanded: tasks with a department, a day and proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from tests.plans import proof

from banli.hall.models import LeaderDemand, LeaderVisit
from banli.hall.service import (
    HallWeek,
    LeaderVisitRecord,
    VisitPlanRecord,
    assign_demand,
    cancel_visit,
    close_demand,
    find_demand,
    load_week,
    open_demands,
    overdue_demands,
    overdue_sentence,
    plan_visit,
    planned_visits,
    record_leader_visit,
    reopen_demand,
)
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import Overtaken, events

pytestmark = pytest.mark.usefixtures("house")
MONDAY, FRIDAY = date(2022, 10, 17), date(2022, 10, 21)
VisitOf = Callable[..., LeaderVisitRecord]
ClerkOf = Callable[[str], Actor]
NAME = "LD-1-2"


@pytest.fixture
def visit(manager: Actor, visit_of: VisitOf) -> LeaderVisit:
    record = visit_of(public_id="LD-1", demands=["完善窗口服务", "建立会商机制"])
    return record_leader_visit(record=record, by=manager)


@pytest.fixture
def task(visit: LeaderVisit, manager: Actor) -> LeaderDemand:
    return assign_demand(demand=NAME, to="commerce", due_on=FRIDAY, by=manager)


def names() -> list[str]:
    return [event.name for event in events("hall", NAME)]


def test_every_demand_is_a_row_of_its_own_in_the_order_of_the_record(visit: LeaderVisit) -> None:
    told = [(one.subject, one.text, one.state) for one in visit.demands.order_by("place")]
    assert told == [("LD-1-1", "完善窗口服务", "noted"), (NAME, "建立会商机制", "noted")]
    assert open_demands() == []


def test_a_demand_is_assigned_closed_with_proof_and_opened_again(
    task: LeaderDemand, manager: Actor, clerk: ClerkOf
) -> None:
    assert [one.subject for one in open_demands("commerce")] == [NAME]
    close_demand(demand=NAME, on=MONDAY, proof="已印发会商办法", file=proof(), by=clerk("commerce"))
    done = find_demand(NAME)
    assert (done.state, done.proof, done.closed_on, open_demands()) == (
        "closed",
        "已印发会商办法",
        MONDAY,
        [],
    )
    reopen_demand(demand=NAME, reason="办法尚未施行", by=manager)
    again = find_demand(NAME)
    assert (again.state, again.proof, again.file, again.due_on) == ("assigned", "", None, FRIDAY)
    assert names() == ["demand_assigned", "demand_closed", "demand_reopened"]
    assert {event.scope for event in events("hall", NAME)} == {"commerce"}


def test_a_demand_is_given_to_another_department_or_day_and_the_same_again_is_nothing(
    task: LeaderDemand, manager: Actor
) -> None:
    assign_demand(demand=NAME, to="commerce", due_on=FRIDAY, by=manager)
    assign_demand(demand=NAME, to="transport", due_on=FRIDAY, by=manager, version=1)
    assert names() == ["demand_assigned", "demand_assigned"]
    with pytest.raises(Overtaken):
        assign_demand(demand=NAME, to="commerce", due_on=FRIDAY, by=manager, version=1)


def test_what_is_not_so_or_not_ones_own_is_refused(
    task: LeaderDemand, manager: Actor, clerk: ClerkOf
) -> None:
    told: dict[str, Any] = {"demand": NAME, "on": MONDAY, "proof": "已办"}
    with pytest.raises(Denied):
        close_demand(**told, by=clerk("transport"))
    with pytest.raises(Denied):
        assign_demand(demand=NAME, to="commerce", due_on=FRIDAY, by=clerk("commerce"))
    with pytest.raises(Refused, match="办理情况"):
        close_demand(**{**told, "proof": " "}, by=manager)
    with pytest.raises(Refused, match="2022-10-18"):
        close_demand(**{**told, "on": date(2022, 10, 18)}, by=manager)
    with pytest.raises(Refused, match="交办"):
        close_demand(**{**told, "demand": "LD-1-1"}, by=manager)
    with pytest.raises(Refused, match="期限"):
        assign_demand(demand=NAME, to="commerce", due_on=date(2022, 10, 16), by=manager)
    with pytest.raises(Refused, match="已办结"):
        reopen_demand(demand=NAME, reason="x", by=manager)
    close_demand(**told, by=manager)
    with pytest.raises(Refused, match="重新打开"):
        assign_demand(demand=NAME, to="transport", due_on=FRIDAY, by=manager)
    with pytest.raises(Refused, match="理由"):
        reopen_demand(demand=NAME, reason=" ", by=manager)
    for unknown in ("LD-1-3", "LD-1", "nothing"):
        with pytest.raises(Missing):
            find_demand(unknown)


def test_a_demand_is_overdue_from_its_day_on_and_stays_so_for_the_week_it_was_late_in(
    task: LeaderDemand, manager: Actor, clock: Any
) -> None:
    assert overdue_demands(date(2022, 10, 20)) == []
    assert [one.subject for one in overdue_demands(FRIDAY)] == [NAME]
    clock.set("2022-10-25")
    close_demand(demand=NAME, on=date(2022, 10, 25), proof="已印发", by=manager)
    assert [one.subject for one in overdue_demands(FRIDAY)] == [NAME]
    assert overdue_demands(date(2022, 10, 28)) == []


def test_what_the_report_says_of_one_that_is_overdue() -> None:
    told = overdue_sentence(
        "商务厅", "商务厅领导10月17日进大厅时", "建立会商机制。", FRIDAY, date(2022, 10, 28)
    )
    assert told == (
        "截至10月28日，商务厅领导10月17日进大厅时提出的“建立会商机制”要求应于10月21日前办结，商务厅尚未办结，正在督促办理。"
    )


def test_a_visit_is_planned_held_or_cancelled(manager: Actor, visit_of: VisitOf) -> None:
    def planned(public_id: str, day: date) -> None:
        record = VisitPlanRecord(
            public_id=public_id,
            day=day,
            department="transport",
            leader_title="厅领导",
            place="交通窗口",
            purpose="调研",
        )
        for _ in range(2):
            plan_visit(record=record, by=manager)

    planned("JH-1", MONDAY)
    planned("JH-2", FRIDAY)
    assert [one.public_id for one in planned_visits("transport", MONDAY)] == ["JH-1"]
    visit = record_leader_visit(record=visit_of(public_id="LD-9"), by=manager, plan="JH-1")
    assert visit.plan.public_id == "JH-1"
    with pytest.raises(Refused, match="排期"):
        record_leader_visit(record=visit_of(public_id="LD-10"), by=manager, plan="JH-1")
    assert not LeaderVisit.objects.filter(public_id="LD-10").exists()
    with pytest.raises(Refused, match="理由"):
        cancel_visit(plan="JH-2", reason="", by=manager)
    cancel_visit(plan="JH-2", reason="另有会议", by=manager)
    assert planned_visits() == []
    with pytest.raises(Refused, match="2022-10-14"):
        planned("JH-3", date(2022, 10, 14))
    with pytest.raises(Missing):
        cancel_visit(plan="JH-9", reason="另有会议", by=manager)
    with pytest.raises(Denied):
        cancel_visit(plan="JH-2", reason="x", by=Actor(name="", roles=frozenset({Role.EDITOR}), id=3))


WEEK: dict[str, Any] = {
    "public_id": "LD-5",
    "day": "2022-10-17",
    "reported_on": "2022-10-17",
    "department": "transport",
    "leader_title": "厅领导",
    "place": "交通窗口",
    "demands": ["完善窗口服务", "建立会商机制"],
    "report_text": "厅领导到窗口调研。",
}


def test_a_week_file_tells_what_became_of_demands_and_brings_them_forward_once() -> None:
    open_task = {"demand": 2, "department": "commerce", "due_on": "2022-10-21"}
    closed = {**open_task, "closed_on": "2022-10-17", "proof": "已印发"}
    for tasks, state in (
        ([], "noted"),
        ([open_task], "assigned"),
        ([closed], "closed"),
        ([closed], "closed"),
    ):
        load_week(data=HallWeek.model_validate({"leader_visits": [{**WEEK, "tasks": tasks}]}), by=SYSTEM)
        assert find_demand("LD-5-2").state == state
    assert len(events("hall", "LD-5-2")) == 2
    nobody = {**open_task, "demand": 1, "department": "nobody"}
    with pytest.raises(Invalid) as told:
        load_week(data=HallWeek.model_validate({"leader_visits": [{**WEEK, "tasks": [nobody]}]}), by=SYSTEM)
    assert [one.where for one in told.value.problems] == ["leader_visits.0.tasks.0"]


@pytest.mark.parametrize(
    "tasks",
    [
        [{"demand": 3, "department": "commerce", "due_on": "2022-10-21"}],
        [{"demand": 1, "department": "commerce", "due_on": "2022-10-21", "proof": "已印发"}],
        [{"demand": 1, "department": "commerce", "due_on": "2022-10-21"}] * 2,
    ],
)
def test_a_task_that_nobody_demanded_or_proved_is_no_week(tasks: list[dict[str, Any]]) -> None:
    with pytest.raises(ValueError, match=r"demand|proof"):
        HallWeek.model_validate({"leader_visits": [{**WEEK, "tasks": tasks}]})


@pytest.mark.parametrize(
    "values", [{"proof": "已办"}, {"state": "assigned"}, {"state": "closed"}, {"state": "lost"}]
)
def test_the_database_holds_what_a_demand_must_be(visit: LeaderVisit, values: dict[str, str]) -> None:
    with pytest.raises(IntegrityError, match="hall_demand_state"), transaction.atomic():
        LeaderDemand.objects.filter(visit=visit).update(**values)
