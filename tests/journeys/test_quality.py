"""What every page owes everybody: names for what is pressed, headings in order, one language, keyboard, no script.

That no page speaks in the console, misses a file or asks another host is watched in every journey; here every page
is visited once.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.house import form
from tests.journeys import inspect
from tests.journeys.applicant import Applicant
from tests.journeys.forms import paper
from tests.journeys.officer import Officer
from tests.journeys.town import STATEMENT, Town, signs_in, walks_through_the_portal

from banli.cases.models import Case
from banli.catalogue.service import current

pytestmark = pytest.mark.browser

CALLED = """() => {
  const one = document.activeElement;
  return one.labels?.[0]?.textContent.trim() || one.getAttribute("aria-label") || one.innerText.trim();
}"""
RINGED = """() => {
  const styles = [document.activeElement, document.activeElement.parentElement].map((one) => getComputedStyle(one));
  return styles.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none");
}"""
"""Whether a ring is drawn around what is focused, or around the box it fills."""


def faults(page: Page, addresses: list[str]) -> dict[str, list[str]]:
    """What is wrong, by page."""
    found = {}
    for address in addresses:
        page.goto(address)
        wrong = [*inspect.nameless(page), *inspect.disorder(page), *inspect.same_ids(page)]
        if wrong := [*wrong, *inspect.english_in_chinese(page)]:
            found[address] = wrong
    return found


def test_every_page_of_the_portal_is_well_made(town: Town, new_page: Callable[..., Page]) -> None:
    page = new_page()
    assert faults(page, walks_through_the_portal(town, page)) == {}


def test_every_page_of_the_desk_is_well_made(town: Town, new_page: Callable[..., Page]) -> None:
    page = new_page()
    found: dict[str, list[str]] = {}
    for username, addresses in town.desk.items():
        signs_in(page, username)
        found |= faults(page, addresses)
    assert found == {}


def tabs_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until what is focused is called ``words``, and can be seen to be focused."""
    for _press in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(CALLED)
        if name == words:
            assert page.evaluate(RINGED)
            return
    pytest.fail(f"“{words}” is not reached by {most} presses of Tab")


def presses_enter(page: Page, arrives: str) -> None:
    """Press Enter on what is focused and arrive at the page of that heading."""
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=arrives, level=1)).to_be_visible()


def test_a_keyboard_is_enough_to_apply(applicant: Applicant) -> None:
    page, spec = applicant.page, current(STATEMENT).spec
    applicant.comes_to_the_portal()
    tabs_to(page, "跳到正文", 1)
    tabs_to(page, "搜索事项")
    page.keyboard.type("社保")
    presses_enter(page, "办事指南")
    tabs_to(page, spec.name.zh)
    presses_enter(page, spec.name.zh)
    tabs_to(page, "在线办理")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="保存并继续")).to_be_visible()
    applicant.fills_in(spec, form("own-statement", STATEMENT))
    tabs_to(page, "保存并继续")
    presses_enter(page, "材料")
    tabs_to(page, "继续")
    presses_enter(page, "核对并提交")
    tabs_to(page, "提交申请")
    page.keyboard.press("Enter")
    applicant.keeps_the_receipt()
    assert Case.objects.get().number == applicant.number


def test_everything_goes_without_script(house: None, new_page: Callable[..., Page]) -> None:
    """An application with a file, and its acceptance, in browsers that run no script."""
    applicant, spec = Applicant(new_page(java_script_enabled=False)), current(STATEMENT).spec
    answers = form("own-statement", STATEMENT, agent=True)
    applicant.comes_to_the_portal()
    applicant.searches("社保")
    applicant.opens_the_guide(spec.name.zh)
    applicant.begins()
    applicant.fills_in(spec, answers)
    applicant.goes_on()
    row = applicant.page.locator("[data-file]").filter(has_text="委托书和双方身份证")
    row.locator("input[type=file]").set_input_files(paper("委托书.pdf"))
    applicant.checks()
    expect(applicant.page.get_by_text("委托书.pdf")).to_be_visible()
    applicant.page.get_by_role("link", name="返回").click()
    applicant.page.get_by_role("button", name="删除 委托书.pdf").click()
    expect(applicant.page.get_by_role("button", name="删除")).to_have_count(0)
    row.locator("input[type=file]").set_input_files(paper("委托书.pdf"))
    applicant.checks()
    applicant.hands_in()

    clerk = Officer(new_page(java_script_enabled=False))
    clerk.sign_in("clerk.hrss")
    clerk.opens_the_case_of("陈*舟")
    clerk.accepts()
    applicant.tracks()
    assert applicant.happened() == ["受理，开始计时", "您提交了申请"]


def test_an_officer_finds_the_way_between_desk_and_portal(officer: Callable[[str], Officer]) -> None:
    clerk = officer("clerk.transport")
    clerk.page.goto("/")
    clerk.page.get_by_role("banner").get_by_role("link", name="工作台").click()
    expect(clerk.page.get_by_role("heading", name="今日", level=1)).to_be_visible()
