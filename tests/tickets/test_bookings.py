"""An appointment from the first click to its ticket, and what goes wrong on the way."""

from __future__ import annotations

import contextlib
import itertools
import threading
from datetime import date, time

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import person
from tests.tickets.hall import called, clerk, drawn

from banli.kernel import clock as clocks
from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events, verify
from banli.tickets import service as tickets
from banli.tickets.models import Booking
from banli.tickets.rules.plan import Hours, NoShow
from banli.tickets.rules.slots import Closed, barred_until, cut

MONDAY, TUESDAY = date(2022, 10, 17), date(2022, 10, 18)
TEN = time(10)


def booked(day: date = TUESDAY, begins: time = TEN, service: str = "transport", **more: str) -> Booking:
    return tickets.book(by=VISITOR, service=service, day=day, begins=begins, **more)


def manager() -> Actor:
    return person(Role.HALL_MANAGER, "service-centre")


def left(day: date = TUESDAY, begins: time = TEN) -> int:
    service = tickets.plan().service("transport")
    assert service is not None
    (found,) = [one for one in tickets.offered(service) if one.day == day]
    return next(slot.left for slot, _why in found.slots if slot.begins == begins)


def test_from_the_booking_to_the_window(clock: HeldClock) -> None:
    one = booked(holder="device:a")
    assert (one.seat, left()) == (0, 1)
    clock.set("2022-10-18T09:39")
    with pytest.raises(Refused, match="09:40"):
        tickets.arrive(by=VISITOR, code=one.code)
    ordinary = drawn()
    clock.set("2022-10-18T09:45")
    ticket = tickets.arrive(by=VISITOR, code=one.code.lower()).ticket
    assert ticket is not None
    tickets.take_ticket(by=VISITOR, code=ticket.code)
    assert tickets.arrive(by=VISITOR, code=one.code).ticket == ticket
    assert [called().pk, called("transport-04").pk] == [ticket.pk, ordinary.pk]
    assert [event.name for event in events("booking", one.subject)] == ["booked", "arrived"]
    assert tickets.recounted_bookings(TUESDAY) == tickets.booking_counts(TUESDAY) == {"arrived": 1}
    assert verify().ok


def test_a_priority_group_goes_before_an_appointment_and_nobody_waits_for_ever(clock: HeldClock) -> None:
    codes = [booked(holder=f"device:{one}").code for one in "ab"]
    clock.set("2022-10-18T10:00")
    ordinary = drawn()
    kept = [tickets.arrive(by=VISITOR, code=code).ticket for code in codes]
    for ticket in kept:
        assert ticket is not None
        tickets.take_ticket(by=VISITOR, code=ticket.code)
    old = drawn(group="old")
    order = []
    for _call in range(4):
        ticket = called()
        order.append(ticket.pk)
        tickets.begin(by=clerk(), number=ticket.number)
        tickets.finish(by=clerk(), number=ticket.number)
    assert order == [old.pk, *(one.pk for one in kept[:1] if one), ordinary.pk, kept[1].pk if kept[1] else 0]


def test_a_ticket_that_no_printer_took_is_given_once_more(clock: HeldClock) -> None:
    one = booked(MONDAY, time(10))
    clock.set("2022-10-17T09:50")
    lost = tickets.arrive(by=VISITOR, code=one.code).ticket
    clock.move(minutes=5)
    assert tickets.lapse_tickets(by=SYSTEM) == 1
    again = tickets.arrive(by=VISITOR, code=one.code).ticket
    assert again is not None
    assert again != lost


def test_a_slot_has_so_many_seats_and_a_holder_one_in_each_line() -> None:
    one = booked(holder="device:a")
    booked(holder="device:b")
    with pytest.raises(Refused, match="约满"):
        booked(holder="device:c")
    with pytest.raises(Refused, match="已有"):
        booked(begins=time(11), holder="device:a")
    booked(holder="device:a", service="health")
    tickets.cancel(by=VISITOR, code=one.code)
    assert booked(holder="device:c").seat == 0


def test_moved_the_seat_is_free_and_it_is_moved_twice_at_most() -> None:
    one = booked()
    for hour in (11, 14):
        tickets.rebook(by=VISITOR, code=one.code, day=TUESDAY, begins=time(hour))
    assert left() == 2
    assert left(begins=time(14)) == 1
    with pytest.raises(Refused, match="2"):
        tickets.rebook(by=VISITOR, code=one.code, day=TUESDAY, begins=TEN)
    assert tickets.recounted_bookings(TUESDAY) == {"booked": 1}


@pytest.mark.parametrize(
    ("day", "begins"),
    [
        (MONDAY, time(9)),
        (date(2022, 10, 22), TEN),
        (date(2022, 10, 14), TEN),
        (date(2022, 10, 26), TEN),
        (TUESDAY, time(12)),
        (TUESDAY, time(10, 1)),
    ],
)
def test_what_is_over_closed_or_far_away_cannot_be_booked(day: date, begins: time) -> None:
    with pytest.raises(Refused):
        booked(day, begins)
    assert not Booking.objects.exists()


