"""The second factor: an authenticator app beside password or code, for applicants and staff alike."""

from __future__ import annotations

import base64
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, person
from tests.portal.test_accounts import MOBILE, asked, code_for, registered, signed_in

from banli.accounts.models import RecoveryCode, SecondFactor
from banli.accounts.rules.second_factor import STEP
from banli.kernel.actors import Role
from banli.people.models import User

pytestmark = pytest.mark.django_db
SECOND, SET_UP = "/login/second/", "/my/account/second/"


@pytest.fixture(autouse=True)
def _demo(house: None, settings: Any) -> None:
    settings.DEMO = True


def app_of(client: Client) -> TOTP:
    """The authenticator app that scanned the code on the page."""
    assert client.post(SET_UP).status_code == 302
    address = client.session["second_factor_address"]
    key = parse_qs(urlsplit(address).query)["secret"][0]
    assert key in client.get(SET_UP).content.decode()
    return TOTP(base64.b32decode(key), 6, SHA1(), STEP, enforce_key_length=False)


def now(app: TOTP, clock: HeldClock, steps: int = 0) -> str:
    """What it shows."""
    return app.generate(int(clock.now.timestamp()) + steps * STEP).decode()


def set_up(client: Client, clock: HeldClock) -> tuple[TOTP, list[str]]:
    """A browser whose owner has one now; the app, and the codes for when it is lost."""
    app = app_of(client)
    answer = client.post(SET_UP, {"code": now(app, clock)})
    assert answer.status_code == 200
    clock.move(minutes=1)
    return app, answer.context["codes"]


def officer(role: Role = Role.REVIEWER) -> Client:
    """Somebody of the house at the sign-in page with the right password."""
    client = Client()
    client.force_login(User.objects.get(pk=person(role).id or 0))
    return client


def with_password(role: Role = Role.REVIEWER) -> Client:
    """... whose password was taken."""
    client, name = Client(), User.objects.get(pk=person(role).id or 0).username
    answer = client.post("/desk/sign-in/", {"username": name, "password": PASSWORD, "next": "/desk/cases/"})
    assert answer["Location"] == SECOND
    return client


def test_the_code_of_the_app_is_asked_for_after_the_password(clock: HeldClock) -> None:
    app, _codes = set_up(officer(), clock)
    client = with_password()
    assert client.get("/desk/cases/").status_code == 302, "half is not signed in"
    assert client.post(SECOND, {"code": "000000"}).status_code == 422
    assert client.post(SECOND, {"code": now(app, clock)})["Location"] == "/desk/cases/"
    assert client.get("/desk/cases/").status_code == 200


def test_and_after_a_code_to_the_mobile(clock: HeldClock) -> None:
    app, _codes = set_up(registered(), clock)
    client = Client()
    asked(client)
    assert client.post("/login/code/enter/", {"code": code_for(MOBILE)})["Location"] == SECOND
    assert not signed_in(client).is_authenticated
    assert client.post(SECOND, {"code": now(app, clock)})["Location"] == "/my/"
    assert client.get("/my/account/").context["by_code"]


def test_a_code_passes_once_and_a_minute_late_not_at_all(clock: HeldClock) -> None:
    app, _codes = set_up(officer(), clock)
    code = now(app, clock)
    assert with_password().post(SECOND, {"code": code}).status_code == 302
    assert with_password().post(SECOND, {"code": code}).status_code == 422
    clock.move(minutes=5)
    for steps, passes in ((-2, False), (2, False), (-1, True), (1, True)):
        answer = with_password().post(SECOND, {"code": now(app, clock, steps)})
        assert (answer.status_code == 302) == passes, steps


def test_five_wrong_codes_close_the_account_for_a_while(clock: HeldClock) -> None:
    app, _codes = set_up(officer(), clock)
    client = with_password()
    assert [client.post(SECOND, {"code": "000000"}).status_code for _ in range(6)] == [422] * 5 + [429]
    assert client.post(SECOND, {"code": now(app, clock)}).status_code == 429
    clock.move(minutes=16)
    assert client.post(SECOND, {"code": now(app, clock)})["Location"] == "/login/", "waited too long"


def test_a_recovery_code_signs_in_once(clock: HeldClock) -> None:
    _app, codes = set_up(officer(), clock)
    assert len(set(codes)) == 8
    assert with_password().post(SECOND, {"code": f" {codes[0].lower()} "}).status_code == 302
    assert with_password().post(SECOND, {"code": codes[0]}).status_code == 422
    assert RecoveryCode.objects.filter(used_at=None).count() == 7


def test_what_is_kept_makes_no_codes(clock: HeldClock) -> None:
    client = officer()
    app = app_of(client)
    key = parse_qs(urlsplit(client.session["second_factor_address"]).query)["secret"][0]
    row = SecondFactor.objects.get()
    assert key not in row.secret
    assert row.confirmed_at is None
    with_password_in = Client().post("/login/", {"username": "nobody", "password": "x"})
    assert with_password_in.status_code == 200
    assert client.post(SET_UP, {"code": "000000"}).status_code == 422
    assert client.post(SET_UP, {"code": now(app, clock)}).status_code == 200


def test_it_is_taken_away_with_a_last_code_alone(clock: HeldClock) -> None:
    client = officer()
    app, _codes = set_up(client, clock)
    assert client.post(SET_UP, {"code": "000000"}).status_code == 422
    assert client.post(SET_UP, {"code": now(app, clock)}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()


def test_a_role_that_must_have_one_does_nothing_before(clock: HeldClock, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({"reviewer"})
    name = User.objects.get(pk=person(Role.REVIEWER).id or 0).username
    client = Client()
    assert client.post("/login/", {"username": name, "password": PASSWORD}).status_code == 302
    assert client.get("/desk/cases/")["Location"] == SET_UP
    set_up(client, clock)
    assert client.get("/desk/cases/").status_code == 200


def test_an_administrator_takes_away_the_one_of_a_lost_telephone(clock: HeldClock) -> None:
    client = officer()
    set_up(client, clock)
    user = signed_in(client)
    admin = Client()
    admin.force_login(User.objects.get(pk=person(Role.ADMIN, None).id or 0))
    page = f"/desk/people/{user.pk}/"
    assert "second_factor" in admin.get(page).content.decode()
    assert admin.post(f"{page}second_factor/", {"version": user.version}).status_code == 302
    assert not SecondFactor.objects.exists()
    assert officer().get("/desk/cases/").status_code == 200
