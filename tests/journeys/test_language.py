"""English, whole: no Chinese on an English page but what is data.

Chinese by nature are the names and answers that people gave, and what official papers, articles of law and files are
called. That no Chinese page speaks English is looked at with everything else a page owes, in test_quality.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.journeys import inspect
from tests.journeys.applicant import Applicant
from tests.journeys.town import Town

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


def test_every_public_page_speaks_english(town: Town, new_page: Callable[..., Page]) -> None:
    page, found = new_page(), dict[str, list[str]]()
    turns_to_english(Applicant(page))

    def reads(address: str, data: set[str] | None = None) -> None:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "en")
        if chinese := inspect.chinese_in_english(page, data or set()):
            found[address] = chinese

    for address in town.public:
        reads(
            address,
            given(town.issued) | {"Ⅱ类", "承运人自行护送", "单次运输"} if "/verify/" in address else None,
        )
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
