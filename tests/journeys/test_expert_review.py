"""A panel from its draw to its conclusion, and somebody barred, in the browser of those who do it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests import house
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera

from banli.credit.models import Ban
from banli.experts.models import Panel
from banli.ledger.service import events

pytestmark = pytest.mark.browser


def says(seat: Locator, verdict: str, text: str) -> None:
    """Record an opinion on the seat's own form, which stands open while none is given."""
    seat.get_by_text(verdict, exact=True).click()
    seat.get_by_label("意见内容").fill(text)
    seat.get_by_role("button", name="提交记录").click()


def members(page: Page) -> Locator:
    return page.locator("section.seat")


def test_a_panel_is_drawn_speaks_and_concludes(officer: Callable[[str], Officer], camera: Camera) -> None:
    case = house.accepted("class-three")
    reviewer = officer("reviewer.transport").page
    reviewer.goto(f"/desk/cases/{case.number}/panel/new/")
    expect(reviewer.get_by_label("申请人及其关联单位")).to_have_value(case.applicant)
    reviewer.get_by_label("桥梁工程").check()
    reviewer.get_by_role("button", name="抽取").dblclick()
    expect(reviewer.get_by_role("heading", name="专家组", level=1)).to_be_visible()
    panel = Panel.objects.get()
    expect(reviewer.get_by_text("与台账一致")).to_be_visible()
    expect(members(reviewer)).to_have_count(3)

    first = members(reviewer).first
    name = first.get_by_role("heading").inner_text().split(". ")[1]
    first.get_by_text("退出专家组").click()
    first.get_by_label("原因").fill("出差在外")
    first.get_by_role("button", name="登记退出").click()
    expect(reviewer.get_by_text(f"递补{name}")).to_be_visible()
    for n, (verdict, text) in enumerate(
        [("同意", "验算通过。"), ("有条件同意", "夜间限速二十公里通行。"), ("不同意", "支座已有病害。")]
    ):
        says(members(reviewer).nth(n), verdict, text)
        expect(members(reviewer).nth(n).locator(".card__head .tag")).to_have_text(verdict)
    camera.takes(reviewer, "panel")

    approver = officer("approver.transport").page
    approver.goto(f"/desk/panels/{panel.public_id}/")
    approver.get_by_label("结论内容").fill("同意通行，夜间限速。")
    approver.get_by_role("button", name="形成结论").click()
    expect(approver.get_by_role("heading", name="专家组有条件同意")).to_be_visible()
    expect(approver.locator("#conclusion")).to_contain_text("支座已有病害。")
    assert [one.name for one in events("experts", panel.public_id)] == [
        "panel_drawn",
        "expert_declined",
        "stand_in_seated",
        *["opinion_given"] * 3,
        "panel_concluded",
    ]


def test_somebody_is_barred_and_a_mistake_is_put_right(
    officer: Callable[[str], Officer], camera: Camera
) -> None:
    case = house.accepted()
    page = officer("approver.transport").page
    page.goto(f"/desk/credit/bans/new/?case={case.number}")
    page.get_by_label("情形").select_option(label="申请时隐瞒有关情况或者提供虚假材料")
    page.get_by_role("button", name="作出限制").click()
    expect(page.get_by_text("只适用于直接关系公共安全、人身健康、生命财产安全的事项，请确认")).to_be_visible()
    expect(page.get_by_label("来源")).to_have_value(case.number)
    page.get_by_label("本事项直接关系公共安全").check()
    page.get_by_role("button", name="作出限制").dblclick()
    expect(page.get_by_role("heading", name=case.applicant, level=1)).to_be_visible()
    camera.takes(page, "credit")
    assert str(Ban.objects.get().last) == "2023-10-17"
    page.get_by_label("解除理由").fill("复议决定撤销认定。")
    page.get_by_role("button", name="解除限制").click()
    expect(page.get_by_text("已解除")).to_be_visible()
    page.goto("/desk/credit/")
    page.get_by_role("searchbox").fill(case.applicant[:4])
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=case.applicant)).to_be_visible()
