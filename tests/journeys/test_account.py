"""On a phone: an account is opened by a code, a case added to it, and another found by a code to its mobile."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.held_clock import HeldClock
from tests.house import open_house, submitted
from tests.journeys import inspect
from tests.journeys.test_phone import PHONE

from banli.cases.models import Case
from banli.cases.service import query_password
from banli.kernel.query_number import grouped
from banli.notices.models import Shown
from banli.site.jobs import send_messages

pytestmark = pytest.mark.browser
MOBILE, OTHER = "13700001234", "13700005678"


@pytest.fixture
def cases(transactional_db: None, settings: Any) -> tuple[Case, Case]:
    """Two applications handed in without an account, with different mobiles."""
    settings.DEMO = True
    open_house()
    first, second = submitted(), submitted()
    Case.objects.filter(pk=second.pk).update(mobile=OTHER)
    return first, second


def code_on(mobile: str, clock: HeldClock) -> str:
    """The code that the demo's mobile shows; it went out by the clock of the server, which runs on."""
    clock.move(minutes=2)
    send_messages()
    found = re.search(r"\d{6}", Shown.objects.get(to=mobile).text)
    assert found
    return found.group()


def test_an_account_is_opened_and_cases_come_to_it(
    cases: tuple[Case, Case], new_page: Callable[..., Page], clock: HeldClock
) -> None:
    first, second = cases
    page = new_page(**PHONE)
    page.goto("/login/")
    page.get_by_role("link", name="用验证码登录或注册").click()
    page.get_by_label("手机号码或电子邮箱").fill("137 0000 1234")
    page.get_by_role("button", name="获取验证码").click()
    expect(page.get_by_text("验证码已发往137****1234")).to_be_visible()
    page.get_by_label("验证码").fill(code_on(MOBILE, clock))
    page.get_by_role("button", name="继续").click()
    page.get_by_label("名称（姓名）").fill("李明")
    page.get_by_role("button", name="注册").click()
    expect(page.get_by_role("heading", name="我的办件")).to_be_visible()

    page.get_by_role("link", name="添加办件").click()
    page.get_by_label("查询编号或办件编号").fill(grouped(first.query_number).lower())
    page.get_by_label("查询密码").fill(query_password(first.number))
    page.get_by_role("button", name="添加到我的办件").click()
    expect(page.get_by_text("已添加到您的办件")).to_be_visible()

    page.goto("/track/")
    page.get_by_role("link", name="找不到办件编号？").click()
    page.get_by_label("身份证号码或统一社会信用代码").fill(second.applicant_code)
    page.get_by_label("申请时填写的手机号码").fill(OTHER)
    assert inspect.sideways(page) + inspect.too_small(page) == []
    page.get_by_role("button", name="获取验证码").click()
    page.get_by_label("验证码").fill(code_on(OTHER, clock))
    page.get_by_role("button", name="继续").click()
    expect(page.get_by_role("heading", name="在此打开的办件")).to_be_visible()
    assert inspect.sideways(page) + inspect.too_small(page) == []
    page.get_by_role("button", name="添加到我的办件").click()
    expect(page.get_by_role("row")).to_have_count(3)
    assert Case.objects.filter(owner__display_name="李明").count() == 2
