"""Joint handling: departments decide side by side, the slowest holds the whole, a no forbids a grant."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases.science import finished, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import person
from tests.variants import days, step, variant

from banli.cases import service as cases
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused

pytestmark = pytest.mark.usefixtures("house")
JOINT: dict[str, Any] = {
    "joint": True,
    "limits": [{"statutory": days(45), "promised": days(30)}],
    "steps": [
        step("examine", "examine"),
        step("housing", "countersign", with_department="housing", after=["examine"], limit=days(10)),
        step("environment", "approve", with_department="environment", after=["examine"], limit=days(20)),
        step("approve", "approve", after=["housing", "environment"]),
    ],
}


@pytest.fixture
def joint(tmp_path: Path, house: None) -> cases.Case:
    variant(tmp_path, **JOINT)
    return finished(taken_on(), "examine")


def answered(case: cases.Case, department: str, *, agrees: bool = True) -> cases.Case:
    return finished(case, department, by=officer(Role.APPROVER, department), agrees=agrees)


def test_the_law_gives_forty_five_days_and_each_department_its_own(joint: cases.Case) -> None:
    faces = {face.key: face for face in cases.running(joint).faces}
    assert str(faces["joint"].due) == "2022-12-19"
    assert str(faces["promise"].due) == "2022-11-28"
    assert str(faces["step.housing"].due) == "2022-10-31"
    assert str(faces["step.environment"].due) == "2022-11-14"


def test_the_slowest_holds_the_whole(joint: cases.Case) -> None:
    case = answered(joint, "housing")
    with pytest.raises(Refused, match="environment"):
        put_forward(case)
    assert put_forward(answered(case, "environment")).state == "proposed"


def test_an_approver_and_nobody_else_decides_for_a_department(joint: cases.Case) -> None:
    with pytest.raises(Denied):
        finished(joint, "housing", by=officer(Role.REVIEWER, "housing"))
    with pytest.raises(Denied):
        finished(joint, "housing", by=officer(Role.APPROVER))


def test_a_department_that_says_no_forbids_the_grant_until_it_is_asked_again(joint: cases.Case) -> None:
    case = answered(answered(joint, "housing"), "environment", agrees=False)
    case = put_forward(case)
    approver = officer(Role.APPROVER)
    with pytest.raises(Refused, match="不一致"):
        cases.grant(by=approver, number=case.number)
    case = cases.return_to_review(
        by=approver, number=case.number, opinion="会商后请复核", again=["environment"]
    )
    case = put_forward(answered(case, "environment"))
    assert cases.grant(by=approver, number=case.number).state == "granted"


def test_the_government_extends_by_fifteen_days_and_the_organ_does_not(
    joint: cases.Case, clock: HeldClock
) -> None:
    with pytest.raises(Denied, match="人民政府"):
        cases.extend(by=officer(Role.APPROVER), number=joint.number, days=10, reason="情况复杂")
    mayor = person(Role.GOVERNMENT, None)
    with pytest.raises(Invalid):
        cases.extend(by=mayor, number=joint.number, days=16, reason="情况复杂")
    case = cases.extend(by=mayor, number=joint.number, days=15, reason="情况复杂")
    assert str(case.statutory_due_on) == "2023-01-10"
    assert cases.notices(case, "extension")[0].body["basis"].endswith("第四十二条第二款")


def test_the_government_does_not_extend_what_one_organ_decides(tmp_path: Path) -> None:
    variant(tmp_path)
    with pytest.raises(Denied, match="本行政机关"):
        cases.extend(by=person(Role.GOVERNMENT, None), number=taken_on().number, days=5, reason="情况复杂")
