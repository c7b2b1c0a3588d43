"""Passkeys: made, listed, removed; signing in by one, and as the second factor of staff."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.accounts.authenticator import PRESENT, Authenticator
from tests.house import person
from tests.portal.test_accounts import signed_in

from banli.accounts.models import Passkey
from banli.accounts.service import has_passkey, reset_second_factor
from banli.kernel.actors import Role
from banli.ledger.models import Event
from banli.people.models import User
from banli.people.service import actor_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("house")]
MINE = "/my/account/passkeys/"


def owner(role: Role = Role.APPLICANT) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(pk=person(role, None if role == Role.APPLICANT else "transport").id or 0)
    )
    return client


def registered(client: Client, device: Authenticator, name: str = "我的手机") -> Any:
    options = client.post(f"{MINE}new/").json()
    assert options["authenticatorSelection"]["userVerification"] == "required"
    return client.post(MINE, {"name": name, "answer": device.make(options)})


def shown(client: Client, device: Authenticator, **more: str) -> Any:
    options = client.post("/login/passkey/options/").json()
    return client.post("/login/passkey/", {"answer": device.show(options), **more})


def test_a_passkey_signs_in_without_password_or_code() -> None:
    client, device = owner(), Authenticator()
    assert registered(client, device).status_code == 302
    assert "我的手机" in client.get(MINE).content.decode()
    browser = Client()
    assert shown(browser, device, next="/my/account/")["Location"] == "/my/account/"
    assert signed_in(browser).pk == signed_in(client).pk
    assert Passkey.objects.get().used_at is not None
    key = Passkey.objects.get()
    for _ in range(1):
        assert client.post(f"{MINE}{key.pk}/remove/").status_code == 302
    assert shown(Client(), device)["Location"] == "/login/"
    names = [
        one.name for one in Event.objects.filter(topic="person", name__startswith="passkey").order_by("seq")
    ]
    assert names == ["passkey_added", "passkey_removed"]


@pytest.mark.parametrize(
    "changes",
    [
        {"origin": "https://elsewhere.example"},
        {"host": "elsewhere.example"},
        {"flags": PRESENT},
        {"flags": 0},
    ],
)
def test_what_was_made_elsewhere_or_by_nobody_is_refused(changes: dict[str, Any]) -> None:
    client, device = owner(), Authenticator(**changes)
    assert registered(client, device).status_code == 422
    honest = Authenticator()
    registered(client, honest)
    for key, value in changes.items():
        setattr(honest, key, value)
    browser = Client()
    assert shown(browser, honest)["Location"] == "/login/"
    assert "_auth_user_id" not in browser.session


def test_an_answer_counts_once_and_a_copy_is_noticed() -> None:
    client, device = owner(), Authenticator()
    registered(client, device)
    browser = Client()
    options = browser.post("/login/passkey/options/").json()
    sent = {"answer": device.show(options)}
    assert browser.post("/login/passkey/", sent)["Location"] == "/my/"
    again = Client()
    again.post("/login/passkey/options/")
    assert again.post("/login/passkey/", sent)["Location"] == "/login/", "signed for another challenge"
    device.count = 0
    assert shown(Client(), device)["Location"] == "/login/", "counts less than before"


@pytest.mark.parametrize(
    "answer", ["", "{}", "rubbish", '{"id": "x", "rawId": "x", "type": "public-key", "response": {}}']
)
def test_rubbish_is_refused_in_words(answer: str) -> None:
    client, browser = owner(), Client()
    client.post(f"{MINE}new/")
    assert client.post(MINE, {"name": "我的手机", "answer": answer}).status_code == 422
    browser.post("/login/passkey/options/")
    assert browser.post("/login/passkey/", {"answer": answer})["Location"] == "/login/"
    assert client.post(MINE, {"name": " ", "answer": "x"}).status_code == 422


def test_somebody_elses_is_not_removed() -> None:
    client, device = owner(), Authenticator()
    registered(client, device)
    other = Client()
    other.force_login(User.objects.get(pk=person(Role.APPLICANT, None, name="another").id or 0))
    assert other.post(f"{MINE}{Passkey.objects.get().pk}/remove/").status_code == 404
    assert registered(other, device).status_code == 422, "one key is one account's"


def test_it_is_the_second_factor_of_staff_whose_role_must_have_one(settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"approver"})
    client, device = owner(Role.APPROVER), Authenticator()
    registered(client, device)
    user = signed_in(client)
    user.set_password("korrekt-pferd-9")
    user.save()
    browser = Client()
    told = {"username": user.username, "password": "korrekt-pferd-9"}
    assert browser.post("/login/", told)["Location"] == "/login/second/"
    assert "通行密钥" in browser.get("/login/second/").content.decode()
    strange = Authenticator()
    registered(owner(), strange)
    assert shown(browser, strange)["Location"] == "/login/second/", "of another account"
    assert shown(browser, device)["Location"].startswith("/desk/")
    reset_second_factor(by=actor_for(signed_in(owner(Role.ADMIN))), person=user.pk)
    assert not has_passkey(user.pk)
