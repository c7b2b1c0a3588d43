"""A fault at a field is about what stood there: it is told as the field is left, and leaves when it is mended."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.house import OVERSIZE
from tests.journeys.applicant import Applicant

pytestmark = pytest.mark.browser


def test_a_carrier_mends_what_is_marked_and_sees_the_marks_leave(applicant: Applicant) -> None:
    """An empty form is sent: every field is marked. Filling one in takes its mark and its line of the list away."""
    page = applicant.page
    page.goto(f"/items/{OVERSIZE}/apply/")
    applicant.goes_on()
    name = page.locator("#q-carrier")
    expect(name.get_by_text("请填写。")).to_be_visible()
    line = page.locator(".problems li").filter(has_text="承运人名称")
    expect(line).not_to_have_class("mended")

    name.get_by_role("textbox").press_sequentially("蜀")
    expect(name.get_by_text("请填写。")).to_have_count(0)
    expect(name.get_by_role("textbox")).not_to_have_attribute("aria-invalid", "true")
    expect(line).to_have_class("mended")

    code = page.locator("#q-carrier_code")
    code.get_by_role("textbox").fill("91350100M000100Y44")
    code.get_by_role("textbox").press("Tab")
    fault = code.locator(".field__error")
    expect(fault).to_be_visible()
    expect(code.get_by_role("textbox")).to_have_attribute("aria-invalid", "true")

    code.get_by_role("textbox").press("End")
    code.get_by_role("textbox").press("Backspace")
    expect(fault).to_have_count(0)
