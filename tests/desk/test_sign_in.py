"""Signing in: back to where one came from, no guessing, and in words that help."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, person

from banli.kernel.actors import Role

DOOR = "/desk/sign-in/"


@pytest.fixture
def clerk(house: None) -> str:
    person(Role.CLERK, name="lin")
    return "lin"


def tries(password: str, username: str = "lin", **more: str) -> object:
    return Client().post(DOOR, {"username": username, "password": password, **more})


def test_a_page_asked_for_without_a_session_comes_back_after_signing_in(clerk: str) -> None:
    client = Client()
    away = client.get("/desk/cases/?view=accept")
    assert away["Location"] == "/desk/sign-in/?next=/desk/cases/%3Fview%3Daccept"
    assert "登录后回到刚才的页面" in client.get(away["Location"]).content.decode()
    back = client.post(
        away["Location"], {"username": clerk, "password": PASSWORD, "next": "/desk/cases/?view=accept"}
    )
    assert back["Location"] == "/desk/cases/?view=accept"


def test_nobody_is_led_to_another_site(clerk: str) -> None:
    answer = tries(PASSWORD, next="https://elsewhere.example/")
    assert answer["Location"] == "/desk/"  # type: ignore[index]


def test_an_applicant_is_led_to_the_own_cases(house: None) -> None:
    person(Role.APPLICANT, None, name="someone")
    assert tries(PASSWORD, "someone")["Location"] == "/my/"  # type: ignore[index]


def test_a_wrong_password_keeps_the_name_and_says_what_will_happen(clerk: str) -> None:
    answer = tries("wrong")
    text = answer.content.decode()  # type: ignore[attr-defined]
    assert "用户名或密码不正确" in text
    assert 'value="lin"' in text
    assert "wrong" not in text


def test_five_wrong_tries_lock_the_name_even_for_the_right_password(clerk: str, clock: HeldClock) -> None:
    for _ in range(5):
        tries("wrong")
    answer = tries(PASSWORD, "LIN")
    assert "请十五分钟后再试" in answer.content.decode()  # type: ignore[attr-defined]
    clock.move(minutes=16)
    assert tries(PASSWORD).status_code == 302  # type: ignore[attr-defined]


def test_a_locked_name_locks_no_other(clerk: str) -> None:
    for _ in range(5):
        tries("wrong")
    person(Role.CLERK, name="zhou")
    assert tries(PASSWORD, "zhou").status_code == 302  # type: ignore[attr-defined]


def test_a_right_password_clears_the_count(clerk: str) -> None:
    for _ in range(4):
        tries("wrong")
    assert tries(PASSWORD).status_code == 302  # type: ignore[attr-defined]
    tries("wrong")
    assert tries(PASSWORD).status_code == 302  # type: ignore[attr-defined]


def test_signing_out_ends_the_session(clerk: str) -> None:
    client = Client()
    client.post(DOOR, {"username": clerk, "password": PASSWORD})
    assert client.get("/desk/").status_code == 200
    assert client.post("/desk/sign-out/")["Location"] == DOOR
    assert client.get("/desk/").status_code == 302
    assert client.get("/desk/sign-out/").status_code == 405
