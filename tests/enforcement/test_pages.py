"""Enforcement at the desk and on the public site, as people use it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.enforcement.house import (
    CONCLUSION,
    FORM,
    INSPECTION,
    ITEMS,
    LEVY,
    OFFICERS,
    PENALTY,
    approver,
    clerk,
    concluded,
    done,
    filed,
    lead,
    reviewer,
    told,
)
from tests.house import OVERSIZE, PASSWORD, open_house, person, submitted

from banli.cases import service as cases
from banli.enforcement import service as enforcement
from banli.kernel.actors import Actor, Role
from banli.people.models import User


def at_desk(by: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.id or 0))
    return client


def typed(form: dict[str, Any]) -> dict[str, Any]:
    return {f"f.{key}": value for key, value in form.items()}


def lines(answers: dict[str, Any]) -> dict[str, Any]:
    return {key: "\n".join(value) if isinstance(value, list) else value for key, value in answers.items()}


@pytest.mark.parametrize("slug", ITEMS)
def test_a_guide_shows_authority_discretion_and_remedies_and_nothing_to_apply(slug: str) -> None:
    page = Client().get(f"/items/{slug}/")
    text = page.content.decode()
    assert page.status_code == 200
    for words in ("职权依据", "裁量基准", "救济途径", "行政复议", "依职权"):
        assert words in text
    for words in (f"/apply/{slug}", "网上办理", "申请书", "全程网办", "收费"):
        assert words not in text


@pytest.mark.parametrize("slug", sorted(set(ITEMS) - {LEVY}))
def test_nobody_gets_a_form_for_it(slug: str) -> None:
    page = Client().get(f"/items/{slug}/apply/")
    assert page.status_code == 409
    assert "依职权" in page.content.decode()
    assert Client().get(f"/items/{slug}/papers/application.pdf").status_code == 404


def test_an_officer_begins_a_case_and_a_wrong_entry_stays_in_the_form() -> None:
    desk = at_desk(reviewer())
    address = f"/desk/enforcement/new/{PENALTY}/register_lead/"
    assert desk.get(address).status_code == 200
    wrong = desk.post(address, {**typed(FORM | {"party_code": "911100001016237410"}), "then": "begin"})
    assert wrong.status_code == 422
    assert FORM["matter"] in wrong.content.decode()
    right = desk.post(address, {**typed(FORM), "then": "begin"})
    assert right.status_code == 302
    page = desk.get(right["Location"]).content.decode()
    assert "线索核查" in page
    assert "成都蓉桥进出口有限公司" in page


def test_the_list_shows_what_runs_and_what_ended() -> None:
    case = lead()
    done(lead(), approver(), "decline_filing", reason="轻微。")
    page = at_desk(reviewer()).get("/desk/enforcement/").content.decode()
    assert case.number in page
    assert "登记线索" in page
    ended = at_desk(reviewer()).get("/desk/enforcement/?view=ended").content.decode()
    assert case.number not in ended
    assert "不予立案" in ended


def test_the_page_offers_exactly_what_may_be_done_and_says_why_not() -> None:
    case = done(filed(), approver(), "extend_case", days="30", reason="案情复杂。")
    page = at_desk(reviewer()).get(f"/desk/enforcement/{case.number}/").content.decode()
    assert "/record_evidence/" in page
    assert "/conclude_investigation/" not in page
    assert "案卷中还没有证据" in page
    head = at_desk(approver()).get(f"/desk/enforcement/{case.number}/").content.decode()
    assert "/find_not_proven/" in head
    assert "/record_evidence/" not in head


def test_an_act_with_a_fault_keeps_what_was_typed() -> None:
    case = done(filed(), reviewer(), "record_evidence", **EVIDENCE)
    answers = lines(CONCLUSION | {"fine": "200000"})
    page = at_desk(reviewer()).post(
        f"/desk/enforcement/{case.number}/conclude_investigation/", {**answers, "version": case.version}
    )
    text = page.content.decode()
    assert page.status_code == 422
    assert CONCLUSION["facts"] in text
    assert "100000" in text
    assert cases.find(case.number, reviewer()).version == case.version


EVIDENCE = {
    "officers": OFFICERS,
    "kind": "site",
    "name": "现场笔录",
    "taken_on": "2022-10-17",
    "text": "广告牌一块。",
}


def test_a_second_click_does_nothing_more_and_a_stale_form_says_so() -> None:
    case = lead()
    address = f"/desk/enforcement/{case.number}/file_case/"
    sent = {**lines({"officers": OFFICERS, "reason": "有证据。"}), "version": 1}
    desk = at_desk(approver())
    assert desk.post(address, sent).status_code == 302
    assert desk.post(address, sent).status_code == 302
    assert len(enforcement.entries_of(case)) == 2
    stale = desk.post(f"/desk/enforcement/{case.number}/decline_filing/", {"reason": "轻微。", "version": 1})
    assert stale.status_code == 409
    assert "刷新" in stale.content.decode()


def test_a_case_of_the_list_of_cases_leads_to_its_own_page() -> None:
    case = lead()
    answer = at_desk(reviewer()).get(f"/desk/cases/{case.number}/")
    assert answer.status_code == 302
    assert answer["Location"] == f"/desk/enforcement/{case.number}/"
    assert case.number in at_desk(reviewer()).get("/desk/cases/").content.decode()


def test_a_case_on_application_has_no_page_of_enforcement() -> None:
    open_house(OVERSIZE)
    case = submitted()
    assert at_desk(person(Role.REVIEWER)).get(f"/desk/enforcement/{case.number}/").status_code == 404


def test_another_department_and_another_role_do_not_get_in() -> None:
    case = lead()
    stranger = person(Role.REVIEWER, "transport")
    assert at_desk(stranger).get(f"/desk/enforcement/{case.number}/").status_code == 404
    editor = person(Role.EDITOR, None)
    assert at_desk(editor).get(f"/desk/enforcement/{case.number}/").status_code == 403
    assert (
        at_desk(clerk()).post(f"/desk/enforcement/{case.number}/file_case/", {"version": 1}).status_code
        == 403
    )


def test_rubbish_for_an_act_is_answered_and_nothing_is_written() -> None:
    case, desk = lead(), at_desk(approver())
    for name in ("grant", "impose_measure", "nothing", "file_case"):
        answer = desk.post(f"/desk/enforcement/{case.number}/{name}/", {"officers": "\x00", "version": "x"})
        assert 400 <= answer.status_code < 500, name
    assert len(enforcement.entries_of(case)) == 1


def test_the_notice_tells_the_party_what_why_and_its_rights() -> None:
    notice = cases.notices(told(fine="100000"))[-1]
    text = "".join([*notice.words["paragraphs"], *notice.words["items"], *notice.words["closing"]])
    for words in (
        "广告内容不准确",
        "第八条",
        "第五十九条",
        "罚款100000元",
        "要求听证",
        "2022年10月24日前（含当日）",
    ):
        assert words in text
    assert notice.words["title"] == "行政处罚告知书"
    assert "你单位" in text
    assert "申请" not in text


def test_the_party_finds_its_case_with_number_and_password() -> None:
    case = told()
    visitor = Client()
    visitor.post("/track/", {"number": case.number, "password": cases.query_password(case.number)})
    page = visitor.get(f"/track/{case.number}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "陈述、申辩" in text
    assert "受理" not in text


def test_a_draw_is_made_at_the_desk() -> None:
    desk = at_desk(reviewer("emergency"))
    address = f"/desk/enforcement/new/{INSPECTION}/draw/"
    assert desk.get(address).status_code == 200
    good = {
        "parties": "\n".join(f"{one}矿业有限公司，91110000101623741K，成都市示例路1号" for one in "甲乙"),
        "officers": "顾远山 川Y0101\n蔺朝晖 川Y0102\n聂定江 川Y0103",
        "number": "1",
        "each": "2",
        "matter": "年度检查",
    }
    for changes in (
        {"parties": "没有代码"},
        {"number": "9"},
        {"each": "7"},
        {"officers": ""},
        {"matter": ""},
    ):
        assert desk.post(address, good | changes).status_code == 422, changes
    assert desk.post(address, good).status_code == 302
    (case,) = enforcement.cases_of(reviewer("emergency"))
    assert case.applicant in ("甲矿业有限公司", "乙矿业有限公司")


def test_pages_are_there_in_english() -> None:
    desk = at_desk(reviewer())
    case = concluded()
    for address in ("/desk/enforcement/", f"/desk/enforcement/{case.number}/", f"/items/{PENALTY}/"):
        assert desk.get(address, headers={"accept-language": "en"}).status_code == 200
    assert PASSWORD
