"""A look-up on a phone: from the guide to the answer on the next page, and what is said where a databank is silent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Page, expect
from tests.house import PASSWORD, form
from tests.journeys import inspect
from tests.journeys.applicant import Applicant

from banli.cases.models import Case
from banli.cases.service import timeline
from banli.catalogue.service import current
from banli.databanks.service import answer_to
from banli.site.jobs import answer as asks_again

pytestmark = pytest.mark.browser

PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
OWN, OPEN = "social-insurance-statement", "doctor-registration-lookup"


@pytest.fixture
def silence() -> Iterator[Path]:
    """The databank of doctors is a file that nobody has dropped yet."""
    path = Path(settings.DATA_FOLDER) / "databanks.toml"
    path.write_text('[doctors]\nkind = "file"\n', encoding="utf-8")
    yield path
    path.unlink(missing_ok=True)


def looks_right(page: Page) -> None:
    """Nothing sticks out, nothing is too small, and axe finds nothing."""
    assert inspect.sideways(page) + inspect.too_small(page) == []
    assert Axe().run(page).response["violations"] == []


def signs_in(page: Page) -> None:
    page.goto("/login/")
    page.get_by_label("用户名").fill("applicant")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/my/")


def hands_in(applicant: Applicant, slug: str, words: str, answers: dict[str, Any]) -> None:
    spec = current(slug).spec
    applicant.comes_to_the_portal()
    applicant.searches(words)
    applicant.opens_the_guide(spec.name.zh)
    # On a phone the guide ends with the button; at a desk it stands beside it.
    applicant.page.locator("a:visible", has_text="在线办理").last.click()
    expect(applicant.page.get_by_role("button", name="保存并继续")).to_be_visible()
    applicant.page.wait_for_load_state()
    looks_right(applicant.page)
    applicant.fills_in(spec, answers)
    applicant.goes_on()
    applicant.checks()
    applicant.page.get_by_role("button", name="提交申请").click()


def test_whoever_is_signed_in_reads_what_is_known_of_them_on_the_next_page(
    house: None, new_page: Callable[..., Page]
) -> None:
    applicant = Applicant(new_page(**PHONE))
    signs_in(applicant.page)
    page = applicant.page
    page.goto(f"/items/{OWN}/apply/")
    expect(page.get_by_label("姓名")).to_have_value("陈远舟")
    expect(page.get_by_label("身份证号")).to_have_value("510104199003152010")
    hands_in(applicant, OWN, "社保", form("own-statement", OWN))
    expect(page.get_by_role("heading", name="已答复", level=1)).to_be_visible()
    card = page.get_by_role("region", name="查询结果")
    expect(card).to_contain_text("锦江示例建筑有限公司")
    expect(card).to_contain_text("信息截至")
    looks_right(page)
    case = Case.objects.get()
    assert [event.name for event in timeline(case)] == ["submitted", "accepted", "answered"]
    with page.expect_download() as download:
        card.get_by_role("link", name="下载（PDF）").click()
    assert download.value.suggested_filename.endswith(".pdf")
    card.get_by_role("link", name="验证").click()
    expect(page.get_by_role("heading", name="真实")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text("510104199003152010")
    looks_right(page)
    page.goto(f"/track/{case.number}/")
    expect(page.get_by_role("region", name="查询结果")).to_be_visible()
    looks_right(page)


def test_a_visitor_reads_what_is_public_and_that_nothing_is_on_record(
    house: None, new_page: Callable[..., Page]
) -> None:
    applicant = Applicant(new_page(**PHONE))
    hands_in(applicant, OPEN, "医师", form("nothing-found", OPEN))
    page = applicant.page
    expect(page.get_by_role("heading", name="已答复", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="查询结果")).to_contain_text("没有查到符合所填信息")
    looks_right(page)


def test_a_silent_databank_is_said_plainly_and_answers_later(
    house: None, new_page: Callable[..., Page], silence: Path
) -> None:
    applicant = Applicant(new_page(**PHONE))
    hands_in(applicant, OPEN, "医师", form("found", OPEN))
    applicant.keeps_the_receipt()
    page = applicant.page
    expect(page.get_by_role("heading", name="没有应答")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("10月18日前答复")
    looks_right(page)
    silence.unlink()
    asks_again(0)
    assert answer_to(applicant.number) is not None
    page.goto(f"/track/{applicant.number}/")
    expect(page.get_by_role("region", name="查询结果")).to_contain_text("蓝望舒")
