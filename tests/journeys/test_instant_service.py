"""At the counter: a social insurance statement answered from its databank and printed while the person waits."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.house import form
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer

from banli.cases.models import Case
from banli.cases.service import timeline
from banli.catalogue.service import current

pytestmark = pytest.mark.browser

SLUG = "social-insurance-statement"


def test_taken_in_answered_and_printed_in_one_visit(
    officer: Callable[[str], Officer], applicant: Applicant
) -> None:
    spec, clerk = current(SLUG).spec, officer("clerk.hrss")
    clerk.chooses_at_the_counter(spec)
    clerk.fills_in(spec, form("own-statement", SLUG))
    clerk.page.get_by_role("button", name="受理并当场答复").click()

    receipt = clerk.page.get_by_role("main")
    expect(receipt.get_by_role("heading", name="申请材料收件回执")).to_be_visible()
    expect(receipt).to_contain_text("陈远舟")
    clerk.page.evaluate("window.print = () => { document.title = 'printed' }")
    clerk.page.get_by_role("button", name="打印").click()
    expect(clerk.page).to_have_title("printed")
    clerk.page.emulate_media(media="print")
    expect(clerk.page.get_by_role("heading", name="申请材料收件回执")).to_be_visible()
    expect(clerk.page.get_by_role("navigation")).to_be_hidden()

    case = Case.objects.get()
    assert [event.name for event in timeline(case)] == ["submitted", "accepted", "answered"]
    password = clerk.page.locator(".receipt__password").last.inner_text()
    applicant.tracks(case.number, password)
    assert applicant.happened() == ["您的查询已答复", "受理，开始计时", "您提交了申请"]


def test_a_fault_is_said_at_its_field_and_the_rest_stays(officer: Callable[[str], Officer]) -> None:
    spec, clerk = current(SLUG).spec, officer("clerk.hrss")
    clerk.chooses_at_the_counter(spec)
    clerk.fills_in(spec, form("own-statement", SLUG, code="110105194912310021"))
    clerk.page.get_by_role("button", name="受理并当场答复").click()
    wrong = clerk.page.locator(".field--wrong")
    expect(wrong).to_have_count(1)
    expect(wrong.get_by_label("身份证号")).to_be_focused()
    expect(clerk.page.get_by_label("姓名")).to_have_value("陈远舟")
    assert Case.objects.count() == 0