def test_what_there_is_not_is_told_at_its_place() -> None:
    for service, day in (("haircut", TUESDAY), ("transport", None)):
        with pytest.raises(Invalid):
            tickets.book(by=VISITOR, service=service, day=day, begins=TEN)
    with pytest.raises(Refused):
        booked(service="police")
    with pytest.raises(Missing):
        tickets.arrive(by=VISITOR, code="AAAAAAAAAAAA")


def test_who_misses_three_books_again_after_a_month(clock: HeldClock) -> None:
    for day in (17, 18, 19):
        clock.set(f"2022-10-{day}T09:00")
        one = booked(date(2022, 10, day), holder="device:a")
        clock.set(f"2022-10-{day}T10:20")
        assert tickets.miss_bookings(by=SYSTEM) == 0
        clock.move(minutes=1)
        assert tickets.miss_bookings(by=SYSTEM) == 1
        with pytest.raises(Refused, match="预约"):
            tickets.arrive(by=VISITOR, code=one.code)
    with pytest.raises(Refused, match="2022-11-18"):
        booked(date(2022, 10, 20), holder="device:a")
    booked(date(2022, 10, 20), holder="device:b")
    clock.set("2022-11-18T09:00")
    booked(date(2022, 11, 18), holder="device:a")


def test_the_hall_closes_an_afternoon_with_its_reason_and_opens_it_again() -> None:
    morning, afternoon = booked(), booked(begins=time(14))
    by = manager()
    for wrong in (
        {"reason": " "},
        {"day": date(2022, 10, 14)},
        {"begins": time(14)},
        {"begins": time(15), "ends": time(14)},
        {"service": "haircut"},
        {"reason": "长" * 201},
    ):
        with pytest.raises(Invalid):
            tickets.close_slots(**{"by": by, "day": TUESDAY, "reason": "停电", **wrong})  # type: ignore[arg-type]
    closure, off = tickets.close_slots(by=by, day=TUESDAY, reason="停电检修", begins=time(13), ends=time(17))
    assert off == 1
    states = dict(Booking.objects.values_list("pk", "state"))
    assert states == {morning.pk: "booked", afternoon.pk: "called_off"}
    with pytest.raises(Refused, match="停电检修"):
        booked(begins=time(15))
    for _twice in range(2):
        tickets.reopen_slots(by=by, pk=closure.pk)
    assert [one.name for one in events("closure", str(closure.pk))] == ["slots_closed", "slots_reopened"]
    booked(begins=time(15))


def test_only_the_hall_closes() -> None:
    for by in (VISITOR, clerk()):
        with pytest.raises(Denied):
            tickets.close_slots(by=by, day=TUESDAY, reason="停电")
        with pytest.raises(Denied):
            tickets.reopen_slots(by=by, pk=1)
        with pytest.raises(Denied):
            tickets.miss_bookings(by=by)


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_as_many_seats_as_there_are() -> None:
    got: list[int] = []
    refused: list[str] = []

    def one(holder: str) -> None:
        try:
            got.append(booked(holder=holder).seat)
        except Refused as error:
            refused.append(str(error))
        connection.close()

    threads = [threading.Thread(target=one, args=(f"device:{number % 4}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [0, 1]
    assert len(refused) == 4
    assert Booking.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_slot_that_is_closed_while_it_is_booked_keeps_nobody() -> None:
    by = manager()
    acts = [
        lambda: booked(holder="device:a"),
        lambda: tickets.close_slots(by=by, day=TUESDAY, reason="停电检修"),
        lambda: booked(holder="device:b"),
    ]

    def run(act: object) -> None:
        with contextlib.suppress(Refused):
            act()  # type: ignore[operator]
        connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(Booking.objects.values_list("state", flat=True)) <= {"called_off"}


HOURS = st.lists(st.tuples(st.integers(0, 23), st.integers(0, 59)), min_size=2, max_size=2, unique=True)


@given(HOURS, st.integers(5, 240))
def test_slots_lie_one_behind_the_other_inside_the_hours(ends: list[tuple[int, int]], minutes: int) -> None:
    first, last = sorted(time(*one) for one in ends)
    found = list(cut([Hours(begins=first, ends=last)], minutes))
    assert all(begins < end for begins, end in found)
    assert all(before[1] == after[0] for before, after in itertools.pairwise(found))
    assert not found or (found[0][0] == first and found[-1][1] <= last)


@given(st.lists(st.dates(date(2022, 1, 1), date(2022, 12, 31)), max_size=12), st.integers(1, 5))
def test_whoever_missed_fewer_is_never_barred(missed: list[date], after: int) -> None:
    rule = NoShow(after=after, within=90, days=30)
    until = barred_until(missed, date(2022, 12, 31), rule)
    assert until is None or (len(missed) >= after and date(2022, 12, 31) < until)


PAIRS = st.lists(st.times(), min_size=2, max_size=2, unique=True).map(sorted)


@given(PAIRS, PAIRS)
def test_a_closure_covers_what_it_overlaps(closed: list[time], slot: list[time]) -> None:
    found = Closed("停电", "", *closed).covers("transport", *slot)
    assert found == (max(closed[0], slot[0]) < min(closed[1], slot[1]))
    assert not Closed("停电", "health").covers("transport", *slot)


def test_today_is_offered_while_there_is_time() -> None:
    assert clocks.today() == MONDAY
    assert booked(MONDAY, time(9, 30)).seat == 0
