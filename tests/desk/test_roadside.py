"""Checks at toll stations and restrictions at the desk, by forms that work without script."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.house import clerk as at_window
from tests.house import granted

from banli.kernel.actors import SYSTEM, Role
from banli.licences.service import Certificate, issue
from banli.province.load import SICHUAN, load_roads_of
from banli.roads.models import Restriction
from banli.roadside.models import Check

pytestmark = pytest.mark.usefixtures("house")
CHECK, RESTRICT = "/desk/roads/checks/new/", "/desk/roads/restrictions/new/"


@pytest.fixture
def permit(house: None, clock: Any) -> Certificate:
    load_roads_of(SICHUAN, by=SYSTEM)
    made = issue(by=at_window(), number=granted().number)
    clock.set("2022-10-25T12:00")
    return made


def sheet(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """The form as the page fills it, with these answers."""
    shown = client.get(address).context
    return {entry.name: entry.value for entry in shown["entries"]} | {"token": shown["token"]} | changes


def test_a_vehicle_off_its_way_raises_the_alarm_on_the_page(permit: Certificate) -> None:
    client = clerk()
    sent = sheet(client, f"{CHECK}?station=名山", permit=permit.number, tractor="川A·12345", mass_kg="50000")
    sent["direction"] = "entry"
    first, second = client.post(CHECK, sent), client.post(CHECK, sent)
    assert first["Location"] == second["Location"]
    text = client.get(first["Location"]).content.decode()
    for words in ("劝返", "报警", "偏离许可路线", "名山互通D匝道桥限重49000千克", permit.number):
        assert words in text
    assert Check.objects.get().tractor == "川A12345"
    assert "川A12345" in client.get("/desk/roads/").content.decode()


def test_a_vehicle_as_permitted_is_let_through(permit: Certificate) -> None:
    client = clerk()
    sent = sheet(client, CHECK, permit=permit.code, station="简阳", direction="exit", tractor="川A12345")
    text = client.get(client.post(CHECK, sent)["Location"]).content.decode()
    assert "车货与通行证一致" in text
    assert "放行" in text


def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost(permit: Certificate) -> None:
    sent = sheet(clerk(), CHECK, station="简阳", direction="entry", tractor="川", mass_kg="五十吨", at="昨天")
    answer = clerk().post(CHECK, sent)
    assert answer.status_code == 422
    assert {entry.name for entry in answer.context["entries"] if entry.errors} == {"tractor", "mass_kg", "at"}
    assert {entry.name: entry.value for entry in answer.context["entries"]}["mass_kg"] == "五十吨"
    late = sheet(clerk(), CHECK, station="简阳", direction="entry", tractor="川A12345", at="2022-10-25 12:30")
    answer = clerk().post(CHECK, late)
    assert [str(one) for entry in answer.context["entries"] for one in entry.errors] == ["这个时间还没有到。"]


def test_a_road_is_restricted_shown_and_freed(permit: Certificate) -> None:
    client = at_desk(Role.REVIEWER)
    sent = sheet(client, RESTRICT, section="g76-02", kind="road_closed", reason="抢险")
    assert client.post(RESTRICT, sent)["Location"] == "/desk/roads/"
    row = Restriction.objects.get()
    text = client.get("/desk/roads/").content.decode()
    assert "G76厦蓉高速 简阳—资阳" in text
    empty = client.post(f"/desk/roads/restrictions/{row.public_id}/lift/", {"reason": " "})
    assert empty.status_code == 422
    assert "请写明解除原因" in empty.content.decode()
    client.post(f"/desk/roads/restrictions/{row.public_id}/lift/", {"reason": "抢险结束"})
    row.refresh_from_db()
    assert row.lifted_because == "抢险结束"


def test_who_may_open_what(permit: Certificate) -> None:
    assert clerk().get(RESTRICT).status_code == 403
    assert at_desk(Role.SUPERVISOR).get("/desk/roads/").status_code == 200
    assert at_desk(Role.SUPERVISOR).get(CHECK).status_code == 403
    assert at_desk(Role.CLERK, department="police").get("/desk/roads/checks/CY-0/").status_code == 404


def test_what_a_restriction_would_touch_is_seen_before_it_is_set(permit: Certificate) -> None:
    client = at_desk(Role.REVIEWER)
    sent = sheet(client, RESTRICT, section="g76-02", kind="road_closed", reason="抢险")
    answer = client.post(RESTRICT, {**sent, "look": "1"})
    assert answer.status_code == 200
    text = answer.content.decode()
    for words in ("将涉及1张有效通行证", permit.number, "不能按原路线通行", "抢险"):
        assert words in text
    assert not Restriction.objects.exists()
    elsewhere = client.post(RESTRICT, {**sent, "section": "g5-01", "look": "1"}).content.decode()
    assert "没有需要告知的持证人" in elsewhere
    wrong = client.post(RESTRICT, {**sent, "section": "g76-02", "limit": "3", "look": "1"})
    assert wrong.status_code == 422
    shown = answer.context
    again = {entry.name: entry.value for entry in shown["entries"]} | {"token": shown["token"]}
    assert client.post(RESTRICT, again)["Location"] == "/desk/roads/"
    assert "涉及1名持证人，已告知1名" in client.get("/desk/roads/").content.decode()


def test_the_network_is_read_road_by_road_with_its_restrictions(permit: Certificate) -> None:
    client = at_desk(Role.REVIEWER)
    client.post(RESTRICT, sheet(client, RESTRICT, section="g76-02", kind="road_closed", reason="抢险"))
    text = client.get("/desk/roads/network/?road=G76").content.decode()
    for words in ("简阳 — 资阳", "封闭", "抢险", "?section=g76-02"):
        assert words in text
    assert "棋盘关 — 广元北" in client.get("/desk/roads/network/?road=none").content.decode()
    fresh = {entry.name: entry.value for entry in client.get(f"{RESTRICT}?section=g76-02").context["entries"]}
    assert fresh["section"] == "g76-02"
    assert "?section=" not in at_desk(Role.CLERK).get("/desk/roads/network/").content.decode()


def test_without_a_network_the_page_says_so() -> None:
    assert "还没有加载路网" in at_desk(Role.REVIEWER).get("/desk/roads/network/").content.decode()
