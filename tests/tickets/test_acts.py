"""A ticket from the kiosk to the end of the service, and what goes wrong on the way."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from tests.held_clock import HeldClock
from tests.tickets.hall import called, clerk, drawn

from banli.kernel import clock as clocks
from banli.kernel.actors import SYSTEM, VISITOR, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events, verify
from banli.tickets import service as tickets
from banli.tickets.models import Ticket
from banli.tickets.states import TicketChannel, TicketState


def state(ticket: Ticket) -> str:
    return Ticket.objects.get(pk=ticket.pk).state


def names(ticket: Ticket) -> list[str]:
    return [one.name for one in events("ticket", ticket.subject)]


def test_from_the_kiosk_to_the_end_of_the_service() -> None:
    ticket = drawn()
    assert (ticket.number, ticket.state, ticket.channel) == ("B001", "waiting", "kiosk")
    assert (ticket.wait_least, ticket.wait_most) != (None, None)
    by = clerk()
    assert tickets.call_next(by=by).pk == ticket.pk
    tickets.recall(by=by, number="B001")
    tickets.begin(by=by, number="b001 ")
    tickets.next_matter(by=by, number="B001")
    done = tickets.finish(by=by, number="B001")
    assert (done.state, done.matters, done.calls) == ("done", 2, 2)
    assert names(ticket) == ["drawn", "taken", "called", "recalled", "begun", "next_matter", "finished"]
    assert tickets.recounted(clocks.today()) == tickets.counts(clocks.today()) == {"done": 1}
    assert verify().ok


def test_a_ticket_that_nobody_has_is_not_in_line_and_lapses(clock: HeldClock) -> None:
    lost = tickets.draw(by=VISITOR, service="transport")
    with pytest.raises(Refused, match="没有人"):
        called()
    assert tickets.lapse_tickets(by=SYSTEM) == 0
    clock.move(minutes=4)
    assert tickets.lapse_tickets(by=SYSTEM) == 1
    assert state(lost) == TicketState.LAPSED
    with pytest.raises(Refused, match="失效"):
        tickets.take_ticket(by=VISITOR, code=lost.code)


def test_taking_it_twice_takes_it_once() -> None:
    ticket = drawn()
    again = tickets.take_ticket(by=VISITOR, code=ticket.code)
    assert again.place == ticket.place
    assert names(ticket) == ["drawn", "taken"]


def test_a_priority_group_is_called_first_and_others_in_their_turn() -> None:
    first = drawn()
    old, soldier, mother = drawn(group="old"), drawn(group="soldier"), drawn(group="mother")
    order = []
    for _call in range(4):
        ticket = called()
        order.append(ticket.pk)
        tickets.begin(by=clerk(), number=ticket.number)
        tickets.finish(by=clerk(), number=ticket.number)
    assert order == [old.pk, soldier.pk, first.pk, mother.pk]


def test_who_misses_the_call_lets_three_go_first_and_is_called_again() -> None:
    one = drawn()
    others = [drawn() for _one in range(4)]
    called()
    with pytest.raises(Refused, match="3"):
        tickets.miss(by=clerk(), number=one.number)
    for _call in range(2):
        tickets.recall(by=clerk(), number=one.number)
    tickets.miss(by=clerk(), number=one.number)
    tickets.rejoin(by=VISITOR, code=one.code)
    order = []
    for _call in range(5):
        ticket = called()
        order.append(ticket.pk)
        tickets.begin(by=clerk(), number=ticket.number)
        tickets.finish(by=clerk(), number=ticket.number)
    assert order == [*(other.pk for other in others[:3]), one.pk, others[3].pk]


def test_a_window_has_one_ticket_at_a_time_and_only_its_own_lines() -> None:
    drawn()
    other = drawn("commerce")
    ticket = called()
    with pytest.raises(Refused, match=ticket.number):
        called()
    with pytest.raises(Refused, match=ticket.number):
        tickets.call_one(by=clerk(), number=other.number)
    tickets.begin(by=clerk(), number=ticket.number)
    tickets.finish(by=clerk(), number=ticket.number)
    with pytest.raises(Refused, match="对外贸易"):
        tickets.call_one(by=clerk(), number=other.number)
    with pytest.raises(Refused, match="transport-03"):
        tickets.park(by=clerk("commerce-05"), number=ticket.number)


def test_somebody_who_cannot_wait_is_called_out_of_turn_and_the_record_says_so() -> None:
    drawn()
    urgent = drawn()
    tickets.call_one(by=clerk(), number=urgent.number)
    assert '"out_of_turn":true' in (events("ticket", urgent.subject)[-1].body or "").replace(" ", "")


def test_parked_it_comes_back_to_the_same_window_without_another_ticket() -> None:
    ticket, other = drawn(), drawn()
    tickets.begin(by=clerk(), number=called().number)
    tickets.park(by=clerk(), number=ticket.number)
    assert [one.pk for one in tickets.parked_at("transport-03")] == [ticket.pk]
    tickets.begin(by=clerk(), number=called().number)
    with pytest.raises(Refused, match=other.number):
        tickets.resume(by=clerk(), number=ticket.number)
    tickets.finish(by=clerk(), number=other.number)
    tickets.resume(by=clerk(), number=ticket.number)
    assert tickets.finish(by=clerk(), number=ticket.number).state == "done"


def test_sent_on_to_another_line_it_keeps_its_place() -> None:
    ticket = drawn()
    drawn("commerce")
    tickets.begin(by=clerk(), number=called().number)
    with pytest.raises(Invalid):
        tickets.transfer(by=clerk(), number=ticket.number, service="transport")
    with pytest.raises(Invalid):
        tickets.transfer(by=clerk(), number=ticket.number, service="nowhere")
    tickets.transfer(by=clerk(), number=ticket.number, service="commerce")
    assert tickets.call_next(by=clerk("commerce-05")).pk == ticket.pk


def test_a_page_that_was_read_before_the_call_is_no_fault() -> None:
    ticket = drawn()
    called()
    assert tickets.standing(ticket) is None


def test_the_time_in_another_line_is_no_service_of_this_one() -> None:
    ticket = drawn()
    tickets.begin(by=clerk(), number=called().number)
    sent = tickets.transfer(by=clerk(), number=ticket.number, service="commerce")
    assert sent.begun_at is None


def test_given_back_nobody_waits_for_it() -> None:
    ticket = drawn()
    tickets.leave(by=VISITOR, code=ticket.code)
    with pytest.raises(Refused):
        called()


@pytest.mark.parametrize("moment", ["2022-10-15T10:00", "2022-10-17T12:30", "2022-10-17T17:00"])
def test_while_the_hall_is_closed_there_are_no_tickets(clock: HeldClock, moment: str) -> None:
    clock.set(moment)
    with pytest.raises(Refused, match="闭"):
        tickets.draw(by=VISITOR, service="transport")


def test_what_there_is_not_is_told_at_its_place() -> None:
    with pytest.raises(Invalid) as told:
        tickets.draw(by=VISITOR, service="haircut", group="friends")
    assert {one.where for one in told.value.problems} == {"service", "group"}
    with pytest.raises(Missing):
        tickets.ticket_of("AAAAAAAAAAAA")
    with pytest.raises(Missing):
        tickets.recall(by=clerk(), number="Z999")


def test_only_windows_call_and_only_the_holder_gives_back() -> None:
    from tests.house import person

    ticket = drawn()
    for by in (VISITOR, person(Role.REVIEWER)):
        with pytest.raises(Denied):
            tickets.call_next(by=by)
        with pytest.raises(Denied):
            tickets.call_one(by=by, number=ticket.number)


def test_the_next_day_begins_with_one_and_what_was_left_has_lapsed(clock: HeldClock) -> None:
    left, at = drawn(), drawn()
    assert called().pk == left.pk
    clock.set("2022-10-18T09:00")
    assert tickets.lapse_tickets(by=SYSTEM) == 2
    assert {state(left), state(at)} == {"lapsed"}
    assert drawn().number == "B001"
    assert called().number == "B001"


def test_a_ticket_from_the_information_desk_says_so() -> None:
    ticket = tickets.draw(by=clerk(), service="transport", channel=TicketChannel.COUNTER)
    assert ticket.channel == "counter"


def test_the_wait_learns_from_the_day(clock: HeldClock) -> None:
    drawn()
    called()
    (before,) = [one for one in tickets.lines() if one.service.key == "transport"]
    assert before.wait is not None
    assert not before.wait.learned
    tickets.finish(by=clerk(), number=tickets.begin(by=clerk(), number="B001").number)
    for _service in range(6):
        ticket = drawn()
        called()
        tickets.begin(by=clerk(), number=ticket.number)
        clock.move(minutes=2)
        tickets.finish(by=clerk(), number=ticket.number)
    drawn()
    called()
    (after,) = [one for one in tickets.lines() if one.service.key == "transport"]
    assert after.wait is not None
    assert after.wait.learned
    assert after.wait.most < before.wait.most


@pytest.mark.django_db(transaction=True)
def test_two_windows_that_call_at_once_call_two_tickets() -> None:
    first, second = drawn(), drawn()
    windows = [clerk("transport-03"), clerk("transport-04")]
    found: list[int] = []

    def call(by: object) -> None:
        found.append(tickets.call_next(by=by).pk)  # type: ignore[arg-type]
        connection.close()

    threads = [threading.Thread(target=call, args=(by,)) for by in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [first.pk, second.pk]
