"""Nothing typed is lost: not by leaving, not by a session that ends, not by an answer that comes while one types."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Route, expect
from tests import house as cases
from tests.held_clock import HeldClock
from tests.house import OVERSIZE, form
from tests.journeys.applicant import Applicant
from tests.journeys.forms import paper
from tests.journeys.officer import Officer
from tests.journeys.watch import Watch

from banli.cases.service import ask_correction, query_password
from banli.catalogue.service import current
from banli.demo.week import MONDAY
from banli.people.models import Session
from banli.province.worked.player import actor
from banli.weekly.service import collect, open_issue

pytestmark = pytest.mark.browser

APPLY = f"/items/{OVERSIZE}/apply/"
CARRIER, AXLES = "承运人名称", "各轴（轴线）轴荷"
OPINION = "车货参数与路线相符，建议准予。"


def begins_to_type(applicant: Applicant) -> None:
    """A company's name and nothing else, and the page says that it is saved."""
    applicant.page.goto(APPLY)
    applicant.page.get_by_label(CARRIER).fill("蜀衡重载物流有限公司")
    expect(applicant.page.get_by_role("status").filter(has_text=re.compile(r"已保存 \d"))).to_be_visible()


def test_leaving_and_coming_back_finds_the_draft(applicant: Applicant) -> None:
    begins_to_type(applicant)
    applicant.comes_to_the_portal()
    applicant.page.get_by_role("main").get_by_role("link", name="继续").click()
    expect(applicant.page.get_by_label(CARRIER)).to_have_value("蜀衡重载物流有限公司")


def test_the_draft_outlives_the_session(applicant: Applicant) -> None:
    begins_to_type(applicant)
    Session.objects.all().delete()
    applicant.page.goto(APPLY)
    expect(applicant.page.get_by_label(CARRIER)).to_have_value("蜀衡重载物流有限公司")


def test_what_is_typed_while_the_answer_is_on_its_way_stays(applicant: Applicant) -> None:
    """Choosing a trailer brings its questions; the section that is drawn anew keeps what was typed meanwhile."""
    page, held = applicant.page, list[Route]()
    page.goto(APPLY)
    page.route("**/apply/save/", lambda route: held.append(route) if not held else route.continue_())
    vehicle = page.get_by_role("region", name="车辆")
    with page.expect_request("**/apply/save/"):
        vehicle.get_by_label("多轴液压平板车").check()
    vehicle.get_by_label(AXLES).fill("16500, 16500")
    held[0].continue_()
    expect(vehicle.get_by_label("挂车号牌")).to_be_visible()
    expect(vehicle.get_by_label(AXLES)).to_have_value("16500, 16500")
    expect(vehicle.get_by_label(AXLES)).to_be_focused()


def test_what_is_typed_without_a_network_is_saved_when_it_is_back(applicant: Applicant, watch: Watch) -> None:
    page = applicant.page
    page.goto(APPLY)
    page.context.set_offline(True)
    page.get_by_label(CARRIER).fill("蜀衡重载物流有限公司")
    expect(page.get_by_text("未能送达，尚未保存")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_role("status").filter(has_text=re.compile(r"已保存 \d"))).to_be_visible()
    watch.faults.clear()  # the browser says of each request that it had no network
    page.goto(APPLY)
    expect(page.get_by_label(CARRIER)).to_have_value("蜀衡重载物流有限公司")


def test_two_pages_of_one_draft_keep_each_others_answers(applicant: Applicant) -> None:
    """A second page, opened while the form was empty, saves its own answer and does not take the first one back."""
    first, second = applicant.page, applicant.page.context.new_page()
    first.goto(APPLY)
    saved = re.compile(r"已保存 \d")
    first.get_by_label(CARRIER).fill("蜀")
    expect(first.get_by_role("status").filter(has_text=saved)).to_be_visible()
    second.goto(APPLY)
    second.wait_for_load_state()
    with first.expect_response("**/apply/save/"):
        first.get_by_label(CARRIER).fill("蜀衡重载物流有限公司")
    with second.expect_response("**/apply/save/"):
        second.get_by_label("货物名称").fill("变压器")
    second.reload()
    expect(second.get_by_label(CARRIER)).to_have_value("蜀衡重载物流有限公司")
    expect(second.get_by_label("货物名称")).to_have_value("变压器")


def test_a_file_of_a_wrong_kind_is_refused_at_its_place(applicant: Applicant) -> None:
    spec, answers = current(OVERSIZE).spec, form("class-two")
    applicant.page.goto(APPLY)
    applicant.fills_in(spec, answers)
    applicant.goes_on()
    row = applicant.page.locator("[data-file]").filter(has_text="授权委托书")
    expect(row).to_be_visible()
    applicant.page.wait_for_load_state()
    program: FilePayload = {
        "name": "扫描件.exe",
        "mimeType": "application/octet-stream",
        "buffer": b"MZ\x90\x00",
    }
    row.get_by_label("授权委托书的文件").set_input_files(program)
    expect(row.get_by_text("扫描件.exe")).to_be_visible()
    expect(applicant.page.locator(".field__error")).to_have_count(1)
    expect(row.get_by_role("button", name=re.compile("删除"))).to_have_count(0)
    applicant.hands_over("授权委托书")
    expect(applicant.page.locator(".field__error")).to_have_count(0)


def test_an_officer_comes_back_to_the_same_page_after_the_session_ended(
    officer: Callable[[str], Officer],
) -> None:
    clerk = officer("clerk.transport")
    clerk.page.goto("/desk/cases/?view=all")
    Session.objects.all().delete()
    clerk.page.reload()
    expect(clerk.page).to_have_url(re.compile("/desk/sign-in/"))
    clerk.fills_the_door("clerk.transport")
    expect(clerk.page).to_have_url(re.compile(r"/desk/cases/\?view=all"))


