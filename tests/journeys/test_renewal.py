"""On a phone: an account is opened by a code, a renewal begun from the offer, sent back, told by SMS and corrected."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.held_clock import HeldClock
from tests.house import PLAYER, granted
from tests.journeys import inspect
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer
from tests.journeys.test_account import MOBILE, code_on
from tests.journeys.test_phone import PHONE
from tests.licences.test_loading import CLINIC
from tests.portal.test_renewal import NUMBER, licence_of

from banli.cases.models import Case, Draft
from banli.cases.service import query_password
from banli.catalogue.service import current
from banli.site.jobs import drain_outbox, send_messages

pytestmark = pytest.mark.browser
PROBLEM = "门牌号与许可证不符，请核对。"


def opens_an_account(page: Page, clock: HeldClock) -> None:
    """By the code that comes to the mobile."""
    page.goto("/login/")
    page.get_by_role("link", name="用验证码登录或注册").click()
    page.get_by_label("手机号码或电子邮箱").fill(MOBILE)
    page.get_by_role("button", name="获取验证码").click()
    page.get_by_label("验证码").fill(code_on(MOBILE, clock))
    page.get_by_role("button", name="继续").click()
    page.get_by_label("名称（姓名）").fill("温知远")
    page.get_by_role("button", name="注册").click()
    expect(page.get_by_role("heading", name="我的办件")).to_be_visible()


def claims(page: Page, case: Case) -> None:
    """Bring a case that was begun without an account into it."""
    page.get_by_role("link", name="添加办件").click()
    page.get_by_label("查询编号或办件编号").fill(case.number)
    page.get_by_label("查询密码").fill(query_password(case.number))
    page.get_by_role("button", name="添加到我的办件").click()
    expect(page.get_by_text("已添加到您的办件")).to_be_visible()


def renews(applicant: Applicant) -> Case:
    """From the offer to the receipt; only what the licence does not say is typed."""
    page, spec = applicant.page, current(CLINIC).spec
    page.goto("/my/")
    assert inspect.sideways(page) + inspect.too_small(page) == []
    page.get_by_role("button", name=f"办理延续（已填好） {NUMBER}").click()
    expect(page.get_by_label("原许可证编号")).to_have_value(NUMBER)
    [draft] = Draft.objects.filter(item__slug=CLINIC)
    known = PLAYER.form(CLINIC, "hospital-with-99-beds")
    applicant.fills_in(spec, {key: value for key, value in known.items() if key not in draft.form})
    applicant.goes_on()
    draft.refresh_from_db()
    applicant.hands_over_everything(spec, draft.form)
    applicant.checks()
    applicant.hands_in()
    return Case.objects.get(number=applicant.number)


def test_a_renewal_from_the_offer_is_sent_back_told_and_corrected(
    house: None,
    settings: Any,
    new_page: Callable[..., Page],
    officer: Callable[[str], Officer],
    clock: HeldClock,
    tmp_path: Path,
) -> None:
    settings.DEMO = True
    before = granted()
    licence_of(before.applicant_code, tmp_path)
    page = new_page(**PHONE)
    opens_an_account(page, clock)
    claims(page, before)
    applicant = Applicant(page)
    case = renews(applicant)
    assert (case.form["application"], case.form["old_number"]) == ("renewal", NUMBER)

    clerk = officer("clerk.health")
    clerk.opens(case.number)
    clerk.crosses_out("地址", PROBLEM)
    clerk.asks_for_correction()
    clock.move(minutes=2)
    drain_outbox()
    send_messages()
    page.goto("/demo/mobile/")
    expect(page.get_by_text("补正").first).to_be_visible()

    page.goto("/my/")
    page.get_by_role("main").get_by_role("link", name="医疗机构执业登记").first.click()
    expect(page.get_by_text(PROBLEM).first).to_be_visible()
    page.get_by_role("link", name="补正并重新提交").click()
    page.get_by_label("地址", exact=True).fill("成都市武侯区示例街18号")
    assert inspect.sideways(page) + inspect.too_small(page) == []
    page.get_by_role("button", name="重新提交").click()
    expect(page.get_by_text("已重新提交，窗口将在 5 个工作日内处理。")).to_be_visible()

    clerk.opens(case.number)
    clerk.accepts()
    case.refresh_from_db()
    assert (case.state, case.form["address"]) == ("in_review", "成都市武侯区示例街18号")
