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
from banli.roads.models import Restriction
from banli.roadside.models import Check
from banli.site.pack import SICHUAN, load_roads_of

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
