"""On a phone, and in large print: nothing sticks out, and what is pressed is large enough for a thumb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys import inspect
from tests.journeys.applicant import Applicant
from tests.journeys.pictures import Camera
from tests.journeys.town import Town, signs_in, walks_through_the_portal

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def faults(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    """What does not fit, by page."""
    found = {}
    for address in addresses:
        page.goto(address)
        if wrong := inspect.sideways(page) + inspect.too_small(page):
            found[address] = wrong
    return found


def test_no_page_of_the_portal_scrolls_sideways(
    town: Town, new_page: Callable[..., Page], camera: Camera
) -> None:
    page = new_page(**PHONE, device_scale_factor=2)
    addresses = walks_through_the_portal(town, page)
    assert faults(page, addresses) == {}
    page.goto(f"/track/{town.running.number}/")
    camera.takes(page, "phone")


def test_no_page_of_the_portal_scrolls_sideways_in_large_print(
    town: Town, new_page: Callable[..., Page]
) -> None:
    page = new_page(**PHONE)
    Applicant(page).comes_to_the_portal()
    before = page.get_by_role("heading", level=1).evaluate(
        "one => parseFloat(getComputedStyle(one).fontSize)"
    )
    page.get_by_role("button", name="长辈版").click()
    expect(page.get_by_role("button", name="标准版")).to_be_visible()
    after = page.get_by_role("heading", level=1).evaluate("one => parseFloat(getComputedStyle(one).fontSize)")
    assert after > before * 1.1
    assert faults(page, walks_through_the_portal(town, page)) == {}


def test_no_page_of_the_desk_scrolls_sideways(town: Town, new_page: Callable[..., Page]) -> None:
    page = new_page(**PHONE)
    found: dict[str, list[str]] = {}
    for username, addresses in town.desk.items():
        signs_in(page, username)
        found |= faults(page, addresses)
    assert found == {}
