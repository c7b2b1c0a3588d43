"""Accounts in their life: added, changed, ended, opened again; passwords handed out and chosen."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from tests.house import PASSWORD, open_house, person

from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import events
from banli.people.models import User
from banli.people.service import (
    accounts,
    actor_for,
    change_account,
    change_own_password,
    end_account,
    open_account,
    reopen_account,
    reset_password,
)

NEW = "ein-ganz-neues-2022"


def admin(name: str = "guan") -> Actor:
    return person(Role.ADMIN, "service-centre", name=name)


def changed(by: Actor, who: Actor, **changes: Any) -> User:
    user = User.objects.get(pk=who.id or 0)
    present = {
        "display_name": user.display_name,
        "roles": user.roles,
        "department": user.department_id or "",
        "window": user.window_id or "",
    }
    return change_account(by=by, person=user.pk, **(present | changes))


def told(who: Actor, event: int) -> dict[str, Any]:
    """What an event of somebody's account says."""
    return dict(json.loads(events("person", str(who.id))[event].body))


def signed_in(name: str, password: str = PASSWORD) -> Client:
    client = Client()
    assert client.post("/desk/sign-in/", {"username": name, "password": password}).status_code == 302
    return client


def test_somebody_new_signs_in_with_a_password_that_opens_only_its_own_change(house: None) -> None:
    _user, secret = open_account(
        by=admin(),
        username="lin",
        display_name="林示例",
        roles=["clerk"],
        department="transport",
        window="transport-03",
    )
    client = signed_in("lin", secret)
    for address in ("/desk/", "/desk/counter/", "/my/", "/items/"):
        assert client.get(address)["Location"] == "/my/account/"
    sent = {"current": secret, "new": NEW, "again": NEW}
    assert client.post("/my/account/", sent)["Location"] == "/my/account/"
    assert client.get("/desk/counter/").status_code == 200
    assert [one.name for one in events("person", str(User.objects.get(username="lin").pk))] == [
        "added",
        "password_changed",
    ]


def test_an_ended_account_is_out_with_the_next_click_and_stays_out(house: None) -> None:
    by, lin = admin(), person(Role.CLERK, window="transport-03", name="lin")
    browsers = [signed_in("lin"), signed_in("lin")]
    assert browsers[0].get("/desk/").status_code == 200
    end_account(by=by, person=lin.id or 0, reason="调离")
    for client in browsers:
        assert client.get("/desk/")["Location"].startswith("/desk/sign-in/")
    refused = Client().post("/desk/sign-in/", {"username": "lin", "password": PASSWORD})
    assert "用户名或密码不正确" in refused.content.decode()
    _user, secret = reopen_account(by=by, person=lin.id or 0)
    assert browsers[0].get("/desk/").status_code == 302
    assert signed_in("lin", secret).get("/desk/")["Location"] == "/my/account/"
    assert [one.name for one in events("person", str(lin.id))] == ["added", "ended", "reopened"]
    assert told(lin, 1) == {"reason": "调离"}


def test_a_role_taken_ends_the_session_and_the_next_one_is_without_it(house: None) -> None:
    by, lin = admin(), person(Role.CLERK, window="transport-03", name="lin")
    client = signed_in("lin")
    assert client.get("/desk/counter/").status_code == 200
    changed(by, lin, roles=["reviewer"], window="")
    assert client.get("/desk/counter/")["Location"].startswith("/desk/sign-in/")
    assert signed_in("lin").get("/desk/counter/").status_code == 403
    assert actor_for(User.objects.get(pk=lin.id or 0)).roles == {Role.REVIEWER}
    body = told(lin, -1)
    assert (body["before"]["roles"], body["after"]["roles"]) == (["clerk"], ["reviewer"])


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"roles": [], "window": ""}, "roles"),
        ({"roles": ["emperor"], "window": ""}, "roles"),
        ({"roles": ["system"], "window": ""}, "roles"),
        ({"roles": ["admin", "approver"], "window": ""}, "roles"),
        ({"department": "", "window": ""}, "department"),
        ({"roles": ["reviewer"]}, "window"),
        ({"display_name": " "}, "display_name"),
        ({"display_name": "张" * 151}, "display_name"),
        ({"display_name": "张\x00"}, "display_name"),
    ],
)
def test_what_nobody_can_be_is_told_at_its_field(house: None, change: dict[str, Any], where: str) -> None:
    lin = person(Role.CLERK, window="transport-03", name="lin")
    with pytest.raises(Invalid) as refusal:
        changed(admin(), lin, **change)
    assert [one.where for one in refusal.value.problems] == [where]


