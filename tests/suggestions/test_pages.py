"""Suggestions as visitors and officers click them: the form, one's own by its code, the public page, the desk."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings
from tests.house import person
from tests.suggestions.given import ANSWER, STUCK, TEXT, answered, given, manager, published, reviewer, stuck

from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.notices.models import Dispatch
from banli.people.models import User
from banli.site.jobs import drain_outbox, send_messages
from banli.suggestions import service as door
from banli.suggestions.models import Suggestion

pytestmark = pytest.mark.usefixtures("house")
LIST = "/desk/suggestions/"


def browser(by: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.id or 0))
    return client


def token_of(page: str) -> str:
    found = re.search(r'name="token" value="(\w+)"', page)
    assert found
    return found[1]


def test_whoever_suggests_something_reads_its_answer_by_the_code_alone() -> None:
    phone = Client()
    token = token_of(phone.get("/suggestions/new/").content.decode())
    sent = {"text": TEXT, "department": "transport", "token": token}
    first = phone.post("/suggestions/new/", sent)
    assert phone.post("/suggestions/new/", sent)["Location"] == first["Location"]
    one = Suggestion.objects.get()
    page = phone.get(first["Location"]).content.decode()
    assert one.number in page
    assert "11月7日" in page
    door.answer(
        number=one.number, outcome="not_adopted", text="车辆信息涉及他人，暂不自动带出。", by=reviewer()
    )
    other = Client()
    found = other.post("/suggestions/mine/", {"code": one.code})
    page = other.get(found["Location"]).content.decode()
    assert "未采纳" in page
    assert "车辆信息涉及他人" in page


def test_a_wrong_code_is_told_at_its_field_and_an_unknown_page_is_not_there() -> None:
    answer = Client().post("/suggestions/mine/", {"code": "234567"})
    assert answer.status_code == 422
    assert "没有这个查询码" in answer.content.decode()
    assert Client().get("/suggestions/23456789ABCD/").status_code == 404


def test_a_fault_is_told_at_its_field_and_nothing_typed_is_lost() -> None:
    answer = Client().post(
        "/suggestions/not-done/", {"text": STUCK, "contact": "", "name": "丁小满", "token": "x"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "请填写联系方式" in page
    assert STUCK in page
    assert "丁小满" in page
    assert not Suggestion.objects.exists()


def test_the_public_page_shows_what_was_published_and_nobody() -> None:
    number = answered(name="欧阳小明", contact="13800138000").number
    assert TEXT not in Client().get("/suggestions/").content.decode()
    door.publish(number=number, public_text=TEXT, public_answer=ANSWER, by=manager())
    page = Client().get("/suggestions/").content.decode()
    assert TEXT in page
    assert ANSWER in page
    assert "欧阳小明" not in page


def test_a_suggestion_goes_through_the_desk_by_its_pages() -> None:
    number = given(name="欧阳小明", contact="13800138000").number
    hall, handler = browser(manager()), browser(reviewer())
    assert handler.get(f"{LIST}{number}/").status_code == 404
    page = hall.get(LIST).content.decode()
    assert number in page
    assert hall.post(f"{LIST}{number}/assign/", {"department": ""}).status_code == 422
    assert hall.post(f"{LIST}{number}/assign/", {"department": "transport"}).status_code == 302
    assert number in handler.get("/desk/").content.decode()
    answer = handler.post(f"{LIST}{number}/answer/", {"outcome": "", "text": ANSWER})
    assert answer.status_code == 422
    assert ANSWER in answer.content.decode()
    assert handler.post(f"{LIST}{number}/answer/", {"outcome": "adopted", "text": ANSWER}).status_code == 302
    page = hall.get(f"{LIST}{number}/").content.decode()
    assert "公开的反映内容" in page
    sent = {"public_text": f"欧阳小明：{TEXT}", "public_answer": ANSWER}
    assert hall.post(f"{LIST}{number}/publish/", sent).status_code == 422
    assert hall.post(f"{LIST}{number}/publish/", {**sent, "public_text": TEXT}).status_code == 302
    assert hall.post(f"{LIST}{number}/publish/", {**sent, "public_text": TEXT}).status_code == 409
    assert hall.post(f"{LIST}{number}/nonsense/").status_code == 404


def test_who_may_do_nothing_with_it_reads_name_and_number_in_part() -> None:
    number = stuck(name="欧阳小明").number
    watcher = browser(person(Role.SUPERVISOR, "service-centre"))
    door.take_up(number=number, by=manager())
    page = watcher.get(f"{LIST}{number}/").content.decode()
    assert "欧阳小明" not in page
    assert "138****8000" in page
    assert "欧阳小明" in browser(manager()).get(f"{LIST}{number}/").content.decode()


def test_a_clerk_writes_down_what_is_said_at_the_window_once() -> None:
    window = browser(person(Role.CLERK, window="transport-03"))
    token = token_of(window.get(f"{LIST}new/?kind=obstacle").content.decode())
    sent = {"kind": "obstacle", "text": STUCK, "source": "window", "said_on": "2022-10-17", "token": token}
    answer = window.post(f"{LIST}new/", {**sent, "said_on": "morgen"})
    assert answer.status_code == 422
    assert STUCK in answer.content.decode()
    first = window.post(f"{LIST}new/", sent)
    assert window.post(f"{LIST}new/", sent)["Location"] == first["Location"]
    assert window.get(first["Location"]).status_code == 200
    assert Suggestion.objects.get().kind == "obstacle"


def test_late_ones_stand_with_the_signals(clock: object) -> None:
    number = given().number
    clock.set("2022-10-20 09:00")  # type: ignore[attr-defined]
    door.note_late_suggestions(by=SYSTEM)
    assert number in browser(manager()).get("/desk/suggestions/").content.decode()
    assert (
        number
        in browser(person(Role.SUPERVISOR, "service-centre")).get("/desk/supervision/").content.decode()
    )


def test_whoever_left_a_mobile_number_is_told_and_the_message_says_not_what() -> None:
    number = answered(contact="13800138000").number
    drain_outbox()
    with override_settings(DEMO=True):
        send_messages()
    sent = Dispatch.objects.filter(reference=number)
    assert {one.to for one in sent} == {"", "13800138000"}
    assert not any(TEXT in one.text or ANSWER in one.text for one in sent)


def test_the_list_leaves_as_a_file_without_names() -> None:
    from django.http import QueryDict

    from banli.desk.exports.hall import suggestions

    published()
    stuck(name="欧阳小明")
    found = suggestions(manager(), QueryDict(f"from={clock.today()}"))
    rows = [tuple(map(str, row)) for row in found.rows]
    assert len(rows) == 2
    assert "欧阳小明" not in str(rows)
