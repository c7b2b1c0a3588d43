"""Explaining, cancelling, pressing, answering: who may, when, and what stays on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, accepted, open_house, person
from tests.supervision.watching import one_signal

from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.supervision.models import Signal, Urging
from banli.supervision.service import (
    Filter,
    answer,
    cancel,
    explain,
    find_signal,
    look,
    signals,
    urge,
    urgings_of,
)
from banli.supervision.states import OWNERS, STANDING, TRANSITIONS, SignalState

pytestmark = pytest.mark.django_db


@pytest.fixture
def signal(clock: HeldClock) -> Signal:
    """A case past its promise."""
    open_house(OVERSIZE)
    case = accepted()
    clock.set("2022-10-21")
    return one_signal(case, "HP-01")


def supervisor() -> Actor:
    return person(Role.SUPERVISOR, "service-centre")


def names(signal: Signal) -> list[str]:
    return [one.name for one in events("signal", signal.number)]


def test_the_department_explains_once(signal: Signal) -> None:
    explain(number=signal.number, text=" 等待桥梁验算。 ", by=person(Role.REVIEWER))
    signal.refresh_from_db()
    assert (signal.state, signal.explanation) == ("explained", "等待桥梁验算。")
    with pytest.raises(Refused, match="已经说明"):
        explain(number=signal.number, text="再说一次", by=person(Role.APPROVER))
    assert names(signal) == ["raised", "explained"]


def test_the_supervisor_cancels_with_a_reason_and_it_stays(signal: Signal) -> None:
    with pytest.raises(Invalid) as wrong:
        cancel(number=signal.number, reason=" ", by=supervisor())
    assert wrong.value.problems[0].where == "reason"
    cancel(number=signal.number, reason="系统停机所致", by=supervisor())
    signal.refresh_from_db()
    assert (signal.state, signal.cancelled_because) == ("cancelled", "系统停机所致")
    for act in (
        lambda: cancel(number=signal.number, reason="再", by=supervisor()),
        lambda: explain(number=signal.number, text="晚了", by=person(Role.APPROVER)),
        lambda: urge(number=signal.number, content="办", due_on=date(2022, 11, 1), by=supervisor()),
    ):
        with pytest.raises(Refused, match="已撤销"):
            act()
    assert names(signal) == ["raised", "cancelled"]


def test_a_cancelled_signal_is_not_raised_again_for_the_same_crossing(
    signal: Signal, clock: HeldClock
) -> None:
    from banli.site import jobs

    cancel(number=signal.number, reason="系统停机所致", by=supervisor())
    clock.move(minutes=5)
    jobs.watch(timestamp=0)
    assert Signal.objects.filter(case=signal.case_id, rule="HP-01").count() == 1


def test_a_department_is_pressed_and_answers_once(signal: Signal) -> None:
    row = urge(number=signal.number, content="三日内办结", due_on=date(2022, 10, 26), by=supervisor())
    answer(number=signal.number, urging=row.pk, text="已安排专人办理", by=person(Role.APPROVER))
    assert [(one.content, one.answer) for one in urgings_of(signal)] == [("三日内办结", "已安排专人办理")]
    with pytest.raises(Refused, match="已经答复"):
        answer(number=signal.number, urging=row.pk, text="又答", by=person(Role.APPROVER))
    with pytest.raises(Missing):
        answer(number=signal.number, urging=row.pk + 1, text="答", by=person(Role.APPROVER))
    assert names(signal) == ["raised", "urged", "answered"]


@pytest.mark.parametrize("day", [None, date(2022, 10, 20)])
def test_pressing_needs_a_day_to_come(signal: Signal, day: date | None) -> None:
    with pytest.raises(Invalid) as wrong:
        urge(number=signal.number, content="办", due_on=day, by=supervisor())
    assert wrong.value.problems[0].where == "due_on"
    assert not Urging.objects.exists()


ACTS: dict[str, Callable[[str, Actor], Any]] = {
    "explain": lambda number, by: explain(number=number, text="说明", by=by),
    "cancel": lambda number, by: cancel(number=number, reason="理由", by=by),
    "urge": lambda number, by: urge(number=number, content="办", due_on=date(2022, 11, 1), by=by),
}
MAY = {"explain": {"reviewer", "approver"}, "cancel": {"supervisor"}, "urge": {"supervisor"}}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.REVIEWER, Role.APPROVER, Role.SUPERVISOR, Role.HALL_MANAGER], ids=str
)
def test_who_may_do_what(signal: Signal, act: str, role: Role) -> None:
    everywhere = role in (Role.SUPERVISOR, Role.HALL_MANAGER)
    by = person(role, "service-centre" if everywhere else "transport")
    if str(role) in MAY[act]:
        ACTS[act](signal.number, by)
        return
    with pytest.raises(Denied):
        ACTS[act](signal.number, by)
    assert names(signal) == ["raised"]


def test_another_department_does_not_see_it_and_nobody_outside_does(signal: Signal) -> None:
    other = person(Role.APPROVER, "health")
    with pytest.raises(Missing):
        explain(number=signal.number, text="说明", by=other)
    with pytest.raises(Missing):
        find_signal("JC-2022-999999", supervisor())
    assert signals(other) == []
    for outsider in (VISITOR, person(Role.EDITOR, "service-centre")):
        with pytest.raises(Denied):
            signals(outsider)
        with pytest.raises(Denied):
            look(by=outsider, case=signal.case_id)


def test_the_list_is_narrowed_and_goes_on_by_key(signal: Signal) -> None:
    by = supervisor()
    every = signals(by)
    assert [one.rule for one in every] == ["HP-01", "YJ-01", "YJ-01"] or len(every) == 3
    assert [one.at for one in every] == sorted((one.at for one in every), reverse=True)
    assert [one.pk for one in signals(by, before=(every[0].at, every[0].pk))] == [one.pk for one in every[1:]]
    assert {one.level for one in signals(by, Filter(level="blue"))} == {"blue"}
    assert [one.rule for one in signals(by, Filter(level="yellow", department="transport"))] == ["HP-01"]
    assert signals(by, Filter(state="explained")) == []
    assert signals(by, Filter(department="health")) == []


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM supervision_signal",
        "TRUNCATE supervision_signal CASCADE",
        "UPDATE supervision_signal SET at = at - interval '1 day'",
        "UPDATE supervision_signal SET level = 'blue'",
        "UPDATE supervision_signal SET rule = 'YJ-01'",
        "UPDATE supervision_signal SET number = 'JC-1'",
        "UPDATE supervision_signal SET due = due + 1",
        "UPDATE supervision_signal SET department_id = 'health'",
        "UPDATE supervision_signal SET recorded_at = recorded_at + interval '1 day'",
        "UPDATE supervision_signal SET state = 'cancelled'",
        "UPDATE supervision_signal SET state = 'explained'",
        "UPDATE supervision_signal SET explanation = '说明'",
        "UPDATE supervision_signal SET state = 'gone'",
    ],
)
def test_the_database_refuses_to_change_what_a_signal_says(signal: Signal, change: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM supervision_urging",
        "UPDATE supervision_urging SET content = '算了'",
        "UPDATE supervision_urging SET due_on = due_on + 1",
        "UPDATE supervision_urging SET answer = '好'",
    ],
)
def test_the_database_keeps_what_was_pressed_for(signal: Signal, change: str) -> None:
    urge(number=signal.number, content="三日内办结", due_on=date(2022, 10, 26), by=supervisor())
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_one_crossing_is_one_signal_for_the_database_too(signal: Signal) -> None:
    twin = {
        field.attname: getattr(signal, field.attname)
        for field in Signal._meta.concrete_fields
        if field.attname not in ("id", "number")
    }
    with pytest.raises(IntegrityError, match="supervision_signal_crossing_once"), transaction.atomic():
        Signal.objects.create(**twin, number="JC-2022-000098")
    later = {**twin, "at": signal.recorded_at}
    with pytest.raises(IntegrityError, match="supervision_signal_stands_once"), transaction.atomic():
        Signal.objects.create(**later, number="JC-2022-000099")


def test_every_state_of_a_signal_has_an_owner_and_a_way_there() -> None:
    assert set(OWNERS) == set(SignalState)
    assert {one.target for one in TRANSITIONS if one.target} == set(SignalState)
    assert set(STANDING) == set(SignalState) - {SignalState.CANCELLED}
    assert len({one.event for one in TRANSITIONS}) == len(TRANSITIONS)
