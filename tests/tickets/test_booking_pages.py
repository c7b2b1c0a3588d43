"""Appointments as visitors and the hall click them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from icalendar import Calendar
from tests.held_clock import HeldClock
from tests.house import person
from tests.tickets.test_pages import at_desk

from banli.kernel.actors import Role
from banli.ledger.service import Event
from banli.tickets.models import Booking, Closure

WHEN = "2022-10-18T10:00"
NEW = "/appointments/new/transport/"


def booked(phone: Client, when: str = WHEN, **more: str) -> Booking:
    answer = phone.post(NEW, {"slot": when, **more})
    assert answer.status_code == 302, answer.content.decode()
    return Booking.objects.get(code=answer["Location"].split("/")[2])


def page(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def hall() -> Client:
    return at_desk(person(Role.HALL_MANAGER, "service-centre"))


def test_a_phone_books_moves_and_checks_in(clock: HeldClock) -> None:
    phone = Client()
    assert "10:00–10:30" in page(phone, f"{NEW}?day=2022-10-18")
    one = booked(phone)
    assert booked(phone) == one
    assert Booking.objects.count() == 1
    assert f"/appointments/{one.code}/" in page(phone, "/appointments/")
    assert f"/appointments/{one.code}/" not in page(Client(), "/appointments/")
    phone.post(f"/appointments/{one.code}/move/", {"slot": "2022-10-18T11:00"})
    assert "11:00–11:30" in page(phone, f"/appointments/{one.code}/")
    clock.set("2022-10-18T10:50")
    ticket = phone.post(f"/appointments/{one.code}/arrive/")["Location"]
    assert "预约号" in page(phone, ticket)
    assert ticket in page(phone, f"/appointments/{one.code}/")


def test_at_the_kiosk_the_code_gives_a_ticket(clock: HeldClock) -> None:
    one = booked(Client())
    kiosk = Client()
    early = kiosk.post("/queue/kiosk/appointment/", {"code": one.code})
    assert (early.status_code, "还没到签到时间" in early.content.decode()) == (422, True)
    assert one.code in early.content.decode()
    clock.set("2022-10-18T09:50")
    answer = kiosk.post("/queue/kiosk/appointment/", {"code": f" {one.code[:4]} {one.code[4:].lower()}"})
    assert kiosk.get(answer["Location"]).status_code == 200
    assert Booking.objects.get().state == "arrived"
    wrong = kiosk.post("/queue/kiosk/appointment/", {"code": "AAAA"})
    assert (wrong.status_code, "没有这个预约" in wrong.content.decode()) == (422, True)


def test_cancelled_it_is_cancelled_once() -> None:
    phone = Client()
    one = booked(phone)
    done = phone.post(f"/appointments/{one.code}/cancel/", follow=True)
    assert "预约已取消" in done.content.decode()
    assert phone.post(f"/appointments/{one.code}/cancel/").status_code == 409
    assert phone.post(f"/appointments/{one.code}/explode/").status_code == 404
    assert phone.get(f"/appointments/{one.code}/cancel/").status_code == 405


def test_with_an_account_it_is_kept_on_every_device() -> None:
    by = person(Role.APPLICANT, None, name="applicant.here")
    one = booked(at_desk(by))
    assert one.holder == f"account:{by.id}"
    assert one.code in page(at_desk(by), "/appointments/")


def test_the_calendar_reads_the_entry() -> None:
    one = booked(Client())
    answer = Client().get(f"/appointments/{one.code}/appointment.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    (event,) = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.decoded("dtstart") == datetime(2022, 10, 18, 2, tzinfo=UTC)
    assert "交通运输" in str(event["summary"])
    assert one.code in str(event["description"])
    assert (event["sequence"], event["status"]) == (0, "CONFIRMED")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({}, 422),
        ({"slot": "morning"}, 422),
        ({"slot": WHEN, "group": "friends"}, 422),
        ({"slot": "2022-10-22T10:00"}, 409),
        ({"slot": "9999-12-31T23:59"}, 409),
    ],
)
def test_rubbish_books_nothing(sent: dict[str, str], status: int) -> None:
    before = Event.objects.count()
    assert Client().post(NEW, sent).status_code == status
    assert Client().post("/appointments/new/police/", {"slot": WHEN}).status_code == 404
    assert (Booking.objects.count(), Event.objects.count()) == (0, before)


def test_the_hall_closes_a_time_and_the_holder_reads_why() -> None:
    phone, desk = Client(), hall()
    one = booked(phone)
    form = {"day": "2022-10-18", "begins": "9:00", "ends": "12:00", "reason": "停电检修", "service": ""}
    answer = desk.post("/desk/queue/appointments/", form, follow=True)
    assert "取消了1个预约" in answer.content.decode()
    shown = page(phone, f"/appointments/{one.code}/")
    assert "停电检修" in shown
    assert "停约：停电检修" in page(phone, f"{NEW}?day=2022-10-18")
    closure = Closure.objects.get()
    assert (closure.day, closure.begins) == (date(2022, 10, 18), time(9))
    assert "大厅停约" in page(desk, "/desk/queue/appointments/?day=2022-10-18")
    desk.post(f"/desk/queue/appointments/{closure.pk}/reopen/")
    assert "停电检修" not in page(phone, f"{NEW}?day=2022-10-18")


def test_a_wrong_hour_is_told_at_its_field_and_nothing_typed_is_lost() -> None:
    form = {"day": "2022-10-18", "begins": "9 Uhr", "ends": "12:00", "reason": "停电检修"}
    answer = hall().post("/desk/queue/appointments/", form)
    assert answer.status_code == 422
    assert "停电检修" in answer.content.decode()
    assert 'id="begins-error"' in answer.content.decode()
    assert not Closure.objects.exists()


def test_a_clerk_looks_and_does_not_close() -> None:
    clerk = at_desk(person(Role.CLERK, "transport", "transport-03"))
    assert 'name="reason"' not in page(clerk, "/desk/queue/appointments/")
    assert clerk.post("/desk/queue/appointments/", {"day": "2022-10-18", "reason": "x"}).status_code == 403
    assert clerk.post("/desk/queue/appointments/1/reopen/").status_code == 403
