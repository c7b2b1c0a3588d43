"""大厅防控 at the desk: one form at the door, its answer at once, the switch, and nothing after the end."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk, browser_of, clerk
from tests.entry.door import GATE, RULES, WELL, load_rules, manager
from tests.held_clock import HeldClock

from banli.entry.models import EntryCheck
from banli.kernel.actors import Role

PAGE = "/desk/entry/"


@pytest.fixture(autouse=True)
def _rules(house: None) -> None:
    load_rules()


def sent(client: Client, **changes: str) -> Any:
    token = client.get(PAGE).context["token"]
    return client.post(f"{PAGE}check/", {"gate": GATE, "token": token, **WELL, **changes})


def test_who_passes_is_told_at_once_and_the_next_form_is_empty_but_for_the_gate() -> None:
    answer = sent(clerk())
    assert answer.status_code == 200
    assert "可以进入" in answer.content.decode()
    values = {entry.name: entry.value for entry in answer.context["entries"]}
    assert values == {"gate": GATE, "health-code": "", "test": "", "temperature": ""}


def test_who_does_not_pass_is_told_why_and_what_is_offered_instead() -> None:
    text = sent(clerk(), temperature="38.0").content.decode()
    assert "不能进入" in text
    assert "体温" in text
    assert "引导其网上办理" in text


def test_what_was_typed_stays_with_its_fault_and_nothing_is_counted() -> None:
    answer = sent(clerk(), temperature="高")
    assert answer.status_code == 422
    wrong = {entry.name: entry for entry in answer.context["entries"] if entry.errors}
    assert set(wrong) == {"temperature"}
    assert wrong["temperature"].value == "高"
    assert not EntryCheck.objects.exists()


def test_after_the_end_the_page_asks_nothing(clock: HeldClock) -> None:
    client = clerk()
    token = client.get(PAGE).context["token"]
    clock.set("2022-12-07T09:00")
    text = client.get(PAGE).content.decode()
    assert "不作任何查验" in text
    assert "health-code" not in text
    late = client.post(f"{PAGE}check/", {"gate": GATE, "token": token, **WELL})
    assert late.status_code == 409


def test_the_hall_switches_with_a_reason_and_others_do_not() -> None:
    hall = browser_of(manager())
    version = hall.get(PAGE).context["sets"][0]["version"]
    told = {"on": "no", "version": str(version)}
    assert hall.post(f"{PAGE}{RULES}/switch/", {**told, "reason": ""}).status_code == 422
    assert hall.post(f"{PAGE}{RULES}/switch/", {**told, "reason": "上级通知暂停"}).status_code == 302
    assert "已停用" in hall.get(PAGE).content.decode()
    assert clerk().post(f"{PAGE}{RULES}/switch/", {**told, "reason": "x"}).status_code == 403
    reader = at_desk(Role.SUPERVISOR, "service-centre")
    assert reader.get(PAGE).context["sets"][0]["may_switch"] is False


def test_everybody_reads_the_rules_while_they_are_in_force_and_no_page_after(clock: HeldClock) -> None:
    visitor = Client()
    page = visitor.get("/public/entry/").content.decode()
    assert "绿码" in page
    assert "最多72小时" in page
    assert "低于37.3℃" in page
    assert "凭记忆" not in page
    assert "/public/entry/" in visitor.get("/public/").content.decode()
    clock.set("2022-12-07T09:00")
    assert visitor.get("/public/entry/").status_code == 404
    assert "/public/entry/" not in visitor.get("/public/").content.decode()
