"""A planner looks at the network, sees what a restriction would touch, and sets it; an approver decides a ban."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.house import OVERSIZE, PLAYER, clerk, form, granted, person
from tests.journeys.inspect import width_of
from tests.journeys.town import signs_in

from banli.cases import service as cases
from banli.credit.service import ViolationRecord, load_count_rules, record_violation
from banli.kernel.actors import SYSTEM, Role
from banli.licences.service import issue
from banli.province.load import SICHUAN, load_roads_of

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("BANLI_SHOTS", "")


def look(page: Page, name: str) -> None:
    """A picture where ``BANLI_SHOTS`` names a folder; nothing sticks out."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"planner-{name}.png", full_page=True)
    assert width_of(page) <= 1280


def test_a_restriction_is_looked_at_before_it_is_set(house: None, new_page: Callable[..., Page]) -> None:
    load_roads_of(SICHUAN, by=SYSTEM)
    permit = issue(by=clerk(), number=granted().number)
    page = new_page()
    signs_in(page, "reviewer.transport")
    page.goto("/desk/roads/")
    page.get_by_role("link", name="路网").click()
    page.get_by_role("link", name="G76 厦蓉高速").click()
    page.get_by_role("link", name="设限 G76厦蓉高速 简阳—资阳").click()
    expect(page.get_by_label("路段", exact=True)).to_have_value("g76-02")
    page.get_by_label("限制种类").select_option("road_closed")
    page.locator("#reason").fill("抢险")
    page.get_by_role("button", name="先看涉及哪些通行证").click()
    expect(page.get_by_role("heading", name="将涉及1张有效通行证")).to_be_visible()
    expect(page.get_by_role("link", name=permit.number)).to_be_visible()
    look(page, "preview")
    page.get_by_role("button", name="设置并告知持证人").click()
    expect(page.get_by_text("涉及1名持证人，已告知1名")).to_be_visible()
    page.goto("/desk/roads/network/?road=G76")
    look(page, "network")


def test_each_province_has_its_own_line_on_the_page(house: None, new_page: Callable[..., Page]) -> None:
    case = PLAYER.apply(OVERSIZE, form("two-provinces-asked"))
    cases.accept(by=clerk(), number=case.number)
    by = person(Role.REVIEWER)
    cases.finish_step(by=by, number=case.number, step="examine", agrees=True, text="符合规定。")
    page = new_page()
    signs_in(page, "reviewer.transport")
    page.goto(f"/desk/cases/{case.number}/")
    expect(page.get_by_text("征求沿线省份意见（Ⅱ类）：湖北").first).to_be_visible()
    look(page, "provinces")
    page = new_page()
    page.goto("/items/oversize-transport/apply/")
    page.get_by_role("group", name="跨省运输").get_by_label("是", exact=True).check()
    expect(page.get_by_role("group", name="途经和到达的省份")).to_be_visible()
    look(page, "list-of-provinces")


def test_a_proposed_ban_is_decided_when_the_answer_is_in(
    house: None, new_page: Callable[..., Page], later: Callable[[str], None]
) -> None:
    load_count_rules(path=SICHUAN / "credit.yaml", by=SYSTEM)
    for day in (3, 4, 5, 6):
        record = ViolationRecord(
            department="transport",
            code="91350100M000100Y43",
            name="蜀远重载物流有限公司",
            kind="off_route",
            day=date(2022, 10, day),
            source=f"示例站{day}",
        )
        record_violation(record=record, by=person(Role.REVIEWER))
    page = new_page()
    signs_in(page, "approver.transport")
    page.goto("/desk/credit/")
    look(page, "credit")
    page.get_by_role("link", name="蜀远重载物流有限公司").first.click()
    expect(page.get_by_role("button", name="作出限制")).to_be_disabled()
    page.get_by_label("当事人意见，或者不予限制的理由").fill("称两次系套牌车辆")
    page.get_by_role("button", name="记录当事人意见").click()
    expect(page.get_by_text("称两次系套牌车辆")).to_be_visible()
    expect(page.get_by_label("当事人意见，或者不予限制的理由")).to_have_value("")
    look(page, "proposal")
    later("2022-10-25T10:00")
    page = new_page()
    signs_in(page, "approver.transport")
    page.goto("/desk/")
    page.get_by_role("link", name="决定是否限制申请").click()
    page.get_by_role("button", name="作出限制").click()
    expect(page.get_by_text("已决定限制")).to_be_visible()
    look(page, "decided")
