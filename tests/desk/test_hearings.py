"""Being heard before a refusal, through the page: views, a request, a hearing called, held or given up."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.science import put_forward, taken_on
from tests.desk.officers import at, do, fresh, offer, offers, page
from tests.held_clock import HeldClock
from tests.house import applicant_of
from tests.variants import variant

from banli.cases import service as cases
from banli.cases.states import State
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def told(tmp_path: Path, house: None) -> cases.Case:
    """The applicant was told of a proposed refusal."""
    variant(tmp_path, hearing="on_request")
    case = put_forward(taken_on(), agrees=False)
    approver = at(Role.APPROVER)
    assert "refuse" not in offers(approver, case)
    do(approver, case, "tell_refusal", reasons="收入核定依据不足。")
    do(at(Role.CLERK), fresh(case), "serve_notice", way="window")
    return fresh(case)


def test_a_refusal_waits_for_the_answer(told: cases.Case, clock: HeldClock) -> None:
    approver = at(Role.APPROVER)
    assert "refuse" not in offers(approver, told)
    early = do(approver, told, "refuse", reasons="依据不足。")
    assert early.status_code == 409
    assert "第四十七条" in early.content.decode()
    assert "依据不足。" in early.content.decode()
    assert [row.case.number for row in approver.get("/desk/cases/?view=told").context["rows"]] == [
        told.number
    ]
    clock.set("2022-10-25")
    assert offer(at(Role.APPROVER), told, "refuse").fields[0].value == "收入核定依据不足。"


def test_the_window_writes_down_views_and_a_request(told: cases.Case) -> None:
    window = at(Role.CLERK)
    assert {"state_views", "ask_hearing"} <= set(offers(window, told))
    do(window, told, "ask_hearing", reason="希望当面说明。")
    assert cases.pending_hearing(fresh(told)) is not None
    do(window, fresh(told), "state_views", text="补充说明收入构成。")
    assert cases.opinions(fresh(told))[-1].step == "views"


def test_the_window_writes_down_that_no_hearing_is_asked_for(told: cases.Case) -> None:
    window, approver = at(Role.CLERK), at(Role.APPROVER)
    do(window, told, "state_views", text="补充说明收入构成。")
    assert "refuse" not in offers(approver, fresh(told))
    assert {"ask_hearing", "waive_hearing"} <= set(offers(window, fresh(told)))
    do(window, fresh(told), "waive_hearing", text="")
    assert not {"ask_hearing", "waive_hearing", "give_up_hearing"} & set(offers(window, fresh(told)))
    assert "refuse" in offers(approver, fresh(told))
    assert "不要求听证。" in page(approver, fresh(told)).content.decode()


def test_the_window_writes_down_that_a_hearing_is_given_up(told: cases.Case) -> None:
    window, approver = at(Role.CLERK), at(Role.APPROVER)
    do(window, told, "ask_hearing", reason="希望当面说明。")
    assert "2022-11-14" in next(
        ask.help for ask in offer(approver, fresh(told), "call_hearing").fields if ask.name == "on"
    )
    do(window, fresh(told), "give_up_hearing", reason="电话告知")
    assert "refuse" in offers(approver, fresh(told))
    assert "申请人放弃听证日期" in page(approver, fresh(told)).content.decode()


def test_a_called_hearing_is_given_up_at_the_window(told: cases.Case) -> None:
    cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="希望当面说明。")
    sent = {
        "chair": "陈主持",
        "hour": "9:30",
        "place": "政务大厅三楼",
        "on": "2022-10-27",
        "reason": "申请人要求听证",
    }
    do(at(Role.APPROVER), fresh(told), "call_hearing", **sent)
    assert "call_off_hearing" in offers(at(Role.CLERK), fresh(told))
    do(at(Role.CLERK), fresh(told), "call_off_hearing", reason="")
    assert fresh(told).state == State.IN_REVIEW


def test_a_hearing_from_request_to_decision(told: cases.Case, clock: HeldClock) -> None:
    cases.ask_hearing(by=applicant_of(told.number), number=told.number, reason="希望当面说明。")
    approver = at(Role.APPROVER)
    assert offers(approver, told)[0] == "call_hearing"
    sent = {
        "chair": "陈主持",
        "hour": "9:30",
        "place": "政务大厅三楼",
        "on": "2022-10-20",
        "reason": "申请人要求听证",
    }
    wrong = do(approver, fresh(told), "call_hearing", **sent)
    assert wrong.status_code == 422
    asked = next(one for one in wrong.context["offers"] if one.name == "call_hearing").fields
    assert {ask.name: ask.value for ask in asked if ask.errors} == {"on": "2022-10-20"}
    assert do(approver, fresh(told), "call_hearing", **{**sent, "on": "soon"}).status_code == 422
    do(approver, fresh(told), "call_hearing", **{**sent, "on": "2022-10-27"})
    assert fresh(told).state == State.PAUSED
    assert "政务大厅三楼" in page(approver, told).content.decode()
    assert "hold_hearing" not in offers(approver, told)
    clock.set("2022-10-27")
    approver = at(Role.APPROVER)
    do(approver, fresh(told), "hold_hearing", transcript="申请人提交了银行流水。", signed="陈主持、申请人")
    case = put_forward(fresh(told))
    assert do(approver, case, "grant", opinion="").status_code == 422
    do(approver, case, "grant", opinion="依据听证笔录，收入属实，准予。")
    assert fresh(told).state == State.GRANTED
