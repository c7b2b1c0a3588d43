"""At a toll station with a telephone, without script: the vehicle is off its way, and the page says so."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.held_clock import HeldClock
from tests.house import clerk, granted
from tests.journeys.inspect import width_of
from tests.journeys.pictures import Camera
from tests.journeys.town import signs_in

from banli.kernel.actors import SYSTEM
from banli.licences.service import issue
from banli.province.load import SICHUAN, load_roads_of

pytestmark = pytest.mark.browser
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "java_script_enabled": False,
}
SHOTS = os.environ.get("BANLI_SHOTS", "")


def test_a_check_on_the_telephone_raises_the_alarm(
    house: None, new_page: Callable[..., Page], clock: HeldClock, camera: Camera
) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    by = clerk()
    permit = issue(by=by, number=granted().number)
    clock.set("2022-10-25T10:00")
    page = new_page(**PHONE)
    signs_in(page, "clerk.transport")
    page.goto("/desk/roads/")
    page.get_by_role("link", name="收费站查验").click()
    page.get_by_label("站点").select_option("名山")
    page.get_by_label("通行证号或验证码").fill(permit.code)
    page.get_by_label("牵引车（货车）号牌").fill("川A·12345")
    page.get_by_label("实测总质量（千克）").fill("50200")
    look(page, "form")
    page.get_by_role("button", name="与通行证比对").click()
    expect(page.get_by_text("报警：立即通知公安交管和路政")).to_be_visible()
    expect(page.get_by_text("名山互通D匝道桥限重49000千克，车货50200千克")).to_be_visible()
    look(page, "alarm")
    camera.takes(page, "roadside")
    page.get_by_role("link", name="查验下一辆").click()
    expect(page.get_by_label("站点")).to_have_value("名山")
    page.goto("/desk/roads/")
    look(page, "list")


def look(page: Page, name: str) -> None:
    """Nothing sticks out; a picture where ``BANLI_SHOTS`` names a folder."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert width_of(page) <= 390
