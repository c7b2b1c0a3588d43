"""Two languages, each whole: no English sentence on a Chinese page, no Chinese on an English one but what is data.

Chinese by nature are the names and answers that people gave, the words of official papers, and words to search by;
the page marks them with ``lang``, so that a screen reader changes its voice as well.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys import inspect
from tests.journeys.applicant import Applicant
from tests.journeys.town import opened, signs_in, walks_through_the_portal

from banli.cases import service as cases
from banli.cases.models import Case

pytestmark = pytest.mark.browser


def turns_to_english(applicant: Applicant) -> None:
    """Press the switch on the first page."""
    applicant.comes_to_the_portal()
    applicant.page.get_by_role("button", name="English").click()
    expect(applicant.page.get_by_role("heading", name="What would you like to do?")).to_be_visible()


def given(case: Case) -> set[str]:
    """What people wrote into a case: the answers, the name half hidden, what was asked for."""
    told = [text for paper in cases.notices(case, "correction") for text in paper.body["points"][0].values()]
    return {str(value) for value in case.form.values()} | {"陈*舟", *told}


def test_every_public_page_speaks_english(house: None, applicant: Applicant) -> None:
    town, page, found = opened(), applicant.page, dict[str, list[str]]()
    turns_to_english(applicant)

    def reads(address: str, data: set[str] | None = None) -> None:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        if chinese := inspect.chinese_in_english(page, data or set()):
            found[address] = chinese

    for address in town.public:
        reads(address, given(town.issued) | {"Ⅱ类", "承运人自行护送"} if "/verify/" in address else None)
    assert any(inspect.SENTENCE.search(text) for _language, text in inspect.spoken(page))
    for case in (town.correcting, town.issued):
        page.goto("/track/")
        page.get_by_label("Case number").fill(case.number)
        page.get_by_label("Query password").fill(cases.query_password(case.number))
        page.get_by_role("button", name="Look up").click()
        page.wait_for_url(f"**/track/{case.number}/")
        for address in (f"/track/{case.number}/", f"/receipt/{case.number}/"):
            reads(address, given(case))
    reads(f"/track/{town.correcting.number}/correct/", given(town.correcting))
    assert found == {}


def test_the_switch_goes_both_ways(house: None, applicant: Applicant) -> None:
    turns_to_english(applicant)
    applicant.page.get_by_role("button", name="中文").click()
    expect(applicant.page.locator("html")).to_have_attribute("lang", "zh-Hans")


def test_no_chinese_page_speaks_english(house: None, new_page: Callable[..., Page]) -> None:
    town, page, found = opened(), new_page(), dict[str, list[str]]()

    def reads(addresses: list[str]) -> None:
        for address in addresses:
            page.goto(address)
            if english := inspect.english_in_chinese(page):
                found[address] = english

    reads(walks_through_the_portal(town, page))
    for username, addresses in town.desk.items():
        signs_in(page, username)
        reads(addresses)
    assert found == {}
