"""A section of the form of which no question is asked yet keeps its place on the page, so that it can come later."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.house import open_house

MINING = "mining-right"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(db: None) -> Client:
    open_house(MINING)
    return Client()


def test_a_section_comes_when_the_answer_before_it_is_given_and_goes_again(browser: Client) -> None:
    page = browser.get(f"/items/{MINING}/apply/").content.decode()
    assert re.search(r'<section class="part part--none" id="part-area"><', page)
    assert "#part-area" not in page
    sent = {"matter": "new", "shown": ["matter", ""]}
    new = browser.post(f"/items/{MINING}/apply/save/", sent, headers=HTMX).content.decode()
    assert re.search(r'id="part-area" hx-swap-oob="true" aria-labelledby', new)
    assert 'name="corners"' in new
    assert '<a href="#part-area">' in new
    sent = {"matter": "cancellation", "shown": ["matter", "corners top_m bottom_m"]}
    none = browser.post(f"/items/{MINING}/apply/save/", sent, headers=HTMX).content.decode()
    assert re.search(r'part--none" id="part-area" hx-swap-oob="true"', none)
    assert "#part-area" not in none
