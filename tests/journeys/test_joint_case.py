"""A case that three departments decide side by side: each answers at its own desk, the applicant sees who is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.cases.science import applied
from tests.cases.science import officer as somebody
from tests.cases.test_joint import JOINT
from tests.house import person
from tests.journeys.applicant import Applicant
from tests.journeys.officer import Officer
from tests.journeys.pictures import Camera
from tests.variants import step, variant

from banli.cases import service as cases
from banli.kernel.actors import Role

pytestmark = pytest.mark.browser
NAMES = {"housing": "住房城乡建设部门会签", "environment": "生态环境部门审批"}


def named(one: dict[str, object]) -> dict[str, object]:
    """The step with the name its department knows it by."""
    return {**one, "name": NAMES.get(str(one["key"]), one["name"])}


def test_three_departments_decide_side_by_side(
    applicant: Applicant,
    officer: Callable[[str], Officer],
    later: Callable[[str], None],
    camera: Camera,
    tmp_path: Path,
) -> None:
    steps = [named(one) for one in JOINT["steps"]]
    variant(tmp_path, **{**JOINT, "steps": steps})
    for department in NAMES:
        person(Role.APPROVER, department)
    case = applied()
    number, password = case.number, cases.query_password(case.number)
    cases.accept(by=somebody(Role.CLERK), number=number)

    reviewer = officer("reviewer.science")
    reviewer.opens(number)
    reviewer.finishes(step("examine", "examine")["name"], "合同属实，请住建、生态环境部门分别办理。")
    lanes = reviewer.page.locator("#steps")
    expect(lanes).to_contain_text("整体进度正等待生态环境厅")
    camera.takes(reviewer.page, "joint")

    later("2022-10-24T10:00")
    housing = officer("approver.housing")
    housing.page.get_by_role("main").get_by_role("link", name=NAMES["housing"]).click()
    housing.finishes(NAMES["housing"], "符合规划，同意。")
    applicant.tracks(number, password)
    offices = applicant.page.get_by_role("region", name="办理部门")
    expect(offices.get_by_role("listitem")).to_contain_text(["科技厅", "住房城乡建设厅", "生态环境厅"])
    expect(offices).to_contain_text("正在办理")

    later("2022-10-26T10:00")
    environment = officer("approver.environment")
    environment.opens(number)
    environment.finishes(NAMES["environment"], "缺少环评批复。", verdict="不符合")
    reviewer.opens(number)
    expect(lanes).to_contain_text("不能准予")
    reviewer.proposes("准予", "建议会商后准予。")
    approver = officer("approver.science")
    approver.opens(number)
    form = approver.turns_to("退回重审")
    form.get_by_label("欠缺的内容").fill("环评批复已补，请复核。")
    form.get_by_label(f"重新办理：{NAMES['environment']}").check()
    approver.presses("退回", "退回重审")
    environment.opens(number)
    environment.finishes(NAMES["environment"], "批复已补，同意。")
    reviewer.opens(number)
    reviewer.proposes("准予", "各部门均同意，建议准予。")
    approver.opens(number)
    approver.grants("同意。")
    assert cases.find(number, somebody(Role.APPROVER)).state == "granted"
