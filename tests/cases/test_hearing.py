"""Being heard: a proposed refusal is told, views are stated, a hearing is asked for, called, held and recorded."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.cases.science import events, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import applicant_of
from tests.variants import variant

from banli.cases import service as cases
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused
from banli.site import jobs
from banli.supervision.service import of_case, watched
from banli.worktime.service import calendar

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def told(tmp_path: Path, house: None) -> cases.Case:
    """A case whose applicant was told of a proposed refusal on 17 October, with a right to a hearing."""
    variant(tmp_path, hearing="on_request")
    case = put_forward(taken_on(), agrees=False)
    cases.tell_refusal(by=officer(Role.APPROVER), number=case.number, reasons="收入核定依据不足。")
    return cases.serve_notice(by=officer(Role.CLERK), number=case.number, way="window")


def refused(case: cases.Case) -> cases.Case:
    return cases.refuse(
        by=officer(Role.APPROVER),
        number=case.number,
        reasons="收入核定依据不足",
        answer="陈述没有提出新的依据。",
    )


def called(case: cases.Case, **changes: Any) -> cases.Case:
    asked: dict[str, Any] = {
        "chair": "陈主持",
        "hour": "9:30",
        "place": "政务大厅三楼听证室",
        "on": date(2022, 10, 27),
        "reason": "申请人要求听证",
    }
    return cases.call_hearing(by=officer(Role.APPROVER), number=case.number, **{**asked, **changes})


def test_where_there_is_a_right_to_be_heard_a_refusal_is_told_first(tmp_path: Path) -> None:
    variant(tmp_path, hearing="on_request")
    case = put_forward(taken_on(), agrees=False)
    with pytest.raises(Refused, match="第七条"):
        refused(case)


def test_the_refusal_waits_five_days_for_an_answer(told: cases.Case, clock: HeldClock) -> None:
    notice = cases.notices(told, "refusal_told")[0]
    assert notice.service["until"] == "2022-10-24"
    clock.set("2022-10-24")
    with pytest.raises(Refused, match="2022-10-24"):
        refused(told)
    clock.set("2022-10-25")
    assert refused(told).state == "refused"


def test_stated_views_are_kept_and_a_hearing_can_still_be_asked_for(
    told: cases.Case, clock: HeldClock
) -> None:
    me = applicant_of(told.number)
    case = cases.state_views(by=me, number=told.number, text="补充说明收入构成。")
    assert case.state == "refusal_told"
    assert cases.opinions(case)[-1].text == "补充说明收入构成。"
    with pytest.raises(Refused, match="2022-10-24"):
        refused(told)
    clock.set("2022-10-24")
    assert cases.ask_hearing(by=me, number=told.number, reason="对核定有异议").state == "refusal_told"


def test_after_the_views_and_five_days_it_is_refused(told: cases.Case, clock: HeldClock) -> None:
    cases.state_views(by=applicant_of(told.number), number=told.number, text="补充说明收入构成。")
    clock.set("2022-10-25")
    assert refused(told).state == "refused"


def test_who_asks_for_no_hearing_ends_the_waiting_with_or_without_views(told: cases.Case) -> None:
    me = applicant_of(told.number)
    case = cases.waive_hearing(by=me, number=told.number, views="补充说明收入构成。")
    assert [one.text for one in cases.opinions(case)[-2:]] == ["补充说明收入构成。", "不要求听证。"]
    with pytest.raises(Refused, match="不要求听证"):
        cases.waive_hearing(by=me, number=told.number)
    with pytest.raises(Refused, match="不要求听证"):
        cases.ask_hearing(by=me, number=told.number, reason="异议")
    assert refused(case).state == "refused"
    assert events(case)[-2:] == ["hearing_waived", "refused"]


def test_a_new_notice_of_refusal_brings_the_right_again(told: cases.Case, clock: HeldClock) -> None:
    cases.waive_hearing(by=applicant_of(told.number), number=told.number)
    clock.move(days=1)
    cases.return_to_review(by=officer(Role.APPROVER), number=told.number, opinion="补充核查")
    put_forward(told, agrees=False)
    cases.tell_refusal(by=officer(Role.APPROVER), number=told.number, reasons="另有理由。")
    with pytest.raises(Refused, match="尚未送达"):
        refused(told)
    cases.serve_notice(by=officer(Role.CLERK), number=told.number, way="window")
    with pytest.raises(Refused, match="2022-10-25"):
        refused(told)


def test_without_a_right_to_a_hearing_views_end_the_waiting(tmp_path: Path) -> None:
    variant(tmp_path)
    case = put_forward(taken_on(), agrees=False)
    case = cases.tell_refusal(by=officer(Role.APPROVER), number=case.number, reasons="依据不足")
    me = applicant_of(case.number)
    with pytest.raises(Refused, match="没有听证权利"):
        cases.waive_hearing(by=me, number=case.number)
    cases.state_views(by=me, number=case.number, text="无意见")
    assert refused(case).state == "refused"


def test_after_the_views_the_organ_may_grant_after_all(told: cases.Case) -> None:
    cases.state_views(by=applicant_of(told.number), number=told.number, text="补充说明收入构成。")
    assert cases.grant(by=officer(Role.APPROVER), number=told.number, opinion="采纳申辩").state == "granted"


def test_a_stranger_cannot_answer(told: cases.Case) -> None:
    with pytest.raises(Denied):
        cases.state_views(by=applicant_of("other"), number=told.number, text="意见")


def test_a_hearing_is_asked_for_within_five_days_and_once(told: cases.Case, clock: HeldClock) -> None:
    me = applicant_of(told.number)
    case = cases.ask_hearing(by=me, number=told.number, reason="对核定有异议")
    with pytest.raises(Refused):
        cases.ask_hearing(by=me, number=case.number, reason="再次")
    hearing = next(face for face in cases.running(case).faces if face.key == "hearing")
    assert str(hearing.due) == "2022-11-14"
    with pytest.raises(Refused, match="第四十六条"):
        refused(case)


def test_after_five_days_it_is_too_late_to_ask(told: cases.Case, clock: HeldClock) -> None:
    clock.set("2022-10-25")
    with pytest.raises(Refused, match="第四十七条"):
        cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="对核定有异议")


def test_where_the_law_gives_no_hearing_none_is_asked_for(tmp_path: Path) -> None:
    variant(tmp_path)
    case = put_forward(taken_on(), agrees=False)
    case = cases.tell_refusal(by=officer(Role.APPROVER), number=case.number, reasons="依据不足")
    with pytest.raises(Refused):
        cases.ask_hearing(by=applicant_of(case.number), number=case.number, reason="异议")


def test_a_hearing_is_told_seven_days_before_by_somebody_who_did_not_examine(told: cases.Case) -> None:
    cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="对核定有异议")
    with pytest.raises(Invalid) as wrong:
        called(told, chair="reviewer.science", on=date(2022, 10, 25), place="")
    assert {problem.where for problem in wrong.value.problems} == {"chair", "place", "on"}
    with pytest.raises(Invalid):
        called(told, on=None)


def test_a_hearing_stops_the_clock_and_ends_with_its_record(told: cases.Case, clock: HeldClock) -> None:
    cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="对核定有异议")
    promised = cases.running(told).promised
    assert promised is not None
    before = promised.due
    case = called(told)
    assert (case.state, case.paused_for) == ("paused", "hearing")
    with pytest.raises(Refused):
        cases.resume(by=officer(Role.REVIEWER), number=case.number, result="完")
    approver = officer(Role.APPROVER)
    with pytest.raises(Refused, match="2022-10-27"):
        cases.hold_hearing(by=approver, number=case.number, transcript="笔录", signed=["申请人"])
    clock.set("2022-10-27")
    with pytest.raises(Invalid):
        cases.hold_hearing(by=approver, number=case.number, transcript=" ", signed=[])
    case = cases.hold_hearing(
        by=approver, number=case.number, transcript="双方陈述、质证如下……", signed=["申请人", "陈主持"]
    )
    assert case.state == "in_review"
    assert case.due_on == date(2022, 11, 10)
    assert before == date(2022, 10, 31)
    assert case.pauses[0][2].startswith("科技厅听证告〔2022〕1号")


def test_a_decision_after_a_hearing_rests_on_its_record(told: cases.Case, clock: HeldClock) -> None:
    cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="对核定有异议")
    case, approver = called(told), officer(Role.APPROVER)
    clock.set("2022-10-27")
    cases.hold_hearing(by=approver, number=case.number, transcript="笔录全文", signed=["申请人"])
    put_forward(case)
    with pytest.raises(Invalid, match="检查"):
        cases.grant(by=approver, number=case.number)
    case = cases.grant(by=approver, number=case.number, opinion="依据听证笔录第二页，收入构成成立。")
    assert events(case)[-6:] == [
        *("notice_served", "hearing_asked", "hearing_called", "hearing_held", "reviewed", "granted")
    ]


def test_where_the_law_requires_a_hearing_nothing_is_decided_without(
    tmp_path: Path, clock: HeldClock
) -> None:
    from tests.variants import step

    variant(
        tmp_path,
        hearing="required",
        steps=[step("examine", "examine"), step("hearing", "hearing"), step("approve", "approve")],
        special_procedures=None,
    )
    case = taken_on()
    with pytest.raises(Refused, match="环节hearing"):
        put_forward(case)
    cases.finish_step(
        by=officer(Role.REVIEWER), number=case.number, step="examine", agrees=True, text="需听证"
    )
    with pytest.raises(Refused, match="笔录"):
        cases.finish_step(
            by=officer(Role.REVIEWER), number=case.number, step="hearing", agrees=True, text="听证"
        )
    case = called(case, reason="依法应当听证")
    clock.set("2022-10-27")
    case = cases.hold_hearing(
        by=officer(Role.APPROVER), number=case.number, transcript="笔录全文", signed=["申请人"]
    )
    assert put_forward(case).state == "proposed"


def test_a_hearing_called_late_is_held_all_the_same_and_shows_as_overdue(
    told: cases.Case, clock: HeldClock
) -> None:
    """Asked for on 17 October and due by 14 November: on 4 November no day is seven working days off and in time."""
    cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="对核定有异议")
    clock.set("2022-11-04")
    with pytest.raises(Invalid) as early:
        called(told, on=date(2022, 11, 14))
    assert "2022-11-15" in str(early.value.problems[0])
    case = called(told, on=date(2022, 11, 15))
    clock.set("2022-11-15")
    hearing = next(face for face in cases.running(case).faces if face.key == "hearing")
    assert (hearing.left, hearing.late) == (-1, True)
    jobs.watch(timestamp=0)
    assert [one.level for one in of_case(case.pk) if one.key == "hearing"][-1:] == ["red"]
    assert str(watched(case, calendar(), clock.now.date()).light) == "red"
    approver = officer(Role.APPROVER)
    cases.hold_hearing(by=approver, number=case.number, transcript="笔录全文", signed=["申请人"])
    put_forward(case)
    case = cases.grant(by=approver, number=case.number, opinion="依据听证笔录，收入构成成立。")
    held = next(face for face in cases.running(case).faces if face.key == "hearing")
    assert (case.state, held.late) == ("granted", True)


def test_the_applicant_gives_up_a_hearing_that_is_not_called_yet(told: cases.Case, clock: HeldClock) -> None:
    me = applicant_of(told.number)
    cases.ask_hearing(by=me, number=told.number, reason="对核定有异议")
    clock.set("2022-11-10")
    with pytest.raises(Refused, match="第四十六条"):
        refused(told)
    case = cases.give_up_hearing(by=me, number=told.number, reason="已当面说明")
    assert (case.state, events(case)[-1]) == ("refusal_told", "hearing_given_up")
    hearing = next(face for face in cases.running(case).faces if face.key == "hearing")
    assert (str(hearing.done_on), hearing.left) == ("2022-11-10", None)
    with pytest.raises(Refused):
        cases.give_up_hearing(by=me, number=told.number)
    assert refused(case).state == "refused"


def test_a_called_hearing_is_given_up_at_the_window_and_the_clock_runs_on(
    told: cases.Case, clock: HeldClock
) -> None:
    cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="对核定有异议")
    called(told)
    clock.set("2022-10-19")
    with pytest.raises(Denied):
        cases.give_up_hearing(by=officer(Role.REVIEWER), number=told.number)
    case = cases.give_up_hearing(by=officer(Role.CLERK), number=told.number, reason="电话告知不再要求听证")
    assert (case.state, events(case)[-1], case.due_on) == (
        "in_review",
        "hearing_called_off",
        date(2022, 11, 2),
    )
    with pytest.raises(Refused):
        cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="又要")
    put_forward(case, agrees=False)
    assert refused(case).state == "refused"


def test_a_hearing_that_the_organ_holds_by_law_is_not_given_up(told: cases.Case) -> None:
    case = called(told, reason="涉及公共利益")
    with pytest.raises(Refused, match="第四十六条"):
        cases.give_up_hearing(by=applicant_of(case.number), number=case.number)


def test_no_other_procedure_is_given_up_as_a_hearing(told: cases.Case) -> None:
    with pytest.raises(Refused):
        cases.give_up_hearing(by=applicant_of(told.number), number=told.number)
