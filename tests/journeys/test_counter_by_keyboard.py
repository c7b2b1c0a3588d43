"""At the counter without a mouse: the cursor stands where the next thing is to be done."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.house import form
from tests.journeys.forms import paper
from tests.journeys.officer import Officer
from tests.tickets.hall import drawn

from banli.cases.models import Material
from banli.catalogue.service import current
from banli.tickets.models import Handled

pytestmark = pytest.mark.browser

SLUG = "social-insurance-statement"
HERE = "one => one === document.activeElement"


def tabs_to(page: Page, wanted: Locator, most: int = 40) -> int:
    """How often Tab is pressed until ``wanted`` has the cursor; ``most`` + 1 where it never has."""
    for pressed in range(most + 1):
        if wanted.evaluate(HERE):
            return pressed
        page.keyboard.press("Tab")
    return most + 1


def test_the_first_question_and_the_printer_are_where_the_cursor_is(
    officer: Callable[[str], Officer],
) -> None:
    spec, clerk = current(SLUG).spec, officer("clerk.hrss")
    clerk.chooses_at_the_counter(spec)
    page = clerk.page
    first = spec.form.fields[0]
    assert tabs_to(page, page.get_by_label(re.compile(f"^{first.label.zh}")).first) == 0
    clerk.fills_in(spec, form("own-statement", SLUG))
    page.get_by_role("button", name="受理并当场答复").click()
    expect(page.get_by_role("heading", name="申请材料收件回执")).to_be_visible()
    assert tabs_to(page, page.get_by_role("button", name="打印")) == 0
    assert tabs_to(page, page.get_by_role("link", name="下一位")) == 3


def test_from_the_ticket_to_the_receipt_and_back(officer: Callable[[str], Officer]) -> None:
    """Called, begun, taken in, printed, finished: the cursor stands on what comes next, and no mouse is touched."""
    ticket = drawn("social-security")
    spec, clerk = current(SLUG).spec, officer("clerk.hrss")
    page = clerk.page
    page.goto("/desk/queue/")
    for name in ("叫下一号", "开始办理"):
        assert tabs_to(page, page.get_by_role("button", name=name)) == 0
        page.keyboard.press("Enter")
        page.wait_for_load_state()
    assert tabs_to(page, page.get_by_role("link", name="受理申请")) == 0
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type(spec.name.zh)
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    card = page.get_by_role("main").get_by_role("link").filter(has_text=spec.name.zh).first
    assert tabs_to(page, card) <= 5
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=spec.name.zh, level=1)).to_be_visible()
    page.wait_for_load_state()
    clerk.fills_in(spec, form("own-statement", SLUG))
    assert tabs_to(page, page.get_by_role("button", name="受理并当场答复")) <= 40
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="申请材料收件回执")).to_be_visible()
    assert tabs_to(page, page.get_by_role("link", name=f"回到{ticket.number}号")) == 4
    page.keyboard.press("Enter")
    page.wait_for_load_state()
    assert tabs_to(page, page.get_by_role("button", name="办结", exact=True)) == 0
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="叫下一号")).to_be_focused()
    assert Handled.objects.get().ticket_id == ticket.pk


def test_enter_in_a_field_keeps_the_form_and_takes_nothing_in(officer: Callable[[str], Officer]) -> None:
    spec, clerk = current(SLUG).spec, officer("clerk.hrss")
    clerk.chooses_at_the_counter(spec)
    clerk.fills_in(spec, form("own-statement", SLUG))
    clerk.page.get_by_label("姓名").press("Enter")
    clerk.page.wait_for_load_state()
    expect(clerk.page).to_have_url(re.compile("/desk/counter/"))
    expect(clerk.page.get_by_label("姓名")).to_have_value("陈远舟")


def test_a_scan_is_taken_at_once_and_taken_out_again(officer: Callable[[str], Officer]) -> None:
    """The same as on the portal: chosen or dropped, it is there, with its name and a way to remove it."""
    spec, clerk = current("oversize-transport").spec, officer("clerk.transport")
    clerk.chooses_at_the_counter(spec)
    page = clerk.page
    row = page.locator("[data-file]").filter(has_text="授权委托书")
    row.locator("input[type=file]").set_input_files(paper("授权委托书.pdf"))
    expect(row.locator(".file__held")).to_have_text(re.compile("授权委托书.pdf"))
    assert Material.objects.count() == 1
    row.locator("input[type=file]").set_input_files(paper("run.exe", b"MZ\x90"))
    expect(row.locator(".field__error")).to_be_visible()
    expect(row.locator(".file__held")).to_have_count(1)
    row.get_by_role("button", name="删除").click()
    expect(row.locator(".file__held")).to_have_count(0)
    assert Material.objects.count() == 0
