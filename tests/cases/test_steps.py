"""Steps of the review: in sequence, side by side, by other departments, each with its own clock."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cases.science import events, finished, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import accepted, person
from tests.variants import days, step, variant

from banli.cases import service as cases
from banli.experts.service import (
    ExpertRecord,
    FieldRecord,
    PanelRecord,
    conclude,
    draw_panel,
    give_opinion,
    load_pool,
    seats_of,
)
from banli.experts.states import SeatState, Verdict
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused

pytestmark = pytest.mark.usefixtures("house")
WITH_DEPARTMENTS = [
    step("examine", "examine"),
    step("police", "consult_department", with_department="police", after=["examine"], limit=days(3)),
    step("visit", "site_visit", staff=2, after=["examine"], limit=days(5)),
    step("approve", "approve", after=["police", "visit"]),
]


def open_steps(case: cases.Case) -> set[str]:
    return {task.key for task in cases.tasks_of(case) if not task.finished_at}


def test_acceptance_begins_the_first_step_and_finishing_it_those_that_waited(tmp_path: Path) -> None:
    variant(tmp_path, steps=WITH_DEPARTMENTS)
    case = taken_on()
    assert open_steps(case) == {"examine"}
    case = finished(case, "examine")
    assert open_steps(case) == {"police", "visit"}
    assert cases.timeline(case)[-1].body == '{"agrees":true,"begun":["police","visit"],"step":"examine"}'


def test_each_department_that_is_asked_has_its_own_clock(tmp_path: Path) -> None:
    variant(tmp_path, steps=WITH_DEPARTMENTS)
    case = finished(taken_on(), "examine")
    faces = {face.key: face for face in cases.running(case).faces}
    assert str(faces["step.police"].due) == "2022-10-20"
    assert faces["step.police"].department == "police"
    assert str(faces["step.visit"].due) == "2022-10-24"
    assert faces["step.police"].explanation is not None
    assert [task.case.number for task in cases.asked_of(officer(Role.REVIEWER, "police"))] == [case.number]
    assert cases.asked_of(officer(Role.REVIEWER)) == []


def test_only_the_department_that_is_asked_answers_and_it_sees_the_case(tmp_path: Path) -> None:
    variant(tmp_path, steps=WITH_DEPARTMENTS)
    case = finished(taken_on(), "examine")
    with pytest.raises(Denied):
        finished(case, "police")
    police = officer(Role.REVIEWER, "police")
    assert cases.find(case.number, police).pk == case.pk
    with pytest.raises(Missing):
        cases.find(case.number, officer(Role.REVIEWER, "finance"))
    case = finished(case, "police", by=police, text="同意。")
    assert open_steps(case) == {"visit"}


def test_a_proposal_waits_for_every_step_and_names_those_that_are_missing(tmp_path: Path) -> None:
    variant(tmp_path, steps=WITH_DEPARTMENTS)
    case = taken_on()
    with pytest.raises(Refused, match="环节police；环节visit"):
        put_forward(case)
    assert events(case) == ["submitted", "accepted"]
    assert open_steps(case) == {"examine"}


def test_a_check_of_substance_names_two_different_officers(tmp_path: Path) -> None:
    variant(tmp_path, steps=WITH_DEPARTMENTS)
    case = finished(taken_on(), "examine")
    with pytest.raises(Invalid) as told:
        finished(case, "visit", officers=["张一", " 张一 "])
    assert [problem.where for problem in told.value.problems] == ["officers"]
    case = finished(case, "visit", officers=["张一", "李二"])
    done = next(task for task in cases.tasks_of(case) if task.key == "visit")
    assert done.officers == ["张一", "李二"]


def test_a_step_is_finished_once_and_says_what_was_found(tmp_path: Path) -> None:
    variant(tmp_path, steps=WITH_DEPARTMENTS)
    case = taken_on()
    with pytest.raises(Invalid):
        finished(case, "examine", text=" ")
    finished(case, "examine")
    with pytest.raises(Missing):
        finished(case, "examine")


def test_an_optional_step_is_begun_by_hand_and_then_waited_for(tmp_path: Path) -> None:
    variant(
        tmp_path,
        steps=[
            step("examine", "examine"),
            step("ask", "consult_department", with_department="finance", optional=True, limit=days(2)),
            step("approve", "approve"),
        ],
    )
    case = finished(taken_on(), "examine")
    assert open_steps(case) == set()
    reviewer = officer(Role.REVIEWER)
    case = cases.begin_step(by=reviewer, number=case.number, step="ask")
    with pytest.raises(Refused):
        cases.begin_step(by=reviewer, number=case.number, step="ask")
    with pytest.raises(Refused, match="环节ask"):
        put_forward(case)
    case = finished(case, "ask", by=officer(Role.REVIEWER, "finance"))
    assert put_forward(case).state == "proposed"


def test_a_publicity_runs_its_days_before_it_is_concluded(tmp_path: Path, clock: HeldClock) -> None:
    variant(
        tmp_path,
        steps=[
            step("examine", "examine"),
            step("publicity", "publicity", limit=days(5)),
            step("approve", "approve"),
        ],
    )
    case = finished(taken_on(), "examine")
    clock.set("2022-10-24")
    with pytest.raises(Refused, match="2022-10-24"):
        finished(case, "publicity")
    clock.set("2022-10-25")
    assert put_forward(finished(case, "publicity", text="公示无异议。")).state == "proposed"


def test_a_special_procedure_that_is_a_step_begins_and_ends_with_the_pause(clock: HeldClock) -> None:
    case = accepted("class-three")
    reviewer = person(Role.REVIEWER)
    case = finished(case, "examine", by=reviewer)
    case = finished(case, "survey", by=reviewer, officers=["张一", "李二"])
    case = cases.pause(by=reviewer, number=case.number, procedure="experts", reason="桥梁通行论证", days=10)
    assert open_steps(case) == {"police", "experts"}
    clock.set("2022-10-21")
    case = finished(case, "police", by=person(Role.REVIEWER, "police"))
    case = cases.resume(by=reviewer, number=case.number, result="专家不同意通行。", agrees=False)
    ended = next(task for task in cases.tasks_of(case) if task.key == "experts")
    assert (ended.outcome, ended.text) == ("disagrees", "专家不同意通行。")
    assert case.state == "in_review"


def test_a_returned_case_asks_for_steps_again_as_a_further_round(tmp_path: Path) -> None:
    variant(tmp_path, steps=WITH_DEPARTMENTS)
    case = finished(taken_on(), "examine")
    case = finished(case, "police", by=officer(Role.REVIEWER, "police"), agrees=False)
    case = put_forward(finished(case, "visit", officers=["张一", "李二"]))
    approver = officer(Role.APPROVER)
    with pytest.raises(Invalid):
        cases.return_to_review(by=approver, number=case.number, opinion="请重新征求意见", again=["approve"])
    case = cases.return_to_review(by=approver, number=case.number, opinion="请重新征求意见", again=["police"])
    assert [(task.key, task.round) for task in cases.tasks_of(case) if not task.finished_at] == [
        ("police", 2)
    ]
    with pytest.raises(Refused):
        put_forward(case)
    case = finished(case, "police", by=officer(Role.REVIEWER, "police"))
    assert put_forward(case).state == "proposed"


def test_experts_that_were_drawn_are_heard_before_their_review_ends(clock: HeldClock) -> None:
    pool = [
        ExpertRecord(
            public_id=f"ZJ-{n:02d}",
            name=f"专家{n:02d}",
            employer=f"第{n}设计院",
            title="高级工程师",
            region="510100",
            fields=["bridge"],
        )
        for n in range(1, 6)
    ]
    load_pool(fields=[FieldRecord(code="bridge", name="桥梁工程")], experts=pool, by=SYSTEM)
    case, reviewer = accepted("class-three"), person(Role.REVIEWER)
    case = finished(case, "examine", by=reviewer)
    case = finished(case, "survey", by=reviewer, officers=["张一", "李二"])
    case = cases.pause(by=reviewer, number=case.number, procedure="experts", reason="桥梁通行论证", days=10)
    record = PanelRecord(
        topic="case", subject=case.number, department="transport", fields=["bridge"], wanted=3, stand_ins=1
    )
    panel = draw_panel(record=record, seed=bytes(case.head), seed_source="办件最近一个事件", by=reviewer)
    with pytest.raises(Refused, match="专家组"):
        cases.resume(by=reviewer, number=case.number, result="同意通行")
    for seat in [one for one in seats_of(panel) if one.state == SeatState.SITTING]:
        said: dict[str, Any] = {"expert": seat.expert.public_id, "verdict": Verdict.AGREES, "text": "可行"}
        give_opinion(by=reviewer, panel=panel.public_id, **said)
    conclude(by=person(Role.APPROVER), panel=panel.public_id, text="一致同意居中匀速通过")
    assert cases.resume(by=reviewer, number=case.number, result="同意通行").state == "in_review"
