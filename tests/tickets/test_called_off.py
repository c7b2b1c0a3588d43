"""Whoever has an appointment that the hall calls off is told once; the desk books for somebody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import clerk, person
from tests.notices.gateway import SECRET, Gateway, serving
from tests.tickets.test_pages import at_desk

from banli.kernel import clock as clocks
from banli.kernel.actors import SYSTEM, VISITOR, Role
from banli.kernel.errors import Invalid
from banli.ledger.service import Event
from banli.notices.models import Dispatch, Message
from banli.notices.states import Channel
from banli.site import jobs
from banli.tickets import service as tickets
from banli.tickets.acts import booking, closing
from banli.tickets.models import Booking, Closure
from banli.tickets.states.bookings import BookingState

TUESDAY = date(2022, 10, 18)
CLOSES: dict[str, Any] = {"day": TUESDAY, "reason": "停电检修"}
BOOK = "/desk/queue/appointments/book/"


@pytest.fixture
def gateway(settings: Any) -> Iterator[Gateway]:
    with serving() as found:
        settings.SMS_GATEWAY, settings.SMS_SECRET = found.address, SECRET
        yield found


def booked(contact: str = "", hour: int = 10, holder: str = "") -> Booking:
    told = {"service": "transport", "day": TUESDAY, "begins": time(hour)}
    return tickets.book(by=VISITOR, contact=contact, holder=holder, **told)  # type: ignore[arg-type]


def close() -> None:
    tickets.close_slots(by=person(Role.HALL_MANAGER, "service-centre"), **CLOSES)


def test_each_who_left_a_number_is_told_once_and_of_what_they_did_themselves_nobody_is(
    gateway: Gateway,
) -> None:
    told, silent, gone = booked("+86 138 0013 8000"), booked(hour=11), booked("13900139000", hour=14)
    tickets.cancel(by=VISITOR, code=gone.code)
    close()
    for _twice in range(2):
        jobs.drain_outbox()
        jobs.send_messages()
    assert {one.subject for one in Message.objects.filter(topic="booking")} == {told.subject, silent.subject}
    sent = Dispatch.objects.get(channel=Channel.SMS)
    assert (sent.to, gateway.asked) == ("13800138000", 1)
    assert "10-18 10:00" in sent.text
    assert "预约已取消" in sent.text
    assert len(sent.text) <= 70


def test_closing_that_is_killed_half_way_calls_nobody_off_and_told_is_told_once(
    monkeypatch: pytest.MonkeyPatch, gateway: Gateway
) -> None:
    for hour in (10, 11):
        booked("13800138000", hour)
    whole, done = booking.changed, list[int]()

    def killed(*args: Any, **kwargs: Any) -> Booking:
        if done:
            raise KeyboardInterrupt
        done.append(1)
        return whole(*args, **kwargs)

    monkeypatch.setattr(closing, "changed", killed)
    with pytest.raises(KeyboardInterrupt):
        close()
    assert set(Booking.objects.values_list("state", flat=True)) == {BookingState.BOOKED}
    assert (Closure.objects.count(), Event.objects.filter(name="called_off").count()) == (0, 0)
    monkeypatch.setattr(closing, "changed", whole)
    close()
    jobs.drain_outbox()
    jobs.send_messages()
    jobs.send_messages()
    assert Dispatch.objects.filter(channel=Channel.SMS).count() == gateway.asked == 2


def test_what_reaches_nobody_is_refused_and_what_was_left_is_forgotten_a_week_later(clock: HeldClock) -> None:
    with pytest.raises(Invalid) as wrong:
        booked("12345")
    assert [one.where for one in wrong.value.problems] == ["contact"]
    one = booked("Somebody@Example.org")
    assert one.contact == "somebody@example.org"
    clock.set("2022-10-26T10:00")
    week = timedelta(days=7)
    assert tickets.forget_contacts(by=SYSTEM, before=clocks.now() - week) == 1
    assert Booking.objects.get().contact == ""


def test_the_desk_books_for_somebody_and_a_second_click_books_nothing_else() -> None:
    desk = at_desk(clerk())
    page = desk.get(f"{BOOK}?service=transport&day=2022-10-18")
    sent = {"token": page.context["token"], "service": "transport", "slot": "2022-10-18T10:00"}
    wrong = desk.post(BOOK, sent | {"contact": "1"})
    assert (wrong.status_code, wrong.context["contact"]) == (422, "1")
    for _twice in range(2):
        assert desk.post(BOOK, sent | {"contact": "13800138000"}).status_code == 302
    one = Booking.objects.get()
    assert (one.contact, one.begins) == ("13800138000", time(10))
    assert one.code in desk.get("/desk/queue/appointments/?day=2022-10-18").content.decode()
    assert Client().get(f"/appointments/{one.code}/").status_code == 200
    other = desk.get(BOOK).context["token"]
    assert desk.post(BOOK, sent | {"token": other, "slot": "2022-10-18T11:00"}).status_code == 302
    assert Booking.objects.count() == 2
