"""The whole procedure through the page: steps of several departments, hearings, promises, endings, the archive."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cases.science import applied, officer, put_forward, taken_on
from tests.cases.test_joint import JOINT
from tests.cases.test_promises import materials
from tests.desk.officers import at, browser_of, do, fresh, insist, offer, offers, page, rare
from tests.held_clock import HeldClock
from tests.house import accepted, person
from tests.variants import LAW, days, step, variant

from banli.cases import service as cases
from banli.cases.states import TRANSITIONS, Owner, State
from banli.desk.cases.acts.parse import HANDLERS
from banli.desk.cases.acts.table import ACT_FORMS
from banli.kernel.actors import Role
from banli.licences.service import issue, of_case

pytestmark = pytest.mark.usefixtures("house")
COMMITMENT = {"text": "本单位承诺符合全部条件。", "verify": days(40), "basis": LAW}


def test_every_act_of_the_state_table_has_its_screen() -> None:
    consulting = {"consult", "settle_consultation"}
    pages = {"submit", "correct_on_the_spot", "resubmit", "enter_channel", *consulting}
    by_hand = {one.act for one in TRANSITIONS if one.owner is not Owner.PLATFORM}
    # A case is let into the green channel on the page of its project; a consultation has pages of its own.
    assert by_hand - set(ACT_FORMS) == {"submit", "enter_channel", *consulting}
    assert by_hand - set(HANDLERS) == pages


# Steps and several departments


@pytest.fixture
def joint(tmp_path: Path, house: None) -> cases.Case:
    """Accepted, examined: two other departments decide side by side."""
    variant(tmp_path, **JOINT)
    case = taken_on()
    do(at(Role.REVIEWER), case, "finish_step", key="examine", agrees="yes", text="材料属实。")
    return fresh(case)


def test_the_reviewer_finishes_the_examination_before_others_are_asked(joint: cases.Case) -> None:
    shown = page(at(Role.REVIEWER), joint).context
    assert [(lane.name, [line.state for line in lane.lines]) for lane in shown["lanes"]] == [
        ("科技厅", ["done"]),
        ("住房城乡建设厅", ["here"]),
        ("生态环境厅", ["here"]),
    ]
    assert "review" not in offers(at(Role.REVIEWER), joint)
    assert [lane.name for lane in shown["lanes"] if lane.holds] == ["生态环境厅"]
    assert "生态环境厅" in shown["waits_for"]
    assert shown["drawing"].count("flow__box--here") == 2
    assert shown["drawing"].count("flow__box--done") == 1


def test_the_department_that_is_asked_finds_the_step_and_finishes_it(joint: cases.Case) -> None:
    housing = at(Role.APPROVER, "housing")
    asked = housing.get("/desk/cases/?view=asked").context["task_rows"]
    assert [(row.case.number, row.asker, row.due_on) for row in asked] == [
        (joint.number, "科技厅", date(2022, 10, 31))
    ]
    piles = {pile.view: pile.count for pile in housing.get("/desk/").context["piles"]}
    assert piles["asked"] == 1
    assert [(one.name, one.key) for one in page(housing, joint).context["offers"]] == [
        ("finish_step", "housing")
    ]
    wrong = do(housing, joint, "finish_step", key="housing", text="同意。")
    assert wrong.status_code == 422
    assert "请选择环节结论" in wrong.content.decode()
    assert "同意。" in wrong.content.decode()
    do(housing, joint, "finish_step", key="housing", agrees="yes", text="同意。")
    assert housing.get("/desk/cases/?view=asked").context.get("task_rows", []) == []
    assert page(housing, joint).context["offers"] == ()


def test_the_asked_department_does_nothing_else_with_the_case(joint: cases.Case) -> None:
    for act in ("review", "pause", "extend", "terminate"):
        answer = do(
            at(Role.APPROVER, "housing"), joint, act, reason="理由", days="3", agrees="yes", opinion="好"
        )
        assert answer.status_code == 403, act
        assert "行政许可法" in answer.content.decode(), act


def test_a_conflict_is_shown_and_the_step_is_asked_for_again(joint: cases.Case) -> None:
    do(at(Role.APPROVER, "housing"), joint, "finish_step", key="housing", agrees="yes", text="同意。")
    do(
        at(Role.APPROVER, "environment"),
        fresh(joint),
        "finish_step",
        key="environment",
        agrees="no",
        text="不符合环评要求。",
    )
    reviewer, approver = at(Role.REVIEWER), at(Role.APPROVER)
    assert "生态环境厅" in page(reviewer, joint).context["conflict"]
    do(reviewer, fresh(joint), "review", agrees="yes", opinion="建议会商。")
    answer = do(approver, fresh(joint), "grant", opinion="同意。")
    assert answer.status_code == 409
    assert "不一致" in answer.content.decode()
    sent = {"opinion": "会商后请复核。", "again.environment": "on"}
    do(approver, fresh(joint), "return_to_review", **sent)
    assert fresh(joint).state == State.IN_REVIEW
    assert [
        (one.name, one.key) for one in page(at(Role.APPROVER, "environment"), joint).context["offers"]
    ] == [("finish_step", "environment")]


def test_a_joint_case_is_extended_by_the_head_of_the_government_alone(joint: cases.Case) -> None:
    mayor = browser_of(person(Role.GOVERNMENT, None))
    assert "extend" not in offers(at(Role.APPROVER), joint)
    assert [row.case.number for row in mayor.get("/desk/cases/?view=joint").context["rows"]] == [joint.number]
    assert {pile.view: pile.count for pile in mayor.get("/desk/").context["piles"]} == {"joint": 1}
    assert "1 至 15" in str(offer(mayor, joint, "extend").fields[0].label)
    do(mayor, joint, "extend", days="15", reason="涉及部门多，情况复杂。")
    assert fresh(joint).extended_days == 15


def test_a_check_of_substance_names_its_officers() -> None:
    case, reviewer = accepted("class-three"), browser_of(person(Role.REVIEWER))
    do(reviewer, case, "finish_step", key="examine", agrees="yes", text="参数符合规定。")
    now = fresh(case)
    wrong = do(reviewer, now, "finish_step", key="survey", agrees="yes", text="可通行。", officers="张三")
    assert wrong.status_code == 422
    survey = next(one for one in wrong.context["offers"] if one.key == "survey")
    assert [ask.name for ask in survey.fields if ask.errors] == ["officers"]
    do(reviewer, now, "finish_step", key="survey", agrees="yes", text="可通行。", officers="张三、李四")
    assert [task.officers for task in cases.tasks_of(now) if task.key == "survey"] == [["张三", "李四"]]


# Promises


def test_acceptance_takes_only_what_may_come_later(tmp_path: Path) -> None:
    variant(tmp_path, materials=materials(), commitment=COMMITMENT)
    case, window = applied(), at(Role.CLERK)
    names = [ask.name for ask in offer(window, case, "accept").fields]
    assert names == ["later.income", "until.income", "declared"]
    sent = {"later.income": "on", "until.income": "2022-11-30", "declared": "on"}
    wrong = do(window, case, "accept", **sent)
    assert wrong.status_code == 422
    asks = next(one for one in wrong.context["offers"] if one.name == "accept").fields
    assert [(ask.name, ask.value) for ask in asks if ask.errors] == [("later.income", "on")]
    do(window, case, "accept", **{**sent, "until.income": "2022-10-21"})
    assert {one.kind for one in cases.promises_of(fresh(case))} == {"later_material", "commitment"}
    shown = page(window, case).context
    assert [(one.name, one.words) for one in shown["promises"]] == [
        ("技术性收入核定表", "待履行"),
        ("告知承诺", "待履行"),
    ]


def test_promised_material_comes_on_paper_and_is_found_in_order(tmp_path: Path) -> None:
    variant(tmp_path, materials=materials())
    case = taken_on(applied(), promised={"income": None})
    window, reviewer = at(Role.CLERK), at(Role.REVIEWER)
    assert [one.key for one in page(reviewer, case).context["offers"] if one.name == "keep_promise"] == []
    nothing = do(window, case, "supplement")
    assert nothing.status_code == 422
    do(window, case, "supplement", **{"paper.income": "on"})
    do(reviewer, fresh(case), "keep_promise", key="income", note="")
    assert cases.promises_of(case)[0].kept is None
    do(reviewer, fresh(case), "keep_promise", key="income", note="核定表齐全。")
    assert cases.promises_of(case)[0].kept is True


def test_a_missed_promise_is_found_broken_after_its_day(tmp_path: Path, clock: HeldClock) -> None:
    variant(tmp_path, materials=materials())
    case = taken_on(applied(), promised={"income": None})
    assert "break_promise" not in rare(at(Role.REVIEWER), case)
    clock.set("2022-10-25")
    do(at(Role.REVIEWER), case, "break_promise", key="income", note="逾期未补交。")
    assert cases.promises_of(case)[0].kept is False


# Ends


def test_corrected_on_the_spot(tmp_path: Path) -> None:
    variant(tmp_path)
    case, window = applied(), at(Role.CLERK)
    assert offer(window, case, "correct_on_the_spot").link == f"/desk/cases/{case.number}/correct/"
    shown = window.get(f"/desk/cases/{case.number}/correct/")
    keys = shown.context["shown"]
    same = {f"f.{key}": _typed(value) for key, value in case.form.items()}
    nothing = window.post(f"/desk/cases/{case.number}/correct/", {"version": 1, "shown": keys, **same})
    assert nothing.status_code == 422
    sent = {"version": 1, "shown": keys, **same, "f.amount_wan": "128.5"}
    assert insist(window, f"/desk/cases/{case.number}/correct/", sent).status_code == 302
    assert fresh(case).form["amount_wan"] == 128.5
    again = insist(window, f"/desk/cases/{case.number}/correct/", sent)
    assert again["Location"] == f"/desk/cases/{case.number}/"
    assert [event.name for event in cases.timeline(case)] == ["submitted", "corrected_on_the_spot"]


def _typed(value: Any) -> Any:
    return "yes" if value is True else "no" if value is False else value


def test_two_correct_at_once_and_the_second_sees_both(tmp_path: Path) -> None:
    variant(tmp_path)
    case, window = applied(), at(Role.CLERK)
    other = browser_of(person(Role.CLERK, "science", "science-14", "another.clerk"))
    keys = window.get(f"/desk/cases/{case.number}/correct/").context["shown"]
    same = {"version": 1, "shown": keys, **{f"f.{key}": _typed(value) for key, value in case.form.items()}}
    insist(window, f"/desk/cases/{case.number}/correct/", {**same, "f.amount_wan": "128.5"})
    answer = insist(other, f"/desk/cases/{case.number}/correct/", {**same, "f.amount_wan": "99.5"})
    assert answer.status_code == 409
    assert [one.title for one in answer.context["meanwhile"]] == ["当场更正"]
    assert ("128.5", "99.5") in [(now, mine) for _label, now, mine in answer.context["differences"]]
    assert fresh(case).form["amount_wan"] == 128.5


def test_a_correction_is_answered_at_the_window(tmp_path: Path) -> None:
    variant(tmp_path)
    case, window = applied(), at(Role.CLERK)
    do(window, case, "ask_correction", **{"mark.amount_wan": "no", "problem.amount_wan": "与合同不一致"})
    assert "resubmit" in offers(window, case)
    shown = window.get(f"/desk/cases/{case.number}/correct/")
    assert "与合同不一致" in shown.content.decode()
    same = {f"f.{key}": _typed(value) for key, value in case.form.items()}
    sent = {"version": 2, "shown": shown.context["shown"], **same, "f.amount_wan": "128.5"}
    assert insist(window, f"/desk/cases/{case.number}/correct/", sent).status_code == 302
    assert fresh(case).state == State.SUBMITTED


def test_an_unanswered_correction_is_ended_after_its_day(tmp_path: Path, clock: HeldClock) -> None:
    variant(tmp_path)
    case, window = applied(), at(Role.CLERK)
    do(window, case, "ask_correction", **{"mark.amount_wan": "no", "problem.amount_wan": "与合同不一致"})
    do(window, fresh(case), "serve_notice", way="window")
    assert "terminate" not in offers(window, case)
    clock.set("2022-11-17")
    window = at(Role.CLERK)
    assert "terminate" in offers(window, case)
    do(window, fresh(case), "terminate", reason="逾期未补正。")
    assert fresh(case).state == State.TERMINATED
    do(window, fresh(case), "archive", note="档案室2022-17盒")
    assert fresh(case).state == State.ARCHIVED


def test_a_case_entered_twice_is_declared_void(tmp_path: Path) -> None:
    variant(tmp_path)
    case, approver = applied(), at(Role.APPROVER)
    assert "void" in rare(approver, case)
    assert do(approver, case, "void", reason=" ").status_code == 422
    do(approver, case, "void", reason="重复录入。")
    assert fresh(case).state == State.VOIDED


def test_a_grant_is_revoked_with_its_certificate() -> None:
    from tests.house import granted

    case, approver = granted(), browser_of(person(Role.APPROVER))
    issue(by=person(Role.APPROVER), number=case.number)
    revoke = offer(approver, fresh(case), "revoke")
    assert len(revoke.fields[0].options) == 7
    assert do(approver, fresh(case), "revoke", ground="fraud", reason="").status_code == 422
    do(approver, fresh(case), "revoke", ground="fraud", reason="提供虚假行驶证。")
    assert fresh(case).state == State.REVOKED
    certificate = of_case(fresh(case))
    assert certificate is not None
    assert certificate.status == "revoked"


def test_a_case_for_the_upper_organ_is_forwarded_and_not_decided(tmp_path: Path) -> None:
    result = {"name": "初审意见", "type": "40", "delivery": ["online"], "sample": "初审意见"}
    variant(
        tmp_path,
        result=result,
        certificate=None,
        upper_organ={"zh": "科学技术部", "en": "Ministry of Science and Technology"},
        limits=[{"statutory": days(20), "promised": days(10)}],
    )
    case = put_forward(taken_on())
    approver = at(Role.APPROVER)
    assert "grant" not in offers(approver, case)
    do(approver, case, "forward", opinion="审查属实，报送上级。")
    assert fresh(case).state == State.FORWARDED


# The list of results to hand over


def test_results_are_handed_over_by_the_delivery_clock(tmp_path: Path, clock: HeldClock) -> None:
    variant(tmp_path, steps=[step("examine", "examine"), step("approve", "approve")])
    first, second = put_forward(taken_on()), put_forward(taken_on())
    approver = officer(Role.APPROVER)
    cases.grant(by=approver, number=second.number)
    clock.move(days=1)
    cases.grant(by=officer(Role.APPROVER), number=first.number)
    rows = at(Role.CLERK).get("/desk/cases/?view=handover").context["rows"]
    assert [row.case.number for row in rows] == [second.number, first.number]
    assert rows[0].due_on == date(2022, 10, 31)


def test_a_second_finish_of_another_step_is_no_second_click(tmp_path: Path) -> None:
    side = [
        step("examine", "examine"),
        step("site", "site_visit", staff=2, after=[]),
        step("approve", "approve", after=["examine", "site"]),
    ]
    variant(tmp_path, steps=side)
    case, reviewer = taken_on(), at(Role.REVIEWER)
    both = {"agrees": "yes", "text": "属实。", "officers": "甲、乙"}
    assert do(reviewer, case, "finish_step", key="examine", **both).status_code == 302
    assert do(reviewer, case, "finish_step", key="examine", **both).status_code == 302
    other = do(reviewer, case, "finish_step", key="site", **both)
    assert other.status_code == 409
    assert "完成环节" in other.content.decode()
    assert [task.outcome for task in cases.tasks_of(case)] == ["agrees", ""]
