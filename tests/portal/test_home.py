"""The first page: what is wanted most, everything that ends in a decision, and one count of services."""

from __future__ import annotations

import re

from django.test import Client
from tests import house
from tests.held_clock import HeldClock
from tests.house import OVERSIZE

FILING = "foreign-trade-filing"
STATEMENT = "social-insurance-statement"


def leads_to(page: str) -> list[str]:
    """The items the page links to, in its order."""
    return re.findall(r'href="/items/([a-z-]+)/"', page)


def test_every_item_that_ends_in_a_decision_is_one_click_away(browser: Client) -> None:
    assert {OVERSIZE, FILING} <= set(leads_to(browser.get("/").content.decode()))


def test_what_was_accepted_most_of_late_comes_first(browser: Client, clock: HeldClock) -> None:
    for _one in range(2):
        house.accepted("class-two")
    clock.set("2022-11-15T09:00")
    assert leads_to(browser.get("/").content.decode())[0] == OVERSIZE


def test_the_first_page_and_the_list_count_the_same_services(browser: Client) -> None:
    shown = re.search(r"全部事项（(\d+)）", browser.get("/").content.decode())
    listed = re.search(r"共 (\d+) 个事项", browser.get("/items/").content.decode())
    assert shown
    assert listed
    assert shown[1] in listed.groups()


def test_a_theme_leads_to_as_many_services_as_it_says(browser: Client) -> None:
    for key, _name, count in browser.get("/").context["themes"]:
        assert browser.get("/items/", {"theme": key}).context["count"] == count


def test_examples_of_a_search_are_in_the_script_of_the_reader(browser: Client) -> None:
    browser.cookies["django_language"] = "en"
    assert all(word.isascii() for word in browser.get("/").context["everyday"])
