"""A promise passes: the supervisor sees it, presses the department, and reads what it says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize, expect
from tests.held_clock import HeldClock
from tests.house import accepted
from tests.journeys import inspect
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera

from banli.site.jobs import watch_clocks

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}


def test_from_a_passed_promise_to_the_answer_of_the_department(
    clock: HeldClock, officer: Callable[[str], Officer], camera: Camera
) -> None:
    for _ in range(3):
        accepted()
    clock.set("2022-10-21")
    watch_clocks()
    supervisor = officer("supervisor")
    page = supervisor.page
    page.goto("/desk/supervision/")
    expect(page.get_by_text("数据来源：亮灯取自截至")).to_be_visible()
    page.get_by_role("link", name="监察信号").first.click()
    page.get_by_label("级别").select_option("yellow")
    page.get_by_role("button", name="查询").click()
    page.locator("a.row-link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("超过承诺期限")
    address = page.url
    page.get_by_label("督办内容").fill("请于三日内办结。")
    page.get_by_label("答复期限").fill("2022-10-26")
    page.get_by_role("button", name="发出督办").click()
    expect(page.get_by_text("请于三日内办结。")).to_be_visible()
    expect(page.get_by_label("督办内容")).to_have_value("")
    camera.takes(page, "signal")
    approver = officer("approver.transport").page
    approver.goto(address)
    approver.get_by_label("部门答复").fill("今日办结。")
    approver.get_by_role("button", name="答复", exact=True).click()
    approver.get_by_label("原因和处理措施").fill("等待桥梁验算。")
    approver.get_by_role("button", name="提交说明").click()
    expect(approver.get_by_text("已说明")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("今日办结。")).to_be_visible()
    for one in ("/desk/supervision/", "/desk/supervision/signals/", address):
        page.set_viewport_size(PHONE)
        page.goto(one)
        assert inspect.sideways(page) + inspect.too_small(page) == [], one
