"""A proposed refusal is heard before it is decided: told, a hearing asked for, called, held, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.cases.science import applied
from tests.cases.science import officer as somebody
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera
from tests.variants import variant

from banli.cases import service as cases
from banli.kernel.actors import Role

pytestmark = pytest.mark.browser
REASONS = "收入核定依据不足。"


def test_from_a_proposed_refusal_to_a_decision_on_the_record(
    applicant: Applicant,
    officer: Callable[[str], Officer],
    later: Callable[[str], None],
    camera: Camera,
    tmp_path: Path,
) -> None:
    variant(tmp_path, hearing="on_request")
    case = applied()
    number, password = case.number, cases.query_password(case.number)
    cases.accept(by=somebody(Role.CLERK), number=number)
    reviewer = officer("reviewer.science")
    reviewer.opens(number)
    reviewer.proposes("不予许可", "收入核定依据不足，建议不予。")
    approver = officer("approver.science")
    approver.opens(number)
    expect(approver.page.locator("#offer-refuse")).to_have_count(0)
    approver.tells_of_a_refusal(REASONS)

    later("2022-10-19T10:00")
    applicant.tracks(number, password)
    told = applicant.page.get_by_role("region", name="拟对您的申请不予许可")
    expect(told).to_contain_text(REASONS)
    expect(told).to_contain_text("2022年10月26日")  # five working days after it was opened, which serves it
    told.get_by_role("link", name="答复").click()
    applicant.page.get_by_label("我要求听证").check()
    applicant.page.get_by_label("要求听证的理由").fill("希望当面说明收入构成。")
    camera.takes(applicant.page, "answer")
    applicant.page.get_by_role("button", name="提交答复").dblclick()
    expect(applicant.page.get_by_role("region", name="听证")).to_be_visible()

    later("2022-10-20T10:00")
    approver.opens(number)
    approver.calls_a_hearing(
        chair="卫知衡", place="政务大厅三楼听证室", on="2022-10-31", reason="申请人要求听证。"
    )
    applicant.tracks(number, password)
    expect(applicant.page.get_by_role("region", name="听证")).to_contain_text("政务大厅三楼听证室")

    later("2022-10-31T16:00")
    approver.opens(number)
    approver.records_the_hearing("申请人提交银行流水，证明收入属实。", "卫知衡、申请人")
    reviewer.opens(number)
    reviewer.proposes("准予", "听证中提交的银行流水可以证明收入。")
    approver.opens(number)
    approver.grants(hearing="依据听证笔录所附银行流水，准予。")
    events = [event.name for event in cases.timeline(cases.find(number, somebody(Role.APPROVER)))]
    assert events.count("hearing_asked") == 1
    assert events[-4:] == ["hearing_called", "hearing_held", "reviewed", "granted"]
