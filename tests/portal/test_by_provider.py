"""Signing in by an identity provider: there and back, and everything that is not believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from tests.accounts.identity_provider import (
    CLIENT,
    SECRET,
    STRANGE,
    IdentityProvider,
    identity_provider,
    unsigned,
)
from tests.house import person
from tests.portal.test_accounts import signed_in

from banli.accounts.models import ExternalIdentity
from banli.accounts.service import level_of
from banli.accounts.states import IdentityLevel
from banli.kernel import clock
from banli.kernel.actors import Role
from banli.ledger.models import Event
from banli.people.models import User
from banli.runtime.environment import BadEnvironment, read
from banli.runtime.provider_environment import IdentityProvider as Named

pytestmark = pytest.mark.django_db
NUMBER = "510104199003152010"


@pytest.fixture
def there(settings: Any, house: None) -> Iterator[IdentityProvider]:
    with identity_provider() as found:
        settings.IDENTITY_PROVIDER = Named(
            found.address, CLIENT, SECRET, "name", "id_number", "四川政务服务统一认证"
        )
        yield found


def came_back(there: IdentityProvider, wanted: str = "", browser: Client | None = None) -> tuple[Client, Any]:
    browser = browser or Client()
    away = browser.get(f"/login/provider/?next={wanted}")
    assert away.status_code == 302
    return browser, browser.get(f"/login/provider/back/?{there.grant(away['Location'])}")


def test_whoever_signs_in_there_is_known_here(there: IdentityProvider) -> None:
    assert "四川政务服务统一认证" in Client().get("/login/").content.decode()
    browser, answer = came_back(there, "/my/account/")
    assert answer["Location"] == "/my/account/"
    user = signed_in(browser)
    assert (user.display_name, user.identity, level_of(user)) == ("王芳", NUMBER, IdentityLevel.PROVIDER)
    names = [one.name for one in Event.objects.filter(topic="person", subject=str(user.pk)).order_by("seq")]
    assert names == ["registered", "provider_joined", "identity_checked"]
    again, _answer = came_back(there)
    assert signed_in(again).pk == user.pk
    assert ExternalIdentity.objects.count() == 1
    assert "统一身份认证" in browser.get("/my/account/").content.decode()


def test_an_account_that_was_checked_for_the_same_number_is_joined(there: IdentityProvider) -> None:
    known = person(Role.APPLICANT, None)
    User.objects.filter(pk=known.id or 0).update(identity=NUMBER)
    browser, _answer = came_back(there)
    assert signed_in(browser).pk == known.id


def test_an_account_of_the_house_is_never_joined(there: IdentityProvider) -> None:
    officer = person(Role.APPROVER)
    User.objects.filter(pk=officer.id or 0).update(identity=NUMBER)
    browser, _answer = came_back(there)
    assert signed_in(browser).pk != officer.id
    assert signed_in(browser).roles == ["applicant"]


def test_without_a_number_nobody_counts_as_checked(there: IdentityProvider) -> None:
    there.claims = {"id_number": "123"}
    browser, _answer = came_back(there)
    assert (signed_in(browser).identity, level_of(signed_in(browser))) == ("", IdentityLevel.CODE)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://elsewhere.example"},
        {"aud": "another"},
        {"aud": ["banli", "another"]},
        {"azp": "another"},
        {"nonce": "older"},
        {"nonce": None},
        {"exp": 1},
        {"exp": None},
        {"iat": None},
        {"sub": ""},
        {"nbf": 99_999_999_999},
    ],
)
def test_claims_that_are_not_for_us_now_are_refused(there: IdentityProvider, claims: dict[str, Any]) -> None:
    there.claims = claims
    _refused(there)


def test_a_clock_that_is_half_a_minute_off_is_borne(there: IdentityProvider) -> None:
    there.claims = {"exp": int(clock.machine_seconds()) - 30}
    browser, _answer = came_back(there)
    assert signed_in(browser)


def test_a_token_of_another_key_or_of_none_is_refused(there: IdentityProvider) -> None:
    there.key = STRANGE
    _refused(there)
    now = int(clock.machine_seconds())
    for token in (
        unsigned({"iss": there.address, "aud": CLIENT, "sub": "u-1", "iat": now, "exp": now + 300}),
        "rubbish",
        "a.b.c",
    ):
        there.token = token
        _refused(there)


@pytest.mark.parametrize("door", ["token_endpoint", "jwks_uri", "authorization_endpoint", "issuer"])
def test_nothing_beside_the_issuer_is_asked(there: IdentityProvider, door: str) -> None:
    there.doors = {door: "http://127.0.0.1:1/inside"}
    answer = Client().get("/login/provider/")
    assert answer["Location"] == "/login/"


def test_a_silent_provider_is_said_and_no_error(there: IdentityProvider) -> None:
    there.broken = True
    browser = Client()
    assert browser.get("/login/provider/")["Location"] == "/login/"
    assert "暂时没有答复" in browser.get("/login/").content.decode()


def test_an_answer_counts_once_and_in_the_browser_that_asked(there: IdentityProvider) -> None:
    browser = Client()
    query = there.grant(browser.get("/login/provider/")["Location"])
    assert Client().get(f"/login/provider/back/?{query}")["Location"] == "/login/"
    assert browser.get("/login/provider/back/?code=granted&state=other")["Location"] == "/login/"
    assert browser.get(f"/login/provider/back/?{query}")["Location"] == "/login/", "one try is one answer"
    assert "_auth_user_id" not in browser.session
    query = there.grant(browser.get("/login/provider/")["Location"])
    assert (
        browser.get(f"/login/provider/back/?error=access_denied&{query.partition('&')[2]}")["Location"]
        == "/login/"
    )


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_it_leads_nowhere_else(there: IdentityProvider, wanted: str) -> None:
    _browser, answer = came_back(there, wanted)
    assert answer["Location"] == "/my/"


def test_without_one_there_is_no_button_and_no_address(house: None) -> None:
    assert "/login/provider/" not in Client().get("/login/").content.decode()
    assert Client().get("/login/provider/").status_code == 404
    assert Client().get("/login/provider/back/").status_code == 404


@pytest.mark.parametrize(
    "told",
    [
        {"BANLI_OIDC_ISSUER": "http://elsewhere.example", "BANLI_OIDC_CLIENT": "x"},
        {"BANLI_OIDC_ISSUER": "https://id.example/?x=1", "BANLI_OIDC_CLIENT": "x"},
        {"BANLI_OIDC_ISSUER": "https://id.example"},
    ],
)
def test_the_environment_says_what_is_wrong_with_it(told: dict[str, str]) -> None:
    with pytest.raises(BadEnvironment, match="BANLI_OIDC"):
        read(told)


def _refused(there: IdentityProvider) -> None:
    browser, answer = came_back(there)
    assert answer["Location"] == "/login/"
    assert "_auth_user_id" not in browser.session
    assert not ExternalIdentity.objects.exists()
