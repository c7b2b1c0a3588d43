"""An English page is English: what stays Chinese (names, numbers of papers, quoted words) is marked as Chinese."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils.translation import override
from tests import house
from tests.house import OVERSIZE

from banli.cases.service import ask_correction, query_password
from banli.catalogue.service import measure
from banli.kernel.actors import Role
from banli.licences.service import issue, of_case

HAN = re.compile("[\u3400-\u9fff]")
VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "use", "path", "rect", "wbr", "source"})
SAID = ("aria-label", "title", "placeholder", "alt", "data-failed", "data-label")
MINING, STATEMENT = "mining-right", "social-insurance-statement"


class Unmarked(HTMLParser):
    """Collects the Chinese words of a page that no ``lang`` of an element around them announces."""

    def __init__(self) -> None:
        super().__init__()
        self.langs: list[tuple[str, str]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang") or (self.langs[-1][1] if self.langs else "")
        self._look(lang, *(given.get(name) or "" for name in SAID))
        if tag not in VOID:
            self.langs.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._look(given.get("lang") or self.langs[-1][1], *(given.get(name) or "" for name in SAID))

    def handle_endtag(self, tag: str) -> None:
        while self.langs and self.langs.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.langs and self.langs[-1][0] not in ("script", "style"):
            self._look(self.langs[-1][1], data)

    def _look(self, lang: str, *texts: str) -> None:
        self.found += [text.strip() for text in texts if HAN.search(text) and not lang.startswith("zh")]


def unmarked(page: str) -> list[str]:
    """The Chinese words of a page that are not marked as Chinese."""
    looking = Unmarked()
    looking.feed(page)
    return looking.found


def test_words_without_a_mark_are_found() -> None:
    assert unmarked('<html lang="en"><p>号<b lang="zh-Hans">号</b></p><img alt="图"></html>') == ["号", "图"]


@pytest.fixture
def english(browser: Client) -> Client:
    """A browser that reads English and has opened a case in each of several states."""
    browser.cookies["django_language"] = "en"
    house.open_house(OVERSIZE, MINING, STATEMENT)
    return browser


def cases(browser: Client) -> list[str]:
    """Pages of cases that this browser has opened."""
    correcting = house.submitted("class-three", axle_count_stated=11)
    point = {"where": "axle_count_stated", "label": "轴（轴线）数", "problem": "与轴荷个数不符，请核对。"}
    correcting = ask_correction(by=house.clerk(), number=correcting.number, points=[point])
    granted = house.granted()
    issue(by=house.person(Role.APPROVER), number=granted.number)
    found = []
    for case in (house.submitted(), correcting, house.accepted("class-three"), granted):
        browser.post("/track/", {"number": case.number, "password": query_password(case.number)})
        found += [f"/track/{case.number}/", f"/receipt/{case.number}/"]
    certificate = of_case(granted)
    assert certificate is not None
    return [*found, f"/track/{correcting.number}/correct/", f"/verify/{certificate.code}/"]


def test_every_page_of_the_portal_is_english_or_says_what_is_not(english: Client) -> None:
    items = [f"/items/{slug}/" for slug in (OVERSIZE, MINING, STATEMENT)]
    paths = [
        "/",
        "/items/",
        "/items/?q=none",
        "/items/?theme=land",
        "/track/",
        "/verify/",
        "/statistics/",
        "/login/",
    ]
    paths += [*items, *(f"{one}apply/" for one in items), f"/items/{MINING}/procedure/", "/nowhere/"]
    paths += cases(english)
    found = {path: unmarked(english.get(path).content.decode()) for path in paths}
    assert {path: words for path, words in found.items() if words} == {}


def test_the_pages_of_a_person_are_english_too(english: Client) -> None:
    house.person(Role.APPLICANT, department=None, name="陈远舟")
    english.login(username="陈远舟", password=house.PASSWORD)
    english.cookies["django_language"] = "en"
    paths = ["/my/", "/my/account/", "/my/vehicles/", "/my/vehicles/new/"]
    found = {path: unmarked(english.get(path).content.decode()) for path in paths}
    assert {path: words for path, words in found.items() if words} == {}


def test_units_are_words_of_the_reader() -> None:
    with override("en"):
        assert [str(measure(unit)) for unit in ("公顷", "kg", "人")] == ["ha", "kg", "people"]
    assert [str(measure(unit)) for unit in ("公顷", "kg", "人")] == ["公顷", "千克", "人"]
