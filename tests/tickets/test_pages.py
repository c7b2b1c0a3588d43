"""The queue as visitors and clerks click it: kiosk, phone, window, wall."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.tickets.hall import clerk, drawn

from banli.kernel.actors import Actor
from banli.people.models import User
from banli.tickets.models import Ticket


def at_desk(by: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.id or 0))
    return client


def taken(browser: Client, where: str = "/queue/", service: str = "transport", group: str = "") -> Ticket:
    """A ticket drawn on that page, which says that it is there."""
    answer = browser.post(where, {"service": service, "group": group})
    assert answer.status_code == 302, answer.content.decode()
    browser.post(f"{answer['Location']}take/")
    return Ticket.objects.get(code=answer["Location"].split("/")[2])


def test_a_phone_draws_a_ticket_and_follows_it_to_the_window() -> None:
    phone = Client()
    assert "交通运输" in phone.get("/queue/").content.decode()
    first, ticket = drawn(), taken(phone)
    page = phone.get(f"/queue/{ticket.code}/").content.decode()
    assert ticket.number in page
    assert "前面还有1位" in page
    assert "快轮到您了" in page
    desk = at_desk(clerk())
    desk.post("/desk/queue/call/")
    desk.post(f"/desk/queue/{first.number}/begin/")
    desk.post(f"/desk/queue/{first.number}/finish/")
    desk.post("/desk/queue/call/")
    assert "请到交通窗口03号办理" in phone.get(f"/queue/{ticket.code}/now/").content.decode()
    wall = Client().get("/wall/now/").content.decode()
    assert ticket.number in wall
    assert "交通窗口03号" in wall


def test_a_phone_has_one_ticket_in_a_line_and_a_kiosk_one_for_each_visitor() -> None:
    phone, kiosk = Client(), Client()
    assert taken(phone).pk == taken(phone).pk
    assert taken(kiosk, "/queue/kiosk/").pk != taken(kiosk, "/queue/kiosk/").pk
    assert sorted(Ticket.objects.values_list("channel", flat=True)) == ["kiosk", "kiosk", "phone"]


def test_what_did_not_change_is_sent_without_a_body() -> None:
    ticket = drawn()
    for address in (f"/queue/{ticket.code}/now/", "/wall/now/"):
        first = Client().get(address)
        same = Client().get(address, headers={"If-None-Match": first["ETag"]})
        assert (same.status_code, same.content) == (304, b"")
    before = Client().get("/wall/now/")["ETag"]
    at_desk(clerk()).post("/desk/queue/call/")
    assert Client().get("/wall/now/", headers={"If-None-Match": before}).status_code == 200


def test_the_mark_comes_from_what_is_shown_whichever_process_answers() -> None:
    """A server that was restarted knows nothing of the wall: the same look is 304, a call meanwhile is told at once."""
    drawn()
    before = Client().get("/wall/now/")["ETag"]
    same = Client().get("/wall/now/", headers={"If-None-Match": before})
    assert same.status_code == 304
    at_desk(clerk()).post("/desk/queue/call/")
    after = Client().get("/wall/now/", headers={"If-None-Match": before})
    assert (after.status_code, "B001" in after.content.decode()) == (200, True)


def test_the_wall_shows_the_cases_of_today_from_the_record() -> None:
    words = Client().get("/wall/").content.decode()
    assert "今日受理" in words
    assert "今日评价" in words


def test_the_window_reads_why_it_cannot_call() -> None:
    desk = at_desk(clerk())
    none = desk.post("/desk/queue/call/")
    assert (none.status_code, "没有人等候" in none.content.decode()) == (409, True)
    drawn()
    desk.post("/desk/queue/call/")
    busy = desk.post("/desk/queue/call/")
    assert (busy.status_code, "B001" in busy.content.decode()) == (409, True)
    early = desk.post("/desk/queue/B001/miss/")
    assert "叫号满3次" in early.content.decode()
    assert desk.post("/desk/queue/Z999/begin/").status_code == 404
    assert desk.post("/desk/queue/B001/explode/").status_code == 404


def test_a_button_of_an_older_page_does_nothing() -> None:
    ticket, desk = drawn(), at_desk(clerk())
    desk.post("/desk/queue/call/")
    shown = desk.get("/desk/queue/").context["version"]
    desk.post(f"/desk/queue/{ticket.number}/recall/", {"version": shown})
    late = desk.post(f"/desk/queue/{ticket.number}/recall/", {"version": shown})
    assert late.status_code == 409
    assert Ticket.objects.get().calls == 2


def test_the_desk_gives_a_ticket_to_who_cannot_take_one() -> None:
    desk = at_desk(clerk())
    page = desk.post("/desk/queue/give/", {"service": "health", "group": "old"}, follow=True)
    assert "号票是E001" in page.content.decode()
    wrong = desk.post("/desk/queue/give/", {"service": "health", "group": "friends"})
    assert (wrong.status_code, "优先人群" in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize("sent", [{}, {"service": "nowhere"}, {"service": "\x00"}, {"service": "a" * 5000}])
def test_rubbish_draws_nothing(sent: dict[str, str]) -> None:
    answer = Client().post("/queue/", sent)
    assert answer.status_code in (400, 422)
    assert not Ticket.objects.exists()
    assert Client().get("/queue/AAAAAAAAAAAA/").status_code == 404


def test_a_ticket_is_given_back_and_joined_again_by_its_holder() -> None:
    phone = Client()
    ticket = taken(phone)
    phone.post(f"/queue/{ticket.code}/leave/")
    assert "您已退号" in phone.get(f"/queue/{ticket.code}/").content.decode()
    assert phone.post(f"/queue/{ticket.code}/rejoin/").status_code == 409
    assert phone.post(f"/queue/{ticket.code}/explode/").status_code == 404


def test_a_number_that_nobody_has_stays_in_its_field_and_is_told_there() -> None:
    desk = at_desk(clerk())
    for typed in ("Z999", "\u200b", ""):
        answer = desk.post("/desk/queue/call/", {"number": typed})
        assert answer.status_code == 422
        assert answer.context["typed"] == typed
        assert "今天没有这张号票" in answer.content.decode()
