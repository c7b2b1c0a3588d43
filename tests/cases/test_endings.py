"""The other ends: terminated, void, forwarded, revoked, archived; and the clock of handing over."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.science import applied, events, officer, put_forward, taken_on
from tests.held_clock import HeldClock
from tests.house import applicant_of
from tests.variants import days, step, variant

from banli.cases import service as cases
from banli.kernel.actors import Role
from banli.kernel.errors import Denied, Invalid, Refused

pytestmark = pytest.mark.usefixtures("house")


def granted(tmp_path: Path) -> cases.Case:
    variant(tmp_path)
    return cases.grant(by=officer(Role.APPROVER), number=put_forward(taken_on()).number)


def asked_for_correction() -> cases.Case:
    point = {"where": "amount_wan", "label": "合同成交额", "problem": "与合同不一致"}
    case = cases.ask_correction(by=officer(Role.CLERK), number=applied().number, points=[point])
    return cases.serve_notice(by=officer(Role.CLERK), number=case.number, way="window")


def test_an_unanswered_correction_ends_the_case_after_the_applicants_days(
    tmp_path: Path, clock: HeldClock
) -> None:
    variant(tmp_path)
    case, clerk = asked_for_correction(), officer(Role.CLERK)
    face = cases.running(case).faces[0]
    assert (face.key, str(face.due)) == ("correction", "2022-11-16")
    clock.set("2022-11-16")
    with pytest.raises(Refused, match="2022-11-16"):
        cases.terminate(by=clerk, number=case.number, reason="逾期未补正")
    clock.set("2022-11-17")
    with pytest.raises(Invalid):
        cases.terminate(by=clerk, number=case.number, reason=" ")
    case = cases.terminate(by=clerk, number=case.number, reason="逾期未补正")
    assert (case.state, case.result) == ("terminated", "5")


def test_an_accepted_case_is_terminated_by_an_approver_on_a_ground_of_the_table_only(tmp_path: Path) -> None:
    variant(tmp_path)
    case, approver = taken_on(), officer(Role.APPROVER)
    for ground in ("unanswered", "not_established", "mood", ""):
        with pytest.raises(Refused, match="第三十七条"):
            cases.terminate(by=approver, number=case.number, ground=ground, reason="不想办了")
    with pytest.raises(Denied):
        cases.terminate(by=officer(Role.CLERK), number=case.number, ground="applicant_gone", reason="已注销")
    with pytest.raises(Invalid):
        cases.terminate(by=approver, number=case.number, ground="applicant_gone", reason=" ")
    case = cases.terminate(by=approver, number=case.number, ground="applicant_gone", reason="企业已注销登记")
    told = cases.notices(case, "terminated")[-1]
    paper = "".join(cases.notice_sheet(case, told).paragraphs)
    assert "申请人死亡或者依法终止" in paper
    assert "第七十条" in paper


def test_an_item_may_give_its_own_days_to_correct(tmp_path: Path) -> None:
    variant(tmp_path, correction=days(10))
    assert cases.notices(asked_for_correction(), "correction")[0].service["until"] == "2022-10-31"


def test_a_case_entered_twice_is_void_and_no_completion(tmp_path: Path) -> None:
    variant(tmp_path)
    case = taken_on()
    with pytest.raises(Denied, match="审批负责人"):
        cases.void(by=officer(Role.CLERK), number=case.number, reason="重复录入")
    case = cases.void(by=officer(Role.APPROVER), number=case.number, reason="重复录入")
    assert (case.state, case.result) == ("voided", "2")
    assert events(case)[-1] == "voided"


def test_the_result_is_handed_over_within_ten_days(tmp_path: Path, clock: HeldClock) -> None:
    case = granted(tmp_path)
    assert str(case.due_on) == "2022-10-31"
    assert [one.pk for one in cases.to_hand_over(officer(Role.CLERK))] == [case.pk]
    clock.set("2022-11-01")
    face = next(one for one in cases.running(case).faces if one.key == "delivery")
    assert (face.left, face.late) == (-1, True)


def test_the_event_that_ends_a_case_carries_what_its_time_is_counted_by(
    tmp_path: Path, clock: HeldClock
) -> None:
    import json

    variant(tmp_path, limits=[{"statutory": days(20), "promised": days(10)}])
    case, reviewer = taken_on(), officer(Role.REVIEWER)
    clock.set("2022-10-18")
    case = cases.pause(by=reviewer, number=case.number, procedure="experts", reason="论证", days=10)
    clock.set("2022-10-21")
    case = cases.resume(by=reviewer, number=case.number, result="论证通过")
    clock.set("2022-10-24")
    case = cases.grant(by=officer(Role.APPROVER), number=put_forward(case).number)
    body = json.loads(cases.timeline(case)[-1].body)
    assert body["accepted_on"] == "2022-10-17"
    assert body["promised_due"] == "2022-11-03"
    assert body["statutory_due"] == "2022-11-17"
    assert (body["limit_days"], body["took_days"], body["visits"]) == (20, 2, 0)


def test_a_lower_organ_forwards_and_the_case_goes_on_above_without_asking_again(tmp_path: Path) -> None:
    upper = variant(tmp_path, slug="contract-above")
    variant(
        tmp_path,
        result={
            "name": {"zh": "初审意见", "en": "Opinion"},
            "type": "40",
            "delivery": ["online"],
            "sample": {"zh": "初审意见", "en": "Opinion"},
        },
        certificate=None,
        forwards_to=upper.slug,
        limits=[{"statutory": days(20), "promised": days(10)}],
        steps=[step("examine", "examine"), step("approve", "approve")],
        special_procedures=None,
    )
    case, approver = put_forward(taken_on()), officer(Role.APPROVER)
    with pytest.raises(Refused, match="第三十五条"):
        cases.grant(by=approver, number=case.number)
    lower = cases.forward(by=approver, number=case.number, opinion="材料齐全，同意上报。")
    assert (lower.state, lower.result) == ("forwarded", "4")
    above = cases.Case.objects.get(origin=lower.number)
    assert (above.state, above.form) == ("submitted", lower.form)
    assert {one.key for one in cases.materials_of(above)} == {one.key for one in cases.materials_of(lower)}
    with pytest.raises(Refused, match="第三十五条"):
        cases.ask_correction(
            by=officer(Role.CLERK),
            number=above.number,
            points=[{"where": "amount_wan", "label": "成交额", "problem": "请再交一份"}],
        )


def test_an_item_decided_here_is_not_forwarded(tmp_path: Path) -> None:
    variant(tmp_path)
    case = put_forward(taken_on())
    with pytest.raises(Refused, match="第三十五条"):
        cases.forward(by=officer(Role.APPROVER), number=case.number, opinion="上报")


def test_a_grant_is_revoked_on_a_ground_of_law_with_its_facts(tmp_path: Path) -> None:
    case, approver = granted(tmp_path), officer(Role.APPROVER)
    with pytest.raises(Invalid) as wrong:
        cases.revoke(by=approver, number=case.number, ground="mood", reason="")
    assert {problem.where for problem in wrong.value.problems} == {"ground", "reason"}
    case = cases.revoke(by=approver, number=case.number, ground="fraud", reason="提交虚假合同")
    assert "第六十九条第二款" in cases.notices(case, "revoked")[0].body["basis"]


def test_an_ended_case_is_archived_with_the_place_of_its_file(tmp_path: Path) -> None:
    variant(tmp_path)
    case = cases.withdraw(by=applicant_of((one := applied()).number), number=one.number)
    clerk = officer(Role.CLERK)
    with pytest.raises(Invalid):
        cases.archive(by=clerk, number=case.number, note="")
    case = cases.archive(by=clerk, number=case.number, note="2022-科技-卷12")
    assert case.state == "archived"
    with pytest.raises(Refused):
        cases.archive(by=clerk, number=case.number, note="2022-科技-卷12")


def test_what_can_be_mended_at_the_window_is_mended_there(tmp_path: Path) -> None:
    variant(tmp_path)
    case, clerk = applied(), officer(Role.CLERK)
    with pytest.raises(Invalid):
        cases.correct_on_the_spot(by=clerk, number=case.number, form=case.form)
    mended = {**case.form, "title": "更正后的合同名称"}
    case = cases.correct_on_the_spot(by=clerk, number=case.number, form=mended)
    assert case.state == "submitted"
    assert cases.timeline(case)[-1].body == '{"changed":["title"]}'
    assert taken_on(case).form["title"] == "更正后的合同名称"


def test_an_act_that_the_state_forbids_names_the_rule_and_the_article(tmp_path: Path) -> None:
    case = granted(tmp_path)
    with pytest.raises(Refused) as told:
        cases.accept(by=officer(Role.CLERK), number=case.number)
    for words in ("已准予、待发证", "受理", "已提交、待受理", "行政许可法第32(5)条"):
        assert words in str(told.value)
