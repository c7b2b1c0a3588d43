"""Chinese first, English by choice."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_browser_that_prefers_english_still_gets_chinese() -> None:
    answer = Client(headers={"accept-language": "en-GB,en"}).get("/track/")
    assert answer.headers["Content-Language"] == "zh-hans"
    assert "查进度" in answer.content.decode()


def test_the_switch_is_kept_in_a_cookie() -> None:
    client = Client()
    client.post("/i18n/setlang/", {"language": "en", "next": "/track/"})
    answer = client.get("/track/")
    assert answer.headers["Content-Language"] == "en"
    assert '<html lang="en"' in answer.content.decode()


def test_an_unknown_language_is_chinese() -> None:
    client = Client()
    client.cookies["django_language"] = "xx"
    assert client.get("/track/").headers["Content-Language"] == "zh-hans"
