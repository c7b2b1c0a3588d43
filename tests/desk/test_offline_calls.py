"""Tickets that others drew, called at a window without a network: what stands when the call comes in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.desk.test_offline import record, send, set_up
from tests.desk.test_offline_counter import application, at, leased, ticket
from tests.held_clock import HeldClock
from tests.tickets.hall import clerk as at_window
from tests.tickets.hall import drawn, load_plan

from banli.kernel.actors import SYSTEM, VISITOR, Role
from banli.kernel.clock import now, today
from banli.ledger.service import Event, verify
from banli.tickets import service as tickets
from banli.tickets.models import Handled, Ticket

pytestmark = pytest.mark.usefixtures("house")
Sent = dict[str, Any]


@pytest.fixture(autouse=True)
def plan(house: None) -> None:
    load_plan()


def call(device: str, number: str, **steps: str) -> Sent:
    """A call as a device sends it, made just now."""
    return record(device, "call", ticket=number, **({"called_at": at(0)} | steps))


def served(device: str, number: str) -> Sent:
    return call(device, number, begun_at=at(1), ended_at=at(8))


def line_of(client: Client, device: str) -> Any:
    return client.get(f"/desk/offline/me/?device={device}").json()["line"]


def test_a_device_knows_who_waits_in_its_lines_and_nothing_else_of_them() -> None:
    drawn("transport"), drawn("transport", "old"), drawn("health")
    client = clerk()
    device = set_up(client)
    told = line_of(client, device)
    assert [one["number"] for one in told["waiting"]] == ["B002", "B001"]  # as they are called
    assert told["waiting"][0] == {"number": "B002", "line": "交通运输", "group": "六十周岁以上的老年人"}
    assert told["here"] is None
    tickets.call_next(by=at_window("transport-03"))
    told = line_of(client, device)
    assert (told["here"]["number"], list(told["here"]["steps"])) == ("B002", ["called_at"])
    assert line_of(client, "00000000-0000-4000-8000-000000000000") is None
    carried = at_desk(Role.CLERK, name="nowhere")
    assert line_of(carried, set_up(carried)) is None


def test_a_call_comes_in_as_it_was(clock: HeldClock) -> None:
    made, client = drawn(), clerk()
    device = set_up(client)
    sent, called_at = served(device, made.number), now()
    clock.move(hours=2)
    client = clerk()
    first = send(client, sent)
    assert first.status_code == 200, first.content
    assert first.json()["notes"] == []
    assert send(client, sent).json() == first.json()
    made.refresh_from_db()
    assert (made.state, made.window_id, made.called_at, made.calls) == ("done", "transport-03", called_at, 1)
    names = list(Event.objects.filter(topic="ticket").order_by("seq").values_list("name", flat=True))
    assert names == ["drawn", "taken", "called_late", "begun", "finished"]
    assert tickets.counts(today()) == tickets.recounted(today()) == {"done": 1}
    assert verify().ok


def test_an_application_belongs_to_the_ticket_that_was_called(clock: HeldClock) -> None:
    made, client = drawn(), clerk()
    device = set_up(client)
    sent = served(device, made.number)
    case = application(device, leased(client, device)[0], visit=sent["entry"])
    clock.move(minutes=30)
    for one in (case, sent):
        assert send(client, one).status_code == 200
    assert Handled.objects.get().ticket_id == made.pk


def test_whoever_did_not_come_is_missed_and_may_join_the_line_again(clock: HeldClock) -> None:
    made, client = drawn(), clerk()
    device = set_up(client)
    own = ticket(device, leased(client, device, "ticket:transport")[0], called_at=at(3), missed_at=at(4))
    sent = call(device, made.number, missed_at=at(2))
    clock.move(minutes=10)
    for one in (sent, own):
        assert send(client, one).json()["notes"] == []
    assert set(Ticket.objects.values_list("state", "calls")) == {("missed", 3)}
    assert tickets.rejoin(by=VISITOR, code=made.code).state == "waiting"


def test_another_windows_call_stands_where_nobody_came_here(clock: HeldClock) -> None:
    made, client = drawn(), clerk()
    device = set_up(client)
    sent = call(device, made.number)
    tickets.call_next(by=at_window("transport-04"))
    clock.move(minutes=10)
    (note,) = send(client, sent).json()["notes"]
    assert made.number in note
    made.refresh_from_db()
    assert (made.state, made.window_id) == ("called", "transport-04")


def test_whoever_was_served_here_was_not_at_the_window_that_called_them(clock: HeldClock) -> None:
    made, client = drawn(), clerk()
    device = set_up(client)
    sent = served(device, made.number)
    tickets.call_next(by=at_window("transport-04"))
    clock.move(minutes=10)
    assert send(client, sent).json()["notes"] == []
    made.refresh_from_db()
    assert (made.state, made.window_id) == ("done", "transport-03")
    assert tickets.at_window("transport-04") is None


def test_a_service_on_record_stands_and_the_case_belongs_to_it_all_the_same(clock: HeldClock) -> None:
    made, client = drawn(), clerk()
    device = set_up(client)
    sent = served(device, made.number)
    case = application(device, leased(client, device)[0], visit=sent["entry"])
    other = at_window("transport-04")
    tickets.call_next(by=other)
    for step in ("begin", "finish"):
        tickets.ACTS[step](by=other, number=made.number)
    clock.move(minutes=10)
    (note,) = send(client, sent).json()["notes"]
    assert made.number in note
    assert send(client, case).status_code == 200
    made.refresh_from_db()
    assert (made.state, made.window_id, Handled.objects.get().ticket_id) == ("done", "transport-04", made.pk)


def test_two_devices_called_the_same_ticket() -> None:
    """Both knew it when the network was cut: the first that served it stands, whoever sends first."""
    made, one, other = drawn(), clerk(), at_desk(Role.CLERK, window="transport-04", name="clerk.04")
    here, there = set_up(one), set_up(other)
    assert send(other, call(there, made.number)).json()["notes"] == []
    assert send(one, served(here, made.number)).json()["notes"] == []
    (note,) = send(other, served(there, made.number)).json()["notes"]
    assert made.number in note
    made.refresh_from_db()
    assert (made.state, made.window_id) == ("done", "transport-03")


def test_what_stood_at_the_window_goes_on_from_where_it_was(clock: HeldClock) -> None:
    made, client, by = drawn(), clerk(), at_window("transport-03")
    device = set_up(client)
    tickets.call_next(by=by)
    tickets.ACTS["begin"](by=by, number=made.number)
    made.refresh_from_db()
    steps = line_of(client, device)["here"]["steps"]
    sent = call(device, made.number, **steps, ended_at=at(9))
    clock.move(minutes=30)
    assert send(client, sent).json()["notes"] == []
    names = list(Event.objects.filter(topic="ticket").order_by("seq").values_list("name", flat=True))
    assert names == ["drawn", "taken", "called", "begun", "finished"]
    begun_at = made.begun_at
    made.refresh_from_db()
    assert (made.state, made.begun_at) == ("done", begun_at)


def test_one_that_lapsed_with_its_day_was_served_on_its_day(clock: HeldClock) -> None:
    made, second, client = drawn(), drawn(), clerk()
    device, day = set_up(client), today()
    sent, unfinished = served(device, made.number), call(device, second.number, begun_at=at(10))
    clock.move(days=1)
    tickets.lapse_tickets(by=SYSTEM)
    client = clerk()
    assert send(client, sent).json()["notes"] == []
    (note,) = send(client, unfinished).json()["notes"]
    assert second.number in note
    assert tickets.counts(day) == tickets.recounted(day) == {"done": 1, "lapsed": 1}


def test_one_that_was_given_back_and_one_whose_window_is_taken(clock: HeldClock) -> None:
    left, waits, client = drawn(), drawn(), clerk()
    device = set_up(client)
    sent, unfinished = served(device, left.number), call(device, waits.number)
    tickets.leave(by=VISITOR, code=left.code)
    drawn("transport", "old")
    tickets.call_next(by=at_window("transport-03"))
    clock.move(minutes=10)
    for one, number in ((sent, left.number), (unfinished, waits.number)):
        (note,) = send(client, one).json()["notes"]
        assert number in note
    waits.refresh_from_db()
    assert waits.state == "waiting"


def test_what_is_no_ticket_of_the_windows_lines_is_refused() -> None:
    other, client = drawn("health"), clerk()
    device = set_up(client)
    assert send(client, served(device, other.number)).status_code == 409
    unknown = send(client, served(device, "B099"))
    assert unknown.status_code == 422
    assert (
        send(client, record(device, "call", ticket=drawn().number)).status_code == 422
    )  # nothing was done with it
