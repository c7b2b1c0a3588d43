"""Doing an act: who, when, what was answered; one event, one entry in the file, nothing else."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
from django.db import connection
from tests.enforcement.house import (
    CONCLUSION,
    FORM,
    IMPOSED,
    INSPECTION,
    OFFICERS,
    PENALTY,
    SEAL,
    approver,
    clerk,
    concluded,
    done,
    filed,
    lead,
    reviewer,
    served_levy,
    told,
)
from tests.held_clock import HeldClock
from tests.house import person

from banli.cases import service as cases
from banli.enforcement import service as enforcement
from banli.enforcement.rules.inspection_acts import drawn
from banli.kernel.actors import VISITOR, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused, Stale
from banli.ledger.service import verify


def places(error: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.where for problem in error.value.problems}


def test_nobody_applies_for_what_the_organ_begins() -> None:
    for by, channel in ((VISITOR, "online"), (clerk(), "counter")):
        with pytest.raises(Refused, match="依职权"):
            cases.submit(by=by, item=PENALTY, form=FORM, channel=channel)


def test_an_act_leaves_one_event_with_the_digest_of_its_entry_and_no_words_of_people() -> None:
    case = concluded()
    events = cases.timeline(case)
    entries = enforcement.entries_of(case)
    assert [one.seq for one in events] == [one.seq for one in entries]
    for event, entry in zip(events, entries, strict=True):
        body = json.loads(event.body)
        assert body["entry"] == entry.digest
        assert "广告" not in event.body
        assert "冉秋实" not in event.body
    assert verify().ok


def test_filing_begins_the_ninety_days() -> None:
    case = filed()
    assert case.statutory_due_on is not None
    assert case.statutory_due_on.isoformat() == "2023-01-16"
    assert case.due_on == case.statutory_due_on


def test_who_may_not_is_told_so_and_nothing_is_written() -> None:
    case = lead()
    for by in (
        reviewer(),
        clerk(),
        person(Role.APPROVER, "transport"),
        person(Role.SUPERVISOR, None),
        VISITOR,
    ):
        with pytest.raises(Denied):
            done(case, by, "file_case", officers=OFFICERS, reason="有证据。")
    assert len(enforcement.entries_of(case)) == 1


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"officers": ["冉秋实 川A0001"]}, "officers"),
        ({"officers": ["冉秋实 川A0001", "冉秋实 川A0001"]}, "officers"),
        ({"officers": ["冉秋实", "燕归南"]}, "officers"),
        ({"proposes": "maybe"}, "proposes"),
        ({"breach": "superlative"}, "fine"),
        ({"fine": "100001"}, "fine"),
        ({"fine": "-1"}, "fine"),
        ({"fine": "1e9"}, "fine"),
        ({"fine": "NaN"}, "fine"),
        ({"fine": "0.001"}, "fine"),
        ({"fine": ""}, "fine"),
        ({"facts": "\u200b\u00a0"}, "facts"),
        ({"circumstance": "mitigated"}, "circumstance_reason"),
    ],
)
def test_a_wrong_answer_is_told_at_its_place(changes: dict[str, Any], where: str) -> None:
    case = done(filed(), reviewer(), "record_evidence", **EVIDENCE_)
    with pytest.raises(Invalid) as error:
        done(case, reviewer(), "conclude_investigation", **CONCLUSION | changes)
    assert where in places(error)


EVIDENCE_: dict[str, Any] = {
    "officers": OFFICERS,
    "kind": "documents",
    "name": "广告合同",
    "taken_on": "2022-10-17",
    "text": "证明广告主身份。",
}


def test_every_missing_answer_is_told_at_once() -> None:
    case = done(filed(), reviewer(), "record_evidence", **EVIDENCE_)
    with pytest.raises(Invalid) as error:
        done(case, reviewer(), "conclude_investigation")
    assert places(error) == {"officers", "proposes", "breach", "facts", "circumstance"}


def test_a_nul_and_a_picture_sign_are_refused_at_their_place() -> None:
    for text in ("事实\x00清楚", "事实😀清楚"):
        with pytest.raises(Invalid) as error:
            done(lead(), approver(), "file_case", officers=OFFICERS, reason=text)
        assert "reason" in places(error)


def test_the_same_person_does_not_examine_what_they_investigated() -> None:
    with pytest.raises(Refused, match="您调查了本案"):
        done(concluded(), reviewer(), "pass_legality", opinion="同意。")


def test_an_act_of_another_kind_or_name_is_no_act_here() -> None:
    with pytest.raises(Refused):
        done(lead(), reviewer(), "impose_measure", **IMPOSED)
    with pytest.raises(Missing):
        done(lead(), reviewer(), "grant")
    with pytest.raises(Missing):
        enforcement.begin(by=reviewer(), item=SEAL, act="register_lead", form=FORM)
    with pytest.raises(Missing):
        done(lead(), reviewer(), "register_lead")


def test_an_act_of_another_kind_is_refused_where_both_have_a_state_of_that_name(clock: HeldClock) -> None:
    case = served_levy()
    clock.set("2023-01-10T09:00")
    with pytest.raises(Refused, match="行政征收"):
        done(case, reviewer("finance"), "urge_payment")
    assert done(case, reviewer("finance"), "urge_levy").state == "urged"


def test_who_saw_an_older_case_is_told() -> None:
    case = lead()
    done(case, approver(), "file_case", officers=OFFICERS, reason="有证据。")
    with pytest.raises(Stale):
        enforcement.do(
            by=approver(), number=case.number, act="decline_filing", answers={"reason": "轻微。"}, version=1
        )


def test_a_penalty_opens_a_hearing_from_the_sums_of_the_item() -> None:
    with pytest.raises(Refused, match="听证"):
        done(told(), reviewer(), "ask_penalty_hearing", text="要求听证。")
    case = done(told(fine="100000"), reviewer(), "ask_penalty_hearing", text="要求听证。")
    assert [one.name for one in cases.timeline(case)][-1] == "penalty_hearing_asked"


def test_after_five_days_no_hearing_is_asked_for(clock: HeldClock) -> None:
    case = told(fine="100000")
    clock.set("2022-10-25T09:00")
    with pytest.raises(Refused, match="2022-10-24"):
        done(case, reviewer(), "ask_penalty_hearing", text="要求听证。")


def test_a_case_sent_back_is_told_again_before_it_is_decided() -> None:
    case = done(told(), reviewer(), "waive_defence", text="无异议。")
    case = done(case, reviewer(), "weigh_defence")
    case = done(case, approver(), "send_back", reason="补充证据。")
    case = done(case, reviewer(), "conclude_investigation", **CONCLUSION)
    case = done(case, reviewer(which="2"), "pass_legality", opinion="同意。")
    with pytest.raises(Refused):
        done(case, approver(), "decide_penalty")
    assert done(case, approver(), "tell_penalty").state == "told"


def test_an_urgent_measure_is_confirmed_within_a_day(clock: HeldClock) -> None:
    case = enforcement.begin(by=reviewer(), item=SEAL, act="impose_urgently", form=FORM, answers=IMPOSED)
    clock.set("2022-10-18T10:30")
    with pytest.raises(Refused, match="二十四小时"):
        done(case, approver(), "confirm_measure", opinion="批准。")
    assert (
        done(case, reviewer(), "lift_urgent_measure", ground="other", returned="已返还。").state == "lifted"
    )


def test_a_random_draw_can_be_drawn_again_by_anybody() -> None:
    parties = [
        FORM
        | {"party": f"示例矿业{place}号有限公司", "party_code": "91110000101623741K", "matter": "年度检查"}
        for place in range(6)
    ]
    officers = [f"执法员{letter} 川Y0{place}" for place, letter in enumerate("甲乙丙丁戊")]
    made = enforcement.draw_inspections(
        by=reviewer("emergency"), item=INSPECTION, parties=parties, officers=officers, number=3
    )
    assert len({one.applicant for one in made}) == 3
    for case in made:
        content = enforcement.entries_of(case)[0].content
        assert len(content["drawn_officers"]) == 2
        assert content["parties"] == 6
        again = drawn(content["seed"], officers, 5)
        assert again == drawn(content["seed"], list(reversed(officers)), 5)
    case, names = made[0], enforcement.entries_of(made[0])[0].content["drawn_officers"]
    others = [one for one in officers if one not in names][:2]
    with pytest.raises(Invalid) as error:
        done(
            case,
            reviewer("emergency"),
            "begin_inspection",
            officers=others,
            meeting="announced",
            place="矿区",
        )
    assert places(error) == {"officers"}
    case = done(
        case, reviewer("emergency"), "begin_inspection", officers=names, meeting="announced", place="矿区"
    )
    assert case.state == "inspecting"


SPOT: dict[str, Any] = {
    "officers": OFFICERS,
    "breach": "unclear",
    "facts": "价目广告不清楚。",
    "defence_said": "无异议。",
    "place": "示例路1号店内",
}
PUBLISHED: dict[str, Any] = {"where": "国家企业信用信息公示系统", "on": "2022-10-17"}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"warning": "on"}, "仅给予警告的行政处罚不予公示"),
        ({"warning": "on", "fine": "0"}, "仅给予警告的行政处罚不予公示"),
        ({"warning": "on", "fine": "200"}, ""),
        ({"fine": "200"}, ""),
    ],
)
def test_a_mere_warning_is_not_published_and_the_page_says_why(given: dict[str, str], why: str) -> None:
    case = done(lead(), reviewer(), "penalise_on_the_spot", **SPOT | given)
    told_why = {
        act.name: str(refused) for act, refused in enforcement.withheld(enforcement.look(case, reviewer()))
    }
    assert why in told_why.get("publish_decision", "")
    if why:
        with pytest.raises(Refused, match="信息公示规定第二条") as error:
            done(case, reviewer(), "publish_decision", **PUBLISHED)
        assert str(error.value) == told_why["publish_decision"]
    else:
        assert done(case, reviewer(), "publish_decision", **PUBLISHED).state == case.state


def test_a_decision_for_no_penalty_is_no_penalty_to_publish() -> None:
    case = done(told(), reviewer(), "waive_defence", text="不陈述、不申辩。")
    case = done(case, reviewer(), "weigh_defence", weighed="无意见。")
    case = done(case, approver(), "decide_no_penalty", ground="minor", reason="轻微并及时改正。")
    with pytest.raises(Refused, match="第四十八条"):
        done(case, reviewer(), "publish_decision", **PUBLISHED)


def test_a_draw_of_more_than_there_are_is_refused() -> None:
    with pytest.raises(Invalid) as error:
        enforcement.draw_inspections(
            by=reviewer("emergency"), item=INSPECTION, parties=[FORM], officers=["甲 1"], number=2
        )
    assert places(error) == {"number", "officers"}


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_done() -> None:
    case = lead()
    by, answers = approver(), {"officers": OFFICERS, "reason": "有证据。"}
    results: list[str] = []

    def file() -> None:
        try:
            enforcement.do(by=by, number=case.number, act="file_case", answers=answers, version=1)
            results.append("done")
        except Stale:
            results.append("stale")
        finally:
            connection.close()

    threads = [threading.Thread(target=file) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", "stale"]
    assert len(enforcement.entries_of(case)) == 2
