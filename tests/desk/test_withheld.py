"""An act that would be refused is not offered, and its reason stands where the button would be."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.science import applied, finished, officer, put_forward, taken_on
from tests.cases.test_joint import JOINT
from tests.cases.test_promises import materials
from tests.desk.officers import at, fresh, offers, page
from tests.held_clock import HeldClock
from tests.house import applicant_of
from tests.variants import variant

from banli.cases import service as cases
from banli.cases.models import Case
from banli.cases.states import GRANT
from banli.files.service import store
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


def withheld(case: Case) -> dict[str, str]:
    """The acts that the approver looks for and is not offered, with the reason."""
    return {one.label: one.why for one in page(at(Role.APPROVER), case).context["withheld"]}


def test_a_joint_case_that_one_department_refuses_is_not_offered_to_be_granted(tmp_path: Path) -> None:
    variant(tmp_path, **JOINT)
    case = finished(taken_on(), "examine")
    case = finished(case, "housing", by=officer(Role.APPROVER, "housing"))
    case = finished(case, "environment", by=officer(Role.APPROVER, "environment"), agrees=False)
    case = put_forward(case)
    assert "grant" not in offers(at(Role.APPROVER), case)
    assert "不一致" in withheld(case)["予以确认"]
    assert "不一致" in page(at(Role.APPROVER), case).content.decode()


def test_a_case_with_a_broken_promise_is_not_offered_to_be_granted(tmp_path: Path, clock: HeldClock) -> None:
    variant(tmp_path, materials=materials())
    case = put_forward(taken_on(applied(), promised={"income": None}))
    assert "容缺" in withheld(case)["予以确认"]
    clock.move(days=10)
    reviewer = officer(Role.REVIEWER)
    cases.break_promise(by=reviewer, number=case.number, what="income", note="逾期未交")
    assert "grant" not in offers(at(Role.APPROVER), fresh(case))
    assert "没有履行" in withheld(fresh(case))["予以确认"] or "未履行" in withheld(fresh(case))["予以确认"]


def test_what_was_missing_and_came_is_offered_again(tmp_path: Path) -> None:
    variant(tmp_path, materials=materials())
    case = put_forward(taken_on(applied(), promised={"income": None}))
    me = applicant_of(case.number)
    file = store(by=me, name="核定表.pdf", content=b"%PDF-1.4 income")
    cases.supplement(by=me, number=case.number, files=[("income", file)])
    assert "grant" not in offers(at(Role.APPROVER), fresh(case))
    cases.keep_promise(by=officer(Role.REVIEWER), number=case.number, what="income", note="与合同一致")
    assert offers(at(Role.APPROVER), fresh(case))[0] == "grant"
    assert "予以确认" not in withheld(fresh(case))


def test_the_rule_of_the_page_is_the_rule_of_the_act(tmp_path: Path) -> None:
    variant(tmp_path, materials=materials())
    case = put_forward(taken_on(applied(), promised={"income": None}))
    approver = officer(Role.APPROVER)
    told = cases.why_not(cases.facts_of(case, approver), GRANT)
    assert told is not None
    with pytest.raises(type(told)) as refused:
        cases.grant(by=approver, number=case.number)
    assert str(refused.value) == str(told)
