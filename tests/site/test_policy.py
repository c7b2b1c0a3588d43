"""The content security policy is one header, on every answer, and never loosened."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from banli.site.policy import PolicyMiddleware, policy

SAID = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
    " connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


def test_the_directives_become_one_header() -> None:
    assert policy(settings.CONTENT_SECURITY_POLICY) == SAID


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/nowhere/", "/static/nowhere.css"])
def test_pages_and_faults_carry_the_policy(client: Client, address: str) -> None:
    assert client.get(address)["Content-Security-Policy"] == SAID


def test_an_answer_with_a_policy_of_its_own_keeps_it() -> None:
    own = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})
    answer = PolicyMiddleware(lambda _request: own)(RequestFactory().get("/"))
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.django_db
def test_private_pages_are_kept_by_nobody_and_public_ones_may_be(client: Client) -> None:
    assert client.get("/")["Permissions-Policy"].startswith("accelerometer=()")
    assert "Cache-Control" not in client.get("/").headers
    assert client.get("/desk/")["Cache-Control"] == "private, no-store"
    client.cookies["sessionid"] = "a"
    assert client.get("/")["Cache-Control"] == "private, no-store"
