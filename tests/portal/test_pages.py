"""Every page of the portal: it answers in both languages, carries the policy, and holds nothing inline."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from tests.portal.steps import fill_in, hand_in

from banli.cases.service import query_password
from banli.kernel import keys
from banli.kernel.actors import SYSTEM
from banli.kernel.text import Words
from banli.people.service import load_platform
from banli.portal.permissions import URLS
from banli.portal.urls import urlpatterns

PUBLIC = (
    "/",
    "/items/",
    "/items/?q=dajian",
    "/items/oversize-transport/",
    "/items/foreign-trade-filing/",
    "/items/social-insurance-statement/",
    "/items/oversize-transport/apply/",
    "/items/social-insurance-statement/apply/",
    "/track/",
    "/verify/",
    "/statistics/",
    "/login/",
)


class Inline(HTMLParser):
    """Collects what the policy would refuse."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _value in attrs}
        self.script = tag == "script" and "src" not in names
        if tag == "style" or "style" in names or self.script:
            self.found.append(self.get_starttag_text() or tag)
        self.found += [f"{tag} {name}" for name in names if name.startswith("on")]
        self.found += [f"{tag} {value}" for _name, value in attrs if (value or "").startswith("javascript:")]


def assert_keeps_the_policy(answer: Any) -> None:
    policy = answer["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    reader = Inline()
    reader.feed(answer.content.decode())
    assert not reader.found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_page_answers_in_both_languages(browser: Client, address: str, language: str) -> None:
    browser.cookies["django_language"] = language
    answer = browser.get(address)
    assert answer.status_code == 200
    lang = "en" if language == "en" else "zh-Hans"
    assert f'<html lang="{lang}"' in answer.content.decode()
    assert_keeps_the_policy(answer)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_an_application_answer_in_both_languages(browser: Client, language: str) -> None:
    browser.cookies["django_language"] = language
    fill_in(browser)
    assert_keeps_the_policy(browser.get("/items/oversize-transport/apply/materials/"))
    case = hand_in(browser)
    for address in (f"/receipt/{case.number}/", f"/track/{case.number}/"):
        answer = browser.get(address)
        assert answer.status_code == 200
        assert_keeps_the_policy(answer)


def test_chinese_is_what_a_stranger_gets(browser: Client) -> None:
    page = browser.get("/").content.decode()
    assert "想办什么事？" in page
    assert not re.search(r">\s*(Search|Services|Track)\s*<", page)


def test_every_address_has_a_rule_and_every_rule_an_address() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(URLS)


def test_a_case_is_closed_to_whoever_did_not_open_it(browser: Client) -> None:
    case = hand_in(browser)
    stranger = Client()
    for address in ("", "correct/", "certificate/", "notices/0/"):
        assert stranger.get(f"/track/{case.number}/{address}").status_code == 404
    assert stranger.get(f"/receipt/{case.number}/").status_code == 404
    assert stranger.post(f"/track/{case.number}/withdraw/").status_code == 404


def test_my_cases_ask_to_sign_in(browser: Client) -> None:
    answer = browser.get("/my/")
    assert answer.status_code == 302
    assert "next=/my/" in answer["Location"]


def test_a_wrong_address_wears_the_same_face(browser: Client) -> None:
    answer = browser.get("/nowhere/")
    assert answer.status_code == 404
    assert "这里没有内容" in answer.content.decode()
    assert_keeps_the_policy(answer)


def test_large_print_and_appearance_are_kept_in_cookies(browser: Client) -> None:
    answer = browser.post("/preferences/", {"elder": "1", "theme": "dark", "next": "/items/"})
    assert answer["Location"] == "/items/"
    page = browser.get("/").content.decode()
    assert 'class="elder"' in page
    assert 'media="screen"' in page


def test_a_preference_leads_nowhere_else(browser: Client) -> None:
    answer = browser.post("/preferences/", {"elder": "1", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_a_guessed_password_closes_the_name(browser: Client) -> None:
    from tests.house import PASSWORD, clerk

    clerk()
    for _try in range(5):
        browser.post("/login/", {"username": "clerk.transport", "password": "wrong"})
    answer = browser.post("/login/", {"username": "clerk.transport", "password": PASSWORD})
    assert answer.status_code == 429
    assert "输错次数过多" in answer.content.decode()


def test_the_receipt_shows_the_password_until_it_is_kept(browser: Client) -> None:
    case = hand_in(browser)
    address = f"/receipt/{case.number}/"
    assert query_password(case.number) in browser.get(address).content.decode()
    browser.post(address)
    assert query_password(case.number) not in browser.get(address).content.decode()


def test_a_public_page_bears_the_name_of_the_packs_own_platform(client: Client, db: None) -> None:
    assert 'brand__of"></span>' in client.get("/verify/").content.decode()
    name = Words(zh="青海省一体化政务服务平台", en="Integrated government services of Qinghai")
    load_platform(by=SYSTEM, name=name, centre=Words(zh="青海省政务服务中心"))
    page = client.get("/verify/").content.decode()
    assert "青海省一体化政务服务平台" in page
    assert "青海省政务服务中心主办" in page
    assert "四川" not in page
    client.cookies["django_language"] = "en"
    assert "Integrated government services of Qinghai" in client.get("/verify/").content.decode()


def test_the_page_of_verification_shows_the_fingerprint_of_the_platforms_key(
    client: Client, db: None
) -> None:
    assert keys.fingerprint() in client.get("/verify/").content.decode()
