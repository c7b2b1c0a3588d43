"""What an applicant answers after acceptance: a proposed refusal, a hearing, promised material; and every clock."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.cases.science import applied, finished, officer, put_forward, taken_on
from tests.cases.test_joint import JOINT
from tests.cases.test_promises import materials
from tests.held_clock import HeldClock
from tests.portal.steps import fill_in, hand_over_files, token
from tests.portal.test_case import opened
from tests.samples import PDF
from tests.variants import FILING, LAW, days, variant

from banli.cases import service as cases
from banli.cases.models import Case
from banli.cases.states import State
from banli.kernel.actors import SYSTEM, Role
from banli.notices.states import TOLD
from banli.screens.event_words import EVENTS

COMMITMENT = {"text": "本单位承诺符合全部条件。", "verify": days(40), "basis": LAW}


def fresh(case: cases.Case) -> cases.Case:
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def told(tmp_path: Path, house: None) -> cases.Case:
    """The applicant was told of a proposed refusal on 17 October."""
    variant(tmp_path, hearing="on_request")
    case = put_forward(taken_on(), agrees=False)
    cases.tell_refusal(by=officer(Role.APPROVER), number=case.number, reasons="收入核定依据不足。")
    return cases.serve_notice(by=officer(Role.CLERK), number=case.number, way="window")


def text(browser: Client, case: cases.Case, page: str = "") -> str:
    return browser.get(f"/track/{case.number}/{page}").content.decode()


def test_every_event_one_is_told_of_has_its_words() -> None:
    assert set(EVENTS) >= TOLD


def test_the_case_says_what_is_proposed_and_until_when_to_answer(told: cases.Case) -> None:
    page = text(opened(told), told)
    assert "拟对您的申请不予许可" in page
    assert "收入核定依据不足。" in page
    assert "2022年10月24日前陈述、申辩，或者要求听证。" in page
    assert "2022年10月24日" in text(opened(told), told, "answer/")


def test_views_are_stated_once_however_often_one_clicks(told: cases.Case) -> None:
    browser = opened(told)
    sent = {"version": told.version, "way": "views", "text": "补充说明收入构成。"}
    for _click in range(2):
        answer = browser.post(f"/track/{told.number}/answer/", sent)
        assert answer["Location"] == f"/track/{told.number}/"
    assert [one.text for one in cases.opinions(told) if one.step == "views"] == ["补充说明收入构成。"]


def test_nothing_to_say_is_an_answer_too(told: cases.Case) -> None:
    opened(told).post(f"/track/{told.number}/answer/", {"version": told.version, "way": "nothing"})
    assert cases.opinions(told)[-1].text == "无陈述、申辩意见。"


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "请选择一种答复"),
        ({"way": "views", "text": " "}, "请填写陈述内容"),
        ({"way": "burn"}, "请选择一种答复"),
    ],
)
def test_what_is_missing_is_said_at_its_place(told: cases.Case, sent: dict[str, str], words: str) -> None:
    answer = opened(told).post(f"/track/{told.number}/answer/", {"version": told.version, **sent})
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_a_hearing_is_asked_for_and_its_place_is_seen(told: cases.Case) -> None:
    browser = opened(told)
    sent = {"version": told.version, "way": "hearing", "reason": "希望当面说明。"}
    assert browser.post(f"/track/{told.number}/answer/", sent).status_code == 302
    assert "时间和地点将在举行的七个工作日前通知您" in text(browser, told)
    cases.call_hearing(
        by=officer(Role.APPROVER),
        number=told.number,
        chair="陈主持",
        place="政务大厅三楼听证室",
        hour="9:30",
        on=date(2022, 10, 27),
        reason="申请人要求听证",
    )
    page = text(browser, told)
    for words in ("政务大厅三楼听证室", "2022年10月27日", "陈主持", "不收取费用"):
        assert words in page


def test_views_leave_the_hearing_open_and_asking_for_none_ends_the_time(told: cases.Case) -> None:
    browser = opened(told)
    page = f"/track/{told.number}/answer/"
    browser.post(page, {"version": told.version, "way": "views", "text": "补充说明收入构成。"})
    assert "在2022年10月24日前仍可要求听证" in text(browser, told, "answer/")
    answer = browser.post(page, {"version": fresh(told).version, "way": "none", "text": "另附流水。"})
    assert answer.status_code == 302
    assert "不要求听证，部门可以作出决定" in text(browser, told)
    assert [one.text for one in cases.opinions(told)][-3:] == [
        "补充说明收入构成。",
        "另附流水。",
        "不要求听证。",
    ]
    assert "要求听证</span>" not in text(browser, told, "answer/")


def test_a_hearing_is_given_up_on_the_page_with_two_clicks(told: cases.Case) -> None:
    browser = opened(told)
    browser.post(f"/track/{told.number}/answer/", {"version": told.version, "way": "hearing", "reason": ""})
    assert "确定放弃听证？" in text(browser, told)
    version = fresh(told).version
    for _click in range(2):
        answer = browser.post(f"/track/{told.number}/hearing/give-up/", {"version": version}, follow=True)
        assert "您已于2022年10月17日放弃听证" in answer.content.decode()
    assert "确定放弃听证？" not in text(browser, told)
    assert [event.name for event in cases.timeline(told)].count("hearing_given_up") == 1


def test_who_gives_up_what_was_not_asked_for_reads_why_not(told: cases.Case) -> None:
    answer = opened(told).post(
        f"/track/{told.number}/hearing/give-up/", {"version": told.version}, follow=True
    )
    assert "没有待举行的听证" in answer.content.decode()


def test_after_the_last_day_a_hearing_is_refused_and_the_words_are_kept(
    told: cases.Case, clock: HeldClock
) -> None:
    browser = opened(told)
    clock.set("2022-10-25")
    sent = {"version": told.version, "way": "hearing", "reason": "希望当面说明。"}
    answer = browser.post(f"/track/{told.number}/answer/", sent)
    assert answer.status_code == 422
    assert "第四十七条" in answer.content.decode()
    assert "希望当面说明。" in answer.content.decode()


def test_somebody_else_was_faster_and_nothing_typed_is_lost(told: cases.Case) -> None:
    browser = opened(told)
    cases.return_to_review(by=officer(Role.APPROVER), number=told.number, opinion="请补充核查。")
    sent = {"version": told.version, "way": "views", "text": "补充说明收入构成。"}
    answer = browser.post(f"/track/{told.number}/answer/", sent)
    assert answer.status_code == 409
    assert [one.title for one in answer.context["meanwhile"]] == ["退回重新审查"]
    assert "补充说明收入构成。" in answer.content.decode()
    assert [one for one in cases.opinions(told) if one.step == "views"] == []


def test_an_answer_that_is_not_awaited_leads_back_to_the_case(told: cases.Case) -> None:
    browser = opened(told)
    cases.return_to_review(by=officer(Role.APPROVER), number=told.number, opinion="请补充核查。")
    assert browser.get(f"/track/{told.number}/answer/")["Location"] == f"/track/{told.number}/"


def test_a_stranger_finds_no_case_to_answer(told: cases.Case) -> None:
    assert Client().get(f"/track/{told.number}/answer/").status_code == 404
    assert Client().post(f"/track/{told.number}/later/", {}).status_code == 404


# Promised material


@pytest.fixture
def lacking(tmp_path: Path, house: None) -> cases.Case:
    """Accepted on the promise that one material comes later."""
    variant(tmp_path, materials=materials())
    return taken_on(applied(), promised={"income": None})


def test_promised_material_is_handed_in_once(lacking: cases.Case) -> None:
    browser = opened(lacking)
    assert "待补交" in text(browser, lacking)
    nothing = browser.post(f"/track/{lacking.number}/later/", {"version": lacking.version})
    assert nothing.status_code == 422
    for _click in range(2):
        file = SimpleUploadedFile("核定表.pdf", PDF, "application/pdf")
        sent = {"version": lacking.version, "file.income": file}
        assert browser.post(f"/track/{lacking.number}/later/", sent).status_code == 302
    assert [event.name for event in cases.timeline(lacking)][-1] == "supplemented"
    assert len([one for one in cases.materials_of(lacking) if one.key == "income"]) == 1
    assert "核实中" in text(browser, lacking)


def test_a_file_that_came_too_late_for_its_page_is_kept(lacking: cases.Case) -> None:
    browser = opened(lacking)
    cases.extend(by=officer(Role.APPROVER), number=lacking.number, days=3, reason="情况复杂")
    file = SimpleUploadedFile("核定表.pdf", PDF, "application/pdf")
    stale = browser.post(f"/track/{lacking.number}/later/", {"version": lacking.version, "file.income": file})
    assert stale.status_code == 409
    assert [one.title for one in stale.context["meanwhile"]] == ["办理期限延长"]
    assert "核定表.pdf" in stale.content.decode()
    assert (
        browser.post(f"/track/{lacking.number}/later/", {"version": fresh(lacking).version}).status_code
        == 302
    )
    handed_in = cases.materials_of(lacking)[-1].file
    assert handed_in is not None
    assert handed_in.name == "核定表.pdf"


def test_a_declaration_is_read_and_accepted_when_applying(
    tmp_path: Path, browser: Client, clock: HeldClock
) -> None:
    variant(tmp_path, commitment=COMMITMENT)
    fill_in(browser, FILING, "service")
    hand_over_files(browser, FILING, "service")
    assert "本单位承诺符合全部条件。" in browser.get(f"/items/{FILING}/apply/check/").content.decode()
    sent = {"draft": token(browser, FILING), "declared": "1"}
    number = browser.post(f"/items/{FILING}/apply/check/", sent)["Location"].split("/")[2]
    case = Case.objects.get(number=number)
    assert cases.has_declared(case)
    assert "declared" not in case.form
    clock.set("2022-10-25")
    cases.deem_all_accepted(by=SYSTEM)
    assert [(one.kind, one.text) for one in cases.promises_of(case)] == [
        ("commitment", "本单位承诺符合全部条件。")
    ]


def test_without_the_tick_nothing_was_declared(tmp_path: Path, browser: Client) -> None:
    variant(tmp_path, commitment=COMMITMENT)
    fill_in(browser, FILING, "service")
    hand_over_files(browser, FILING, "service")
    number = browser.post(f"/items/{FILING}/apply/check/", {"draft": token(browser, FILING)})[
        "Location"
    ].split("/")[2]
    assert not cases.has_declared(Case.objects.get(number=number))


# Clocks, offices, ends


def test_every_clock_that_concerns_the_applicant_is_there_with_its_days(
    tmp_path: Path, browser: Client
) -> None:
    variant(tmp_path, **JOINT)
    case = finished(taken_on(), "examine")
    visitor = opened(case)
    shown = visitor.get(f"/track/{case.number}/").context
    assert [face.key for face in shown["faces"]] == ["acceptance", "promise", "joint"]
    assert [(one.name, one.words) for one in shown["offices"]] == [
        ("科技厅", "已完成"),
        ("住房城乡建设厅", "正在办理"),
        ("生态环境厅", "正在办理"),
    ]
    assert text(visitor, case).count('class="days"') >= 3


def test_a_forwarded_case_opens_above_with_the_same_session(tmp_path: Path, browser: Client) -> None:
    upper = variant(tmp_path, slug="contract-above")
    result = {"name": "初审意见", "type": "40", "delivery": ["online"], "sample": "初审意见"}
    variant(
        tmp_path,
        result=result,
        certificate=None,
        forwards_to=upper.slug,
        limits=[{"statutory": days(20), "promised": days(10)}],
    )
    case = put_forward(taken_on())
    visitor = opened(case)
    cases.forward(by=officer(Role.APPROVER), number=case.number, opinion="审查属实。")
    page = visitor.get(f"/track/{case.number}/")
    above = page.context["upper"]
    assert Case.objects.get(number=above).origin == case.number
    assert visitor.get(f"/track/{above}/").status_code == 200
    assert Client().get(f"/track/{above}/").status_code == 404


def test_why_a_case_was_closed_is_said(tmp_path: Path, browser: Client) -> None:
    variant(tmp_path)
    case = taken_on()
    cases.terminate(
        by=officer(Role.APPROVER), number=case.number, ground="applicant_gone", reason="申请人已注销。"
    )
    page = text(opened(case), case)
    assert "已终止" in page
    assert "申请人已注销。" in page


def test_taking_back_with_an_old_page_is_refused(tmp_path: Path, browser: Client) -> None:
    variant(tmp_path)
    case = applied()
    visitor = opened(case)
    taken_on(case)
    visitor.post(f"/track/{case.number}/withdraw/", {"version": 1, "reason": "改期"})
    assert fresh(case).state == State.IN_REVIEW
    visitor.post(f"/track/{case.number}/withdraw/", {"version": 2, "reason": "改期"})
    assert fresh(case).state == State.WITHDRAWN


def test_a_correction_that_is_no_longer_awaited_keeps_its_words(tmp_path: Path, browser: Client) -> None:
    variant(tmp_path)
    case = applied()
    point = {"where": "amount_wan", "label": "合同成交额", "problem": "与合同不一致"}
    case = cases.ask_correction(by=officer(Role.CLERK), number=case.number, points=[point])
    visitor, sent = opened(case), {"version": case.version, "shown": "amount_wan", "amount_wan": "181"}
    cases.void(by=officer(Role.APPROVER), number=case.number, reason="重复录入。")
    answer = visitor.post(f"/track/{case.number}/correct/", sent)
    assert answer.status_code == 409
    assert [one.title for one in answer.context["meanwhile"]] == ["作废"]
    assert 'value="181"' in answer.content.decode()


def test_a_second_click_on_a_correction_leads_to_the_case(tmp_path: Path, browser: Client) -> None:
    variant(tmp_path)
    case = applied()
    point = {"where": "amount_wan", "label": "合同成交额", "problem": "与合同不一致"}
    case = cases.ask_correction(by=officer(Role.CLERK), number=case.number, points=[point])
    visitor, sent = opened(case), {"version": case.version, "shown": "amount_wan", "amount_wan": "181"}
    for _click in range(2):
        assert visitor.post(f"/track/{case.number}/correct/", sent)["Location"] == f"/track/{case.number}/"
    assert [event.name for event in cases.timeline(case)] == ["submitted", "correction_asked", "resubmitted"]
