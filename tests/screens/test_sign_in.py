"""Both sign-ins are one: the same refusals, the same limits, the same first page."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import PASSWORD, person

from banli.kernel.actors import Role

DOORS = pytest.mark.parametrize("door", ["/desk/sign-in/", "/login/"])


@DOORS
@pytest.mark.parametrize(
    ("role", "department", "page"), [(Role.CLERK, "transport", "/desk/"), (Role.APPLICANT, None, "/my/")]
)
def test_whoever_asked_for_no_page_begins_at_the_own_one(
    house: None, door: str, role: Role, department: str | None, page: str
) -> None:
    person(role, department, name="lin")
    answer = Client().post(door, {"username": "lin", "password": PASSWORD})
    assert answer["Location"] == page


@DOORS
def test_a_wrong_password_says_what_more_of_them_lead_to(house: None, door: str) -> None:
    person(Role.CLERK, name="lin")
    answer = Client().post(door, {"username": "lin", "password": "wrong"})
    assert "用户名或密码不正确" in answer.content.decode()


@DOORS
def test_a_locked_name_answers_429_and_says_how_long(house: None, door: str) -> None:
    person(Role.CLERK, name="lin")
    for _ in range(5):
        Client().post(door, {"username": "lin", "password": "wrong"})
    answer = Client().post(door, {"username": "lin", "password": PASSWORD})
    assert answer.status_code == 429
    assert "请十五分钟后再试" in answer.content.decode()


@DOORS
def test_signing_in_begins_an_empty_session(house: None, door: str) -> None:
    person(Role.CLERK, name="lin")
    client = Client()
    session = client.session
    session["unlocked"] = ["somebody's case"]
    session.save()
    client.post(door, {"username": "lin", "password": PASSWORD})
    assert "unlocked" not in client.session


def test_the_public_sign_in_sends_nobody_to_an_administrator_they_do_not_have(house: None) -> None:
    for _ in range(6):
        answer = Client().post("/login/", {"username": "nobody", "password": "wrong"})
    assert "管理员" not in answer.content.decode()
