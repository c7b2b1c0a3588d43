"""Closed by default: every address has a rule, and an address without one is refused."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path, resolve

from banli.kernel.actors import Role
from banli.site import access
from tests.held_clock import HeldClock


def page(request: HttpRequest) -> HttpResponse:
    """A view that never asks who is there."""
    return HttpResponse("inside")


urlpatterns = [
    *(path(name, page, name=name) for name in ("open", "staff", "forgotten")),
    path("desk/", include(([path("sign-in/", page, name="sign_in")], "desk"))),
]


@pytest.fixture
def own_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules for the three addresses of this file, one of them forgotten."""
    rules = {"open": access.PUBLIC, "staff": (Role.CLERK,)}
    monkeypatch.setattr(access, "rules", lambda: rules)


def enter(address: str, roles: tuple[str, ...] | None) -> object:
    """What the middleware says to somebody with ``roles`` (None: not signed in)."""
    request = RequestFactory().get("/" + address)
    request.user = AnonymousUser()
    request.session = SessionStore()
    if roles is not None:
        request.user = type("Person", (), {"is_authenticated": True, "roles": list(roles)})()
    request.resolver_match = resolve("/" + address)
    return access.AccessMiddleware(page).process_view(request, page, (), {})


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    addresses, rules = set(access.names()), set(access.rules())
    assert addresses - rules == set()
    assert rules - addresses == set()


def test_every_rule_is_one_that_the_gate_knows() -> None:
    for name, rule in access.rules().items():
        known = rule in {access.PUBLIC, access.SIGNED_IN} if isinstance(rule, str) else set(rule) <= set(Role)
        assert known, name


@pytest.mark.urls(__name__)
@pytest.mark.usefixtures("own_rules")
class TestTheGate:
    def test_anybody_may_enter_a_public_address(self) -> None:
        assert enter("open", None) is None

    def test_a_visitor_is_led_to_sign_in(self) -> None:
        answer = enter("staff", None)
        assert isinstance(answer, HttpResponse)
        assert answer.status_code == 302
        assert answer["Location"] == "/desk/sign-in/?next=/staff"

    def test_the_right_role_may_enter(self) -> None:
        assert enter("staff", ("clerk",)) is None

    def test_the_wrong_role_may_not(self) -> None:
        with pytest.raises(PermissionDenied):
            enter("staff", ("applicant",))

    @pytest.mark.parametrize("roles", [None, ("admin",), ("clerk",)])
    def test_a_forgotten_address_is_closed_to_everybody(self, roles: tuple[str, ...] | None) -> None:
        with pytest.raises(PermissionDenied):
            enter("forgotten", roles)


@pytest.mark.django_db
def test_the_policy_allows_nothing_inline(client: Client) -> None:
    answer = client.get("/health/live")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert answer.content == b"ok\n"
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in answer["Content-Security-Policy"]


@pytest.mark.parametrize(("role", "minutes"), [("clerk", 30), ("applicant", 120)])
def test_a_session_ends_a_while_after_the_last_request(role: str, minutes: int, clock: HeldClock) -> None:
    request = RequestFactory().get("/")
    request.user = type("Person", (), {"is_authenticated": True, "roles": [role]})()
    request.session = SessionStore()
    access.keep_alive(request)
    assert request.session.get_expiry_age() == minutes * 60
    request.session.modified = False
    clock.move(seconds=30)
    access.keep_alive(request)
    assert not request.session.modified
    clock.move(minutes=5)
    access.keep_alive(request)
    assert request.session.modified