def test_a_window_belongs_to_its_department(house: None) -> None:
    lin = person(Role.CLERK, window="transport-03", name="lin")
    with pytest.raises(Missing):
        changed(admin(), lin, window="health-07")


def test_the_last_administrator_stays(house: None) -> None:
    first, second = admin(), admin("guan-2")
    end_account(by=first, person=second.id or 0, reason="退休")
    acts: tuple[Callable[[], object], ...] = (
        lambda: end_account(by=first, person=first.id or 0, reason="退休"),
        lambda: changed(first, first, roles=["editor"]),
    )
    for act in acts:
        with pytest.raises(Refused, match="最后一名"):
            act()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_at_once_leave_one() -> None:
    open_house()
    pair = [admin(), admin("guan-2")]

    def one(hand: int) -> str:
        try:
            end_account(by=pair[hand], person=pair[1 - hand].id or 0, reason="互相停用")
        except Refused:
            return "refused"
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(one, range(2))) == ["done", "refused"]
    assert User.objects.filter(is_active=True, roles__contains=["admin"]).count() == 1


def test_a_page_that_is_behind_changes_nothing(house: None) -> None:
    by, lin = admin(), person(Role.CLERK, window="transport-03", name="lin")
    changed(by, lin, window="transport-04")
    with pytest.raises(Stale):
        changed(by, lin, window="transport-03", version=0)
    with pytest.raises(Stale):
        end_account(by=by, person=lin.id or 0, reason="调离", version=0)
    with pytest.raises(Stale):
        reset_password(by=by, person=lin.id or 0, version=0)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.ADMIN, Role.SYSTEM}])
def test_nobody_but_an_administrator_keeps_accounts(house: None, role: Role) -> None:
    by, lin = person(role, name="other"), person(Role.CLERK, window="transport-03", name="lin")
    for act in (
        lambda: accounts(by),
        lambda: changed(by, lin),
        lambda: end_account(by=by, person=lin.id or 0, reason="x"),
        lambda: reopen_account(by=by, person=lin.id or 0),
        lambda: reset_password(by=by, person=lin.id or 0),
    ):
        with pytest.raises(Denied):
            act()


def own(who: Actor, current: str, new: str) -> User:
    return change_own_password(by=who, current=current, new=new, address="10.0.0.1")


def test_a_password_of_ones_own_ends_every_other_session(house: None) -> None:
    person(Role.CLERK, window="transport-03", name="lin")
    here, elsewhere = signed_in("lin"), signed_in("lin")
    here.post("/my/account/", {"current": PASSWORD, "new": NEW, "again": NEW})
    assert here.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302
    signed_in("lin", NEW)


@pytest.mark.parametrize(
    ("current", "new", "where"),
    [
        ("wrong", NEW, "current"),
        (PASSWORD, PASSWORD, "new"),
        (PASSWORD, "short", "new"),
        (PASSWORD, "13579135791357", "new"),
        (PASSWORD, "password123", "new"),
        (PASSWORD, "lin-example", "new"),
    ],
)
def test_an_easy_password_and_a_wrong_one_are_told_at_their_field(
    house: None, current: str, new: str, where: str
) -> None:
    lin = person(Role.CLERK, window="transport-03", name="lin-example")
    with pytest.raises(Invalid) as refusal:
        own(lin, current, new)
    assert {one.where for one in refusal.value.problems} == {where}


def test_somebody_elses_open_browser_is_no_way_to_guess_the_password(house: None) -> None:
    person(Role.CLERK, window="transport-03", name="lin")
    client = signed_in("lin")
    sent = {"current": "wrong", "new": NEW, "again": NEW}
    told = [client.post("/my/account/", sent).status_code for _try in range(6)]
    assert told == [422] * 5 + [429]


def test_the_platform_adds_nobody_twice(house: None) -> None:
    lin: dict[str, Any] = {
        "username": "lin",
        "display_name": "林",
        "roles": ["clerk"],
        "department": "transport",
        "window": "",
    }
    open_account(by=SYSTEM, **lin)
    with pytest.raises(Invalid):
        open_account(by=SYSTEM, **lin)
