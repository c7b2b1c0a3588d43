"""Sessions: seen and ended by their owner, and over after a day however busy they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import PASSWORD, person

import banli
from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.errors import Missing
from banli.people.models import Session, SignIn, User
from banli.people.rules import WHOLE_APPLICANT, WHOLE_STAFF, browser_words, is_over
from banli.people.service import (
    actor_for,
    change_account,
    end_account,
    end_other_sessions,
    end_session,
    open_sessions,
    reset_password,
)

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"
PHONE = "Mozilla/5.0 (Linux; Android 13; V2118) AppleWebKit/537.36 Chrome/111 Mobile Safari/537.36 MicroMessenger/8"


def signed_in(name: str = "lin", browser: str = EDGE, address: str = "10.7.7.7") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"user-agent": browser})
    client.post("/login/", {"username": name, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/my/account/").status_code == 200


def of(name: str = "lin") -> Actor:
    return actor_for(User.objects.get(username=name))


def with_roles(admin: Actor, user: User, roles: list[str]) -> None:
    change_account(
        by=admin,
        person=user.pk,
        display_name="林",
        roles=roles,
        department=user.department_id or "",
        window=user.window_id or "",
    )


@pytest.fixture
def lin(house: None) -> Actor:
    return person(Role.CLERK, name="lin")


def test_everybody_sees_where_they_are_signed_in_and_nobody_else_does(lin: Actor) -> None:
    person(Role.CLERK, name="bai")
    desk, _phone, _other = signed_in(), signed_in(browser=PHONE, address="10.8.8.8"), signed_in("bai")
    page = desk.get("/my/account/").content.decode()
    assert "Edge" in page
    assert "微信" in page
    assert "10.8.8.8" in page
    assert page.count("当前浏览器") == 1
    assert len(open_sessions(of())) == 2
    key = desk.session.session_key
    assert key
    assert key not in page


def test_a_session_is_ended_from_another_browser_and_that_is_written_down(lin: Actor) -> None:
    desk, phone = signed_in(), signed_in(browser=PHONE)
    mark = Session.objects.get(pk=phone.session.session_key).mark
    answer = desk.post(f"/my/account/sessions/{mark}/end/", follow=True)
    assert "已结束" in answer.content.decode()
    assert is_in(desk)
    assert not is_in(phone)
    assert SignIn.objects.latest("pk").outcome == "ended"
    again = desk.post(f"/my/account/sessions/{mark}/end/", follow=True)
    assert again.status_code == 200
    assert is_in(desk)


def test_all_others_are_ended_at_once(lin: Actor) -> None:
    desk, phone, hall = signed_in(), signed_in(browser=PHONE), signed_in()
    desk.post("/my/account/sessions/end/")
    assert [is_in(one) for one in (desk, phone, hall)] == [True, False, False]
    desk.post("/my/account/sessions/end/")
    assert is_in(desk)
    assert SignIn.objects.filter(outcome="ended").count() == 2


def test_nobody_ends_the_session_of_somebody_else(lin: Actor) -> None:
    bai, desk = person(Role.CLERK, name="bai"), signed_in()
    mark = Session.objects.get(pk=desk.session.session_key).mark
    with pytest.raises(Missing):
        end_session(by=bai, mark=mark, address="")
    assert end_other_sessions(by=bai, mark="", address="") == 0
    assert signed_in("bai").post(f"/my/account/sessions/{mark}/end/").status_code == 302
    assert is_in(desk)


def test_a_visitors_session_belongs_to_nobody_and_is_ended_by_nobody(lin: Actor) -> None:
    visitor = Client()
    visitor.post("/track/", {"number": "x", "password": "y"})
    visitor.get("/login/")
    for mark in ("", "x"):
        with pytest.raises(Missing):
            end_session(by=VISITOR, mark=mark, address="")
    assert end_other_sessions(by=VISITOR, mark="", address="") == 0


@pytest.mark.parametrize("taken", ["role", "account", "password"])
def test_what_an_administrator_takes_ends_every_session(taken: str, house: None) -> None:
    admin = person(Role.ADMIN, name="admin")
    user = User.objects.get(username=person(Role.CLERK, name="lin").name)
    with_roles(admin, user, ["clerk", "reviewer"])
    desk, phone = signed_in(), signed_in(browser=PHONE)
    if taken == "role":
        with_roles(admin, user, ["reviewer"])
    elif taken == "account":
        end_account(by=admin, person=user.pk, reason="调离")
    else:
        reset_password(by=admin, person=user.pk)
    assert not is_in(desk)
    assert not is_in(phone)
    assert not Session.objects.filter(user=user).exists()


def test_who_is_given_a_role_or_moved_stays_signed_in(house: None) -> None:
    admin, lin = person(Role.ADMIN, name="admin"), person(Role.CLERK, name="lin")
    desk, user = signed_in(), User.objects.get(pk=lin.id or 0)
    with_roles(admin, user, ["clerk", "reviewer"])
    assert is_in(desk)


def test_a_busy_session_of_the_desk_asks_to_sign_in_after_twelve_hours(lin: Actor, clock: HeldClock) -> None:
    clock.set("2022-10-17T08:00")
    desk = signed_in()
    for _half_hour in range(23):
        clock.move(minutes=30)
        assert desk.get("/desk/").status_code == 200
    clock.move(minutes=30)
    answer = desk.get("/desk/cases/?view=open")
    assert answer.status_code == 302
    assert answer["Location"].endswith("next=/desk/cases/%3Fview%3Dopen")
    assert not is_in(desk)


@given(st.integers(0, 10**6), st.sampled_from([*Role]))
def test_a_session_is_over_as_its_owners_hours_say_and_an_applicants_lasts_longer(
    lived: int, role: Role
) -> None:
    whole = WHOLE_APPLICANT if role is Role.APPLICANT else WHOLE_STAFF
    assert is_over(0, lived, [str(role)]) is (timedelta(seconds=lived) >= whole)
    assert is_over(lived, 0, [str(role)]) is is_over(0, lived, [str(role)])


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (EDGE, ("Edge", "Windows")),
        (PHONE, ("WeChat", "Android")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0", ("Firefox", "Linux")),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) Version/17.1 Safari/604.1",
            ("Safari", "iPhone"),
        ),
        ("curl/8.5", ("", "")),
        ("", ("", "")),
    ],
)
def test_what_a_browser_says_of_itself_is_told_in_words(said: str, words: tuple[str, str]) -> None:
    assert browser_words(said) == words


@given(st.text(max_size=600))
def test_whatever_a_browser_says_it_has_words(said: str) -> None:
    program, system = browser_words(said)
    assert isinstance(program, str)
    assert isinstance(system, str)


def python_files() -> Iterator[Path]:
    yield from Path(banli.__file__).parent.rglob("*.py")


def test_every_door_signs_in_at_one_place() -> None:
    """A session without its beginning would never be over and could not be ended."""
    calling = [
        path.name
        for path in python_files()
        if "import login\n" in (text := path.read_text(encoding="utf-8")) or " login(request" in text
    ]
    assert calling == ["sign_in.py"]


def test_a_session_says_when_its_owner_was_last_there(lin: Actor, clock: HeldClock) -> None:
    clock.set("2022-10-17T08:00")
    desk = signed_in()
    clock.move(minutes=10)
    desk.get("/desk/")
    (one,) = open_sessions(of())
    assert one.begun_at is not None
    assert one.seen_at is not None
    assert one.seen_at - one.begun_at == timedelta(minutes=10)
    assert isinstance(one.begun_at, datetime)
