"""What an item's rules have against the answers is said at the field, and not only on the page before handing in."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.house import open_house
from tests.portal.steps import fill_in, typed

GRID = "power-grid-environment"


@pytest.fixture
def browser(db: None) -> Client:
    open_house(GRID)
    return Client()


def at_field(page: str, key: str) -> str:
    """What is told at the field ``key``."""
    found = re.search(rf'id="told-{key}">(.*?)</p>', page, re.S)
    return found[1] if found else ""


def test_a_class_claimed_lower_than_the_figures_say_is_told_at_the_field(browser: Client) -> None:
    first = browser.post(f"/items/{GRID}/apply/", typed("class-claimed-lower", GRID))
    assert first.status_code == 422
    assert "应当编制环境影响报告书" in first.content.decode()
    fill_in(browser, GRID, "class-claimed-lower", insist=True)
    assert "/apply/#q-document" in browser.get(f"/items/{GRID}/apply/check/").content.decode()
    page = browser.get(f"/items/{GRID}/apply/").content.decode()
    assert "应当编制环境影响报告书" in at_field(page, "document")
    assert at_field(page, "voltage_kv") == ""


def test_nothing_is_told_before_the_form_is_complete(browser: Client) -> None:
    browser.post(f"/items/{GRID}/apply/", {"voltage_kv": "500", "document": "form"})
    assert 'id="told-' not in browser.get(f"/items/{GRID}/apply/").content.decode()


def test_right_answers_have_nothing_told_against_them(browser: Client) -> None:
    fill_in(browser, GRID, "form-220kv")
    assert 'id="told-' not in browser.get(f"/items/{GRID}/apply/").content.decode()
