"""What came in from a device meets something that changed meanwhile: a rule each, as the clerk's manual tells them."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.desk.test_offline import send, set_up
from tests.desk.test_offline_counter import CASES, application, leased
from tests.held_clock import HeldClock
from tests.house import OVERSIZE
from tests.house import clerk as at_window

from banli.cases.models import Case
from banli.cases.service import timeline
from banli.catalogue.service import publish_folder, suspend_item
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.clock import today
from banli.kernel.text import Words
from banli.offline.models import LeasedNumber
from banli.offline.service import counted, recounted, void_leases
from banli.people.models import User
from banli.province.load import SICHUAN

pytestmark = pytest.mark.usefixtures("house")


def test_a_number_voided_at_the_end_of_its_day_is_used_after_all(clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    number = leased(client, device)[0]
    sent = application(device, number)
    clock.move(days=1)
    assert void_leases(by=SYSTEM) > 0
    series = LeasedNumber.objects.get(query_number=number["query"].replace(" ", "")).series
    assert send(clerk(), sent).json()["title"] == number["number"]
    assert counted(series) == recounted(series, today() - timedelta(days=1)) == {"used": 1, "voided": 3}


@pytest.mark.parametrize("what", ["returned", "another device's", "used", "of another day"])
def test_a_number_that_may_not_stand_costs_nobody_the_application(what: str, clock: HeldClock) -> None:
    client = clerk()
    device = set_up(client)
    number = leased(client, device)[0]
    if what == "returned":
        back = json.dumps({CASES: [number["serial"]]})
        client.post("/desk/offline/numbers/", {"device": device, "back": back})
    if what == "another device's":
        device = set_up(client)
    if what == "used":
        assert send(client, application(device, number)).status_code == 200
        Case.objects.update(applicant_code="")  # another applicant, as far as the counter knows
    if what == "of another day":
        clock.move(days=1)
        client = clerk()
    answer = send(client, application(device, number))
    assert answer.status_code == 200, answer.content
    new = answer.json()["title"]
    assert new != number["number"]
    assert Case.objects.filter(number=new).exists()
    (note,) = answer.json()["notes"]
    assert number["number"] in note
    assert new in note


def test_an_open_application_of_the_same_applicant_is_asked_about_and_said_to_be_known() -> None:
    item = "foreign-trade-filing"
    publish_folder(path=SICHUAN / "items" / item, by=SYSTEM)
    client = at_desk(Role.CLERK, "commerce", "commerce-05")
    device = set_up(client)
    one, two = leased(client, device, f"case:{item}")[:2]
    assert send(client, application(device, one, "company-in-chengdu", item)).status_code == 200
    sent = application(device, two, "company-in-chengdu", item)
    asked = send(client, sent)
    assert asked.status_code == 422
    insist = asked.json()["insist"]
    assert insist["name"] == "known"
    assert send(client, sent | {"known": insist["value"]}).status_code == 200
    second = Case.objects.get(number=two["number"])
    assert json.loads(timeline(second)[0].body)["beside"] == [one["number"]]


def test_an_item_suspended_since_takes_in_what_came_before_and_refuses_what_came_after(
    clock: HeldClock,
) -> None:
    client = clerk()
    device = set_up(client)
    before, later = leased(client, device)[:2]
    sent = application(device, before)
    clock.move(days=1)
    suspend_item(
        slug=OVERSIZE,
        because=Words(zh="道路封闭", en="The road is closed"),
        law=Words(zh="公路法", en="Highway Law"),
        by=SYSTEM,
    )
    client = clerk()
    assert send(client, sent).status_code == 200
    Case.objects.update(applicant_code="")
    after = send(client, application(device, later))
    assert after.status_code == 409
    assert "道路封闭" in after.json()["words"]
    assert f"intake:{OVERSIZE}" not in [
        one["key"] for one in client.get("/desk/offline/kit/").json()["forms"]
    ]


def test_an_item_changed_since_is_told() -> None:
    client = clerk()
    device = set_up(client)
    sent = application(device, leased(client, device)[0], revision="0")
    assert "修订" in send(client, sent).json()["notes"][0]


def test_whoever_lost_the_role_meanwhile_is_refused_and_nothing_is_written() -> None:
    client = clerk()
    device = set_up(client)
    sent = application(device, leased(client, device)[0])
    user = User.objects.get(pk=at_window().id or 0)
    user.roles = ["reviewer"]
    user.save(update_fields=["roles"])
    answer = send(browser_of_user(user), sent)
    assert answer.status_code == 422
    assert not Case.objects.exists()
    user.roles = ["clerk"]
    user.save(update_fields=["roles"])
    assert send(browser_of_user(user), sent).status_code == 200


def browser_of_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_changed_password_does_not_keep_anything_back() -> None:
    client = clerk()
    device = set_up(client)
    sent = application(device, leased(client, device)[0])
    user = User.objects.get(pk=at_window().id or 0)
    mark = client.get(f"/desk/offline/me/?device={device}").json()["mark"]
    user.set_password("another-long-test-password")
    user.save(update_fields=["password"])
    again = browser_of_user(user)
    assert again.get(f"/desk/offline/me/?device={device}").json()["mark"] != mark
    assert send(again, sent).status_code == 200


def test_a_struck_off_device_is_refused_with_a_sentence_and_clears_itself() -> None:
    client = clerk()
    device = set_up(client)
    sent = application(device, leased(client, device)[0])
    page = client.get("/desk/devices/").content.decode()
    assert f"/desk/devices/{device}/strike-off/" in page
    other = at_desk(Role.CLERK, name="other")
    assert device not in other.get("/desk/devices/").content.decode()
    assert other.post(f"/desk/devices/{device}/strike-off/").status_code == 403
    assert Client().get(f"/desk/offline/struck/?device={device}").json() == {"struck": False}
    assert (
        at_desk(Role.ADMIN, "service-centre").post(f"/desk/devices/{device}/strike-off/").status_code == 302
    )
    answer = send(client, sent)
    assert answer.status_code == 409
    assert "停用" in answer.json()["words"]
    told = client.get(f"/desk/offline/me/?device={device}").json()
    assert (told["struck"], told["secret"]) == (True, "")
    assert Client().get(f"/desk/offline/struck/?device={device}").json() == {"struck": True}
    assert Client().get("/desk/offline/struck/?device=x").json() == {"struck": False}
    assert not Case.objects.exists()
    assert set(LeasedNumber.objects.values_list("state", flat=True)) == {"voided"}
