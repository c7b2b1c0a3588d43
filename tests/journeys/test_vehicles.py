"""A carrier keeps a tractor and a trailer, and the form of the permit is filled in from them, without script."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.house import PASSWORD, person
from tests.journeys.forms import answer
from tests.journeys.inspect import width_of
from tests.vehicles.conftest import TRACTOR, TRAILER

from banli.kernel.actors import Role
from banli.vehicles.service import FIELDS

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("BANLI_SHOTS", "")


def keeps(page: Page, told: dict[str, str]) -> None:
    """Describe one vehicle by the form."""
    page.goto("/my/vehicles/new/")
    for field in FIELDS:
        if field.key in told:
            answer(page, field, told[field.key])
    page.get_by_role("button", name="保存", exact=True).click()


def test_kept_vehicles_fill_in_the_form(house: None, new_page: Callable[..., Page]) -> None:
    person(Role.APPLICANT, department=None, name="chen")
    page = new_page(java_script_enabled=False)
    page.goto("/login/")
    page.get_by_label("用户名").fill("chen")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录").click()
    page.get_by_role("link", name="我的车辆").click()
    expect(page.get_by_role("heading", name="我的车辆", level=1)).to_be_visible()
    look(page, "none")
    keeps(page, TRACTOR | {"axle_gaps_m": "3.3"})
    expect(page.get_by_label("各轴轴距")).to_have_accessible_description(
        re.compile("3个轴应有2个轴距，填了1个")
    )
    look(page, "fault")
    page.get_by_label("各轴轴距").fill("3.3, 1.35")
    page.get_by_role("button", name="保存", exact=True).click()
    keeps(page, TRAILER)
    expect(page.get_by_role("row")).to_have_count(3)
    look(page, "list")
    page.goto("/items/oversize-transport/apply/")
    page.get_by_label("货物名称").fill("风机叶片")
    page.locator("#kept_tractor").select_option(label="川A12345 · 示例牌SL4250")
    page.locator("#kept_trailer").select_option(label="川A1234挂 · 示例牌SL9400")
    page.get_by_role("button", name="填入车辆信息").click()
    expect(page.locator("#field-axle_count_stated")).to_have_value("6")
    expect(page.locator("#field-trailer_plate")).to_have_value("川A1234挂")
    expect(page.get_by_label("货物名称")).to_have_value("风机叶片")
    look(page, "filled")


def look(page: Page, name: str) -> None:
    """A picture where ``BANLI_SHOTS`` names a folder; nothing sticks out."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"vehicles-{name}.png", full_page=True)
    assert width_of(page) <= 1280
