"""Signing in, out, and failing to: each leaves a record, and none is kept of what was typed."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.officers import at_desk
from tests.house import PASSWORD, person, submitted

from banli.cases.service import query_password
from banli.kernel.actors import Role
from banli.people.models import SignIn


def outcomes() -> list[tuple[str, str]]:
    return [(one.user.username if one.user else "", one.outcome) for one in SignIn.objects.order_by("id")]


@pytest.mark.parametrize(("door", "exit_"), [("/desk/sign-in/", "/desk/sign-out/"), ("/login/", "/logout/")])
def test_every_door_leaves_the_same_records(house: None, door: str, exit_: str) -> None:
    person(Role.CLERK, name="lin")
    client = Client(REMOTE_ADDR="10.7.7.7")
    client.post(door, {"username": "lin", "password": "wrong"})
    client.post(door, {"username": "my-password-by-mistake", "password": "x"})
    client.post(door, {"username": "lin", "password": PASSWORD})
    client.post(exit_)
    assert outcomes() == [("lin", "failed"), ("", "failed"), ("lin", "in"), ("lin", "out")]
    assert {one.address for one in SignIn.objects.all()} == {"10.7.7.7"}


def test_everybody_sees_the_own_and_administrators_and_supervisors_see_all(house: None) -> None:
    person(Role.CLERK, name="lin")
    client = Client(REMOTE_ADDR="10.7.7.7")
    client.post("/login/", {"username": "lin", "password": PASSWORD})
    assert "10.7.7.7" in client.get("/my/account/").content.decode()
    for role in (Role.ADMIN, Role.SUPERVISOR):
        page = at_desk(role, "service-centre").get("/desk/sign-ins/").content.decode()
        assert "lin" in page
        assert "10.7.7.7" in page
    assert at_desk(Role.HALL_MANAGER).get("/desk/sign-ins/").status_code == 403


def test_a_new_session_begins_with_signing_in_and_none_is_left_with_signing_out(house: None) -> None:
    """On a machine that many use: what somebody opened before is not there for whoever signs in next."""
    person(Role.CLERK, name="lin")
    case = submitted()
    client = Client()
    client.post("/track/", {"number": case.number, "password": query_password(case.number)})
    before = client.session.session_key
    client.post("/login/", {"username": "lin", "password": PASSWORD})
    signed_in = client.session.session_key
    assert signed_in != before
    assert "unlocked" not in client.session
    client.post("/logout/")
    assert client.session.session_key != signed_in
    assert client.get(f"/track/{case.number}/").status_code == 404


def test_opening_and_leaving_a_case_renews_the_key_of_the_session(house: None) -> None:
    first, second = submitted(), submitted()
    client = Client()
    keys = []
    for case in (first, second):
        client.post("/track/", {"number": case.number, "password": query_password(case.number)})
        keys.append(client.session.session_key or "")
    old = Client()
    old.cookies["sessionid"] = keys[0]
    assert old.get(f"/track/{first.number}/").status_code == 404
    taken = Client()
    taken.cookies["sessionid"] = keys[1]
    client.post("/track/leave/")
    for case in (first, second):
        assert client.get(f"/track/{case.number}/").status_code == 404
        assert taken.get(f"/track/{case.number}/").status_code == 404


def test_an_opened_case_is_closed_after_half_an_hour_without_a_click(house: None) -> None:
    case = submitted()
    client = Client()
    client.post("/track/", {"number": case.number, "password": query_password(case.number)})
    client.get(f"/track/{case.number}/")
    assert client.session.get_expiry_age() == 30 * 60


def test_an_administrator_adds_changes_ends_and_reopens_on_pages(house: None) -> None:
    desk = at_desk(Role.ADMIN, "service-centre")
    sent = {
        "username": "zhou",
        "display_name": "周示例",
        "roles": ["clerk"],
        "department": "transport",
        "window": "transport-03",
    }
    made = desk.post("/desk/people/new/", sent)
    assert made.status_code == 200
    secret, zhou = made.context["secret"], made.context["person"]
    assert secret in made.content.decode()
    assert secret not in desk.get(f"/desk/people/{zhou.pk}/").content.decode()
    nothing = desk.post("/desk/people/new/", {"username": "\u200b", "display_name": "张\x07"})
    assert {"username", "display_name", "roles"} <= set(nothing.context["form"].errors)
    again = desk.post("/desk/people/new/", sent)
    assert again.status_code == 422
    assert "该用户名已被使用" in again.content.decode()
    assert "周示例" in desk.get("/desk/people/?q=周示").content.decode()
    page = f"/desk/people/{zhou.pk}/"
    wrong = desk.post(f"{page}change/", {**sent, "window": "health-07", "version": 0})
    assert (wrong.status_code, "window" in wrong.context["form"].errors) == (422, True)
    assert (
        desk.post(f"{page}change/", {**sent, "roles": ["reviewer"], "window": "", "version": 0}).status_code
        == 302
    )
    assert desk.post(f"{page}reset/", {"version": 0}).status_code == 409
    assert desk.post(f"{page}end/", {"version": 1}).status_code == 422
    assert desk.post(f"{page}end/", {"version": 1, "reason": "调离"}).status_code == 302
    assert "周示例" in desk.get("/desk/people/?view=ended").content.decode()
    assert desk.post(f"{page}reopen/", {"version": 2}).context["secret"]
    assert desk.post(f"{page}reopen/", {}).status_code == 302
    assert desk.post(f"{page}nothing/", {"version": 3}).status_code == 404
    assert desk.get("/desk/people/999999999/").status_code == 404


def test_no_other_role_opens_the_pages_of_people(house: None) -> None:
    for role in Role:
        if role in {Role.ADMIN, Role.SYSTEM}:
            continue
        assert at_desk(role).get("/desk/people/").status_code == 403, role
