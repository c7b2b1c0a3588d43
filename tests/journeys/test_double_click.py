"""An impatient hand and two hands at once: one act is one event, and nobody's words are lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests import house as cases
from tests.house import form
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer

from banli.cases.models import Case
from banli.cases.service import timeline
from banli.catalogue.service import current

pytestmark = pytest.mark.browser

OPINION = "车货参数与路线相符，建议准予。"


def recorded(case: Case) -> list[str]:
    """The names of a case's events in their order."""
    return [event.name for event in timeline(case)]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_handing_in_with_two_clicks_makes_one_case(
    house: None, new_page: Callable[..., Page], script: bool
) -> None:
    applicant = Applicant(new_page(java_script_enabled=script))
    spec = current("social-insurance-statement").spec
    applicant.page.goto(f"/items/{spec.slug}/apply/")
    applicant.fills_in(spec, form("own-statement", spec.slug))
    applicant.goes_on()
    applicant.checks()
    applicant.page.get_by_role("button", name="提交申请").dblclick()
    applicant.keeps_the_receipt()
    case = Case.objects.get()
    assert applicant.number == case.number
    assert recorded(case) == ["submitted"]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_accepting_with_two_clicks_leaves_one_event(
    house: None, new_page: Callable[..., Page], script: bool
) -> None:
    case = cases.submitted()
    clerk = Officer(new_page(java_script_enabled=script))
    clerk.sign_in("clerk.transport")
    clerk.opens(case.number)
    clerk.page.locator("#acts").get_by_role("button", name="受理", exact=True).dblclick()
    expect(clerk.page.locator(".bench__head")).to_contain_text("审查中")
    expect(clerk.page.get_by_role("alert")).to_have_count(0)
    assert recorded(case) == ["submitted", "accepted"]


def test_the_second_officer_hears_of_the_first_and_keeps_the_words(
    officer: Callable[[str], Officer],
) -> None:
    """One extends the limit while the other writes an opinion: it stays in its form and goes out on a second look."""
    case = cases.accepted()
    first, second = officer("approver.transport"), officer("reviewer.transport2")
    for each in (first, second):
        each.opens(case.number)
    extension = first.turns_to("申请延期")
    extension.get_by_label("延长的工作日数（1 至 10）").fill("2")
    extension.get_by_label("事由（写入告知书）").fill("路线跨三市，须会商。")
    first.presses("延长一次", "延长办理期限")

    opinion = second.turns_to("提出审查意见")
    opinion.get_by_label("准予", exact=True).check()
    opinion.get_by_label("意见", exact=True).fill(OPINION)
    opinion.get_by_role("button", name="送审批").click()
    notice = second.page.get_by_role("alert")
    expect(notice.first).to_contain_text("已有人先行处理，您刚才的操作没有写入。")
    expect(notice.first).to_contain_text("延长办理期限")
    expect(opinion.get_by_label("意见", exact=True)).to_have_value(OPINION)
    expect(opinion.get_by_label("准予", exact=True)).to_be_checked()
    assert recorded(case) == ["submitted", "accepted", "extended"]

    second.presses("送审批", "审查完毕，送审批")
    assert recorded(case)[-1] == "reviewed"


def test_words_for_an_act_that_is_gone_are_shown_to_be_copied(officer: Callable[[str], Officer]) -> None:
    """The clock was stopped meanwhile: an opinion cannot be given now, but what was written stands there."""
    case = cases.accepted()
    first, second = officer("reviewer.transport"), officer("reviewer.transport2")
    second.opens(case.number)
    opinion = second.turns_to("提出审查意见")
    opinion.get_by_label("准予", exact=True).check()
    opinion.get_by_label("意见", exact=True).fill(OPINION)
    first.opens(case.number)
    first.pauses("专家评审", "桥梁通行须经专家评审。")
    opinion.get_by_role("button", name="送审批").click()
    kept = second.page.locator("#acts .notice").filter(has_text="您刚才填写的内容")
    expect(kept).to_contain_text(OPINION)
    assert recorded(case) == ["submitted", "accepted", "paused"]
