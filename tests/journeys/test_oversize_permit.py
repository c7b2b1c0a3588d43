"""The main journey: an oversize transport permit from the search box to a certificate a stranger can verify."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from tests.house import OVERSIZE, form
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera

from banli.cases.models import Case
from banli.catalogue.service import current
from banli.licences.models import Certificate
from banli.province.worked.player import WITHIN_BRIDGES

pytestmark = [pytest.mark.long, pytest.mark.browser]

CARRIER = "蜀远重载物流有限公司"
AXLES = "轴（轴线）数"
PROBLEM = "填写为11，但填了15个轴荷，请核对后改正。"
PAUSE = "桥梁通行须经专家评审，所需时间不计入办理期限。"


def applies(applicant: Applicant, camera: Camera) -> None:
    """Search, guide, form with one wrong number, materials, check, receipt."""
    wrong: dict[str, Any] = {"axle_count_stated": 11, **WITHIN_BRIDGES}
    spec, answers = current(OVERSIZE).spec, form("class-three", **wrong)
    applicant.comes_to_the_portal()
    applicant.searches("大件")
    applicant.opens_the_guide(spec.name.zh)
    camera.takes(applicant.page, "guide")
    applicant.begins()
    applicant.fills_in(spec, answers)
    camera.takes(applicant.page, "apply", at=applicant.page.get_by_role("region", name="车辆"))
    applicant.goes_on()
    expect(applicant.page.get_by_label("各轴（轴线）轴荷")).to_have_accessible_description(
        re.compile("填写为11，但填了15个轴荷")
    )
    applicant.goes_on_all_the_same()
    applicant.hands_over_everything(spec, answers)
    applicant.checks()
    expect(applicant.page.get_by_role("main")).to_contain_text("Ⅲ类")
    expect(applicant.page.get_by_role("main")).to_contain_text("自受理起 10 个工作日（法定最长 15 个工作日）")
    applicant.hands_in()
    camera.takes(applicant.page, "receipt")


def corrects(applicant: Applicant) -> None:
    """Find the notice with the case, and the remark at its field; mend it, hand in again."""
    applicant.tracks()
    asked = applicant.page.get_by_role("region", name="请补正")
    expect(asked).to_contain_text(AXLES)
    expect(asked).to_contain_text(PROBLEM)
    asked.get_by_role("link", name="补正并重新提交").click()
    field = applicant.page.get_by_label(AXLES)
    expect(field).to_have_value("11")
    expect(field).to_have_accessible_description(re.compile(PROBLEM))
    field.fill("15")
    applicant.page.get_by_role("button", name="重新提交").click()
    expect(applicant.page.get_by_text("已重新提交，窗口将在 5 个工作日内处理。")).to_be_visible()


def collects(applicant: Applicant) -> Certificate:
    """Download the certificate; what is downloaded is the file that was kept."""
    applicant.tracks()
    address = applicant.page.get_by_role("link", name="下载（PDF）").get_attribute("href")
    answer = applicant.page.request.get(str(address))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
    assert len(answer.body()) > 10_000
    return Certificate.objects.get(case__number=applicant.number)


def verifies(stranger: Page, certificate: Certificate, address: str) -> None:
    """Type the code from the paper; then open what the QR code holds."""
    stranger.goto("/verify/")
    stranger.get_by_label("验证码").fill(certificate.code)
    stranger.get_by_role("button", name="验证").first.click()
    for _way in ("code", "qr"):
        verdict = stranger.get_by_role("main")
        expect(verdict.get_by_role("heading", name="有效", exact=True)).to_be_visible()
        expect(verdict).to_contain_text(certificate.number)
        expect(verdict).to_contain_text("川A12345")
        stranger.goto(urlsplit(address).path)


def test_from_the_search_to_a_verified_certificate(
    applicant: Applicant,
    officer: Callable[[str], Officer],
    new_page: Callable[..., Page],
    later: Callable[[str], None],
    camera: Camera,
) -> None:
    applies(applicant, camera)

    later("2022-10-17T10:30")
    clerk = officer("clerk.transport")
    clerk.opens_the_case_of(CARRIER)
    clerk.crosses_out(AXLES, PROBLEM)
    camera.takes(clerk.page, "case", at=clerk.page.get_by_role("group", name=AXLES))
    clerk.asks_for_correction()
    expect(clerk.page.locator("#offer-ask_correction")).to_have_count(0)

    later("2022-10-17T15:00")
    corrects(applicant)
    clerk.opens_the_case_of(CARRIER)
    clerk.accepts()

    later("2022-10-19T09:20")
    reviewer = officer("reviewer.transport")
    reviewer.opens_the_case_of(CARRIER)
    reviewer.finishes("审查车货参数和路线", "属Ⅲ类大件，须勘测路线并征求交管部门意见。")
    reviewer.finishes("路线勘测", "两座桥梁须专家评审。", officers="秦川柏、沈牧之")
    police = officer("reviewer.police")
    police.page.get_by_role("main").get_by_role("link", name="征求公安交管部门意见").click()
    police.finishes("征求公安交管部门意见", "同意夜间通行。")
    reviewer.opens_the_case_of(CARRIER)
    reviewer.pauses("专家评审", PAUSE)
    expect(reviewer.page.locator(".case__clock")).to_contain_text("计时暂停")
    applicant.tracks()
    expect(applicant.page.get_by_role("heading", level=1)).to_contain_text("暂停计时")

    later("2022-10-25T16:30")
    reviewer.opens_the_case_of(CARRIER)
    reviewer.resumes("专家组同意按申请路线通行，过桥时居中匀速。")
    reviewer.proposes("准予", "车货参数、路线和护送方案符合规定，建议准予。")

    later("2022-10-26T09:25")
    approver = officer("approver.transport")
    approver.opens_the_case_of(CARRIER)
    approver.grants("同意。")
    approver.issues()

    certificate = collects(applicant)
    assert applicant.happened() == [
        "制发证照",
        "准予",
        "审查完成",
        "特别程序结束，恢复计时",
        "特别程序开始，暂停计时",
        *["一个审查环节已完成"] * 3,
        "受理，开始计时",
        "您补正后重新提交",
        "告知书已送达，答复期限开始计算",
        "窗口一次告知补正",
        "您提交了申请",
    ]
    why = applicant.asks_why()
    assert why.count("暂停") >= 4
    camera.takes(applicant.page, "track")
    verifies(new_page(), certificate, f"/verify/{certificate.code}/")
    assert Case.objects.count() == 1


def test_axle_weights_and_class_that_do_not_fit_are_told_at_their_fields(
    applicant: Applicant, camera: Camera
) -> None:
    """In the applicant's words, beside what was typed; mended, the form goes on."""
    spec = current(OVERSIZE).spec
    answers = form("normal-class-two", axle_loads_kg="6000, 9000, 9000, 8000, 8000, 8000", class_claimed="I")
    applicant.comes_to_the_portal()
    applicant.searches("大件")
    applicant.opens_the_guide(spec.name.zh)
    applicant.begins()
    applicant.fills_in(spec, answers)
    applicant.goes_on()
    page = applicant.page
    expect(page.get_by_role("alert")).to_contain_text("有 2 处需要处理")
    mass = page.get_by_label("车货总质量")
    expect(mass).to_have_value("49000")
    expect(mass).to_have_accessible_description(
        re.compile("各轴轴荷之和为48000千克，与车货总质量49000千克不一致")
    )
    claimed = page.locator("#q-class_claimed")
    expect(claimed).to_contain_text("按所填尺寸和质量应为II类，不能按I类申请")
    camera.takes(page, "apply-doubts", at=mass)
    page.get_by_role("alert").get_by_role("link").first.click()
    page.get_by_label("各轴（轴线）轴荷").fill("7000, 9000, 9000, 8000, 8000, 8000")
    claimed.get_by_label("Ⅱ类").check()
    applicant.goes_on()
    expect(page.locator("input[type=file]").first).to_be_visible()