def test_what_the_clerk_types_while_the_form_changes_stays(officer: Callable[[str], Officer]) -> None:
    """At the counter too: an answer brings other questions, and what was typed and chosen meanwhile is kept."""
    clerk, held = officer("clerk.transport"), list[Route]()
    clerk.chooses_at_the_counter(current(OVERSIZE).spec)
    page = clerk.page
    page.route("**/shape/", lambda route: held.append(route) if not held else route.continue_())
    with page.expect_request("**/shape/"):
        page.get_by_label("多轴液压平板车").check()
    page.get_by_label(AXLES).fill("16500, 16500")
    page.get_by_role("group", name="货物可以拆分").get_by_label("否").check()
    scan = page.locator("[data-file]").filter(has_text="授权委托书")
    scan.locator("input[type=file]").set_input_files(paper("授权委托书.pdf"))
    held[0].continue_()
    expect(page.get_by_label("挂车号牌")).to_be_visible()
    expect(page.get_by_label(AXLES)).to_have_value("16500, 16500")
    expect(page.get_by_role("group", name="货物可以拆分").get_by_label("否")).to_be_checked()
    expect(scan.locator(".file__held")).to_have_text(re.compile("授权委托书.pdf"))
    page.reload()
    expect(scan.locator(".file__held")).to_have_text(re.compile("授权委托书.pdf"))


def test_an_opinion_outlives_the_session(officer: Callable[[str], Officer]) -> None:
    """Written, the session over, sent: after signing in the words stand in their form again."""
    case, reviewer = cases.accepted(), officer("reviewer.transport")
    reviewer.opens(case.number)
    form = reviewer.turns_to("提出审查意见")
    form.get_by_label("准予", exact=True).check()
    form.get_by_label("意见", exact=True).fill(OPINION)
    Session.objects.all().delete()
    form.get_by_role("button", name="送审批").click()
    expect(reviewer.page).to_have_url(re.compile("/desk/sign-in/"))
    reviewer.fills_the_door("reviewer.transport")
    expect(reviewer.page).to_have_url(re.compile(case.number))
    form = reviewer.turns_to("提出审查意见")
    expect(form.get_by_label("意见", exact=True)).to_have_value(OPINION)
    expect(form.get_by_label("准予", exact=True)).to_be_checked()
    reviewer.presses("送审批", "审查完毕，送审批")


def test_a_correction_outlives_the_session(applicant: Applicant) -> None:
    """The same for an applicant, who opens the case anew with number and password."""
    case = cases.submitted("class-three", axle_count_stated=11)
    point = {"where": "axle_count_stated", "label": "轴（轴线）数", "problem": "与轴荷个数不符，请核对。"}
    ask_correction(by=cases.clerk(), number=case.number, points=[point])
    applicant.tracks(case.number, query_password(case.number))
    applicant.page.get_by_role("link", name="补正并重新提交").click()
    applicant.page.get_by_label("轴（轴线）数").fill("15")
    Session.objects.all().delete()
    applicant.page.get_by_role("button", name="重新提交").click()
    expect(applicant.page.get_by_label("查询密码")).to_be_visible()
    applicant.page.get_by_label("查询密码").fill(query_password(case.number))
    applicant.page.get_by_role("button", name="查询").click()
    applicant.page.get_by_label("轴（轴线）数").wait_for()
    expect(applicant.page.get_by_label("轴（轴线）数")).to_have_value("15")
    applicant.page.get_by_role("button", name="重新提交").click()
    expect(applicant.page.get_by_text("已重新提交，窗口将在 5 个工作日内处理。")).to_be_visible()


def test_a_line_of_the_weekly_outlives_the_session(
    officer: Callable[[str], Officer], clock: HeldClock
) -> None:
    clock.set("2022-11-14T10:00")
    issue = open_issue(by=actor("editor"), week_start=MONDAY)
    collect(by=actor("editor"), issue_id=issue.pk, version=issue.version)
    editor = officer("editor")
    editor.page.goto(f"/desk/weekly/{MONDAY.isoformat()}/")
    editor.page.get_by_role("link", name="大厅巡查情况").click()
    text = editor.page.get_by_role("complementary").get_by_role("textbox")
    text.fill("近日，窗口延长服务时间。")
    Session.objects.all().delete()
    editor.page.get_by_role("button", name="添加", exact=True).click()
    expect(editor.page).to_have_url(re.compile("/desk/sign-in/"))
    editor.fills_the_door("editor")
    expect(text).to_have_value("近日，窗口延长服务时间。")
    editor.page.get_by_role("button", name="添加", exact=True).click()
    expect(editor.page.get_by_role("article")).to_contain_text("近日，窗口延长服务时间。")
    editor.page.get_by_role("link", name="添加一条").first.click()
    expect(text).to_have_value("")


def test_an_application_at_the_counter_outlives_the_session(officer: Callable[[str], Officer]) -> None:
    """The form saves itself as it changes: the answer to that leads to the sign-in, and back to the same form."""
    clerk = officer("clerk.transport")
    clerk.chooses_at_the_counter(current(OVERSIZE).spec)
    clerk.page.get_by_label(CARRIER).fill("蜀衡重载物流有限公司")
    Session.objects.all().delete()
    with clerk.page.expect_navigation(url="**/desk/sign-in/**"):
        clerk.page.get_by_label("多轴液压平板车").check()
    clerk.fills_the_door("clerk.transport")
    expect(clerk.page.get_by_label(CARRIER)).to_have_value("蜀衡重载物流有限公司")
    expect(clerk.page.get_by_label("多轴液压平板车")).to_be_checked()
