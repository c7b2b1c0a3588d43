"""A case in the green channel runs its steps side by side and takes every one of them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from tests.house import PLAYER, open_house, person
from tests.house import form as submitted_form
from tests.projects.grid import ITEM, accepted, approver, channel, handed_in, reviewer

from banli.cases import service as cases
from banli.catalogue.rules.checks.channel import check_channel
from banli.catalogue.service import derive, in_channel, spec_in, steps
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Missing, Refused
from banli.projects import service as projects
from banli.province.load import SICHUAN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    open_house(ITEM)


def begun(case: cases.Case) -> set[str]:
    return {task.key for task in cases.tasks_of(case)}


def test_in_the_channel_departments_are_asked_and_the_site_is_visited_while_the_document_is_examined() -> (
    None
):
    report = "report-500kv"
    plain, fast = accepted(report), accepted(report)
    before = fast.due_on, fast.statutory_due_on
    channel(fast, earliest_of(fast))
    assert begun(plain) == {"accepted-report", "examine"}
    assert begun(fast) == {"accepted-report", "examine", "survey", "natural", "forestry"}
    fast = cases.find(fast.number, SYSTEM)
    assert (fast.due_on, fast.statutory_due_on) == before
    entered = cases.timeline(fast)[-1]
    assert (entered.name, json.loads(entered.body)["begun"]) == (
        "channel_entered",
        ["survey", "natural", "forestry"],
    )
    natural = person(Role.REVIEWER, "natural")
    told: dict[str, Any] = {"step": "natural", "agrees": True, "text": "选线符合规划。"}
    cases.finish_step(by=natural, number=fast.number, **told)
    with pytest.raises(Missing):
        cases.finish_step(by=natural, number=plain.number, **told)


def earliest_of(case: cases.Case) -> date:
    return projects.earliest(cases.find(case.number, SYSTEM))


def test_in_the_channel_every_legal_step_is_still_done_before_a_proposal() -> None:
    case = accepted("report-500kv")
    channel(case, earliest_of(case))
    number = case.number
    for step, department in (("natural", "natural"), ("forestry", "forestry")):
        by = person(Role.REVIEWER, department)
        cases.finish_step(by=by, number=number, step=step, agrees=True, text="同意。")
    cases.finish_step(
        by=reviewer(), number=number, step="survey", agrees=True, text="已踏勘。", officers=["罗明", "周岚"]
    )
    assert "proposed" not in begun(case)
    with pytest.raises(Refused, match="受理情况公开"):
        cases.review(by=reviewer(), number=number, agrees=True, opinion="建议批准。")
    found = cases.find(number, SYSTEM)
    spec = cases.spec_of(found)
    taken = steps(spec, derive(spec, found.form))
    left = {one.key for one in cases.outstanding(spec, taken, cases.progress_of(found))}
    assert left == {"accepted-report", "examine", "assessment", "experts", "proposed"}


def test_the_channel_is_entered_once_by_the_approver_of_an_accepted_case_of_an_item_that_has_one() -> None:
    open_house("oversize-transport")
    with pytest.raises(Refused, match="受理后"):
        channel(handed_in(), date(2022, 11, 1))
    case = accepted()
    with pytest.raises(Denied):
        cases.enter_channel(by=reviewer(), number=case.number)
    cases.enter_channel(by=approver(), number=case.number)
    with pytest.raises(Refused, match="已纳入"):
        cases.enter_channel(by=approver(), number=case.number)
    form = PLAYER.apply("oversize-transport", submitted_form("class-two"))
    cases.accept(by=person(Role.CLERK, "transport", "transport-03"), number=form.number)
    with pytest.raises(Refused, match="没有设绿色通道"):
        cases.enter_channel(by=person(Role.APPROVER, "transport"), number=form.number)


def test_a_channel_that_would_run_a_decision_beside_its_publicity_is_refused_by_the_checker() -> None:
    spec = spec_in(SICHUAN / "items" / ITEM)
    assert spec is not None
    channel = spec.green_channel
    assert channel is not None
    assert [step.key for step in in_channel(spec).steps] == [step.key for step in spec.steps]

    def rules(**changes: Any) -> set[str]:
        other = channel.model_copy(update=changes)
        found = check_channel(spec.model_copy(update={"green_channel": other}))
        return {rule for _place, rule, _message, _told in found}

    assert rules() == set()
    assert rules(leaves_out=(), side_by_side={"approve": (), "proposed": ()})
    assert "channel" in rules(leaves_out=("proposed",))
