"""The party of an own procedure reads its papers and answers online, by the acts an officer writes down otherwise."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.enforcement.house import (
    FORM,
    IMPOSED,
    INSPECTION,
    OFFICERS,
    PENALTY,
    SEAL,
    approver,
    concluded,
    done,
    reviewer,
    told,
)
from tests.held_clock import HeldClock
from tests.house import person
from tests.samples import PDF

from banli.accounts.models import Authorisation, Company
from banli.cases import service as cases
from banli.cases.service import Case
from banli.enforcement import service as enforcement
from banli.files.service import store
from banli.kernel.actors import VISITOR, Actor, Role
from banli.kernel.clock import now as clock_now
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.service import verify
from banli.people.models import Look, User

SUM = "100000"


def party(case: Case) -> Actor:
    """Whoever opened the case by its number and password."""
    return Actor(name="", roles=VISITOR.roles, session=frozenset({case.number}))


def visitor(case: Case) -> Client:
    """A browser in which the case was opened."""
    client = Client()
    client.post("/track/", {"number": case.number, "password": cases.query_password(case.number)})
    return client


def at_desk(by: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=by.id or 0))
    return client


def ordered() -> Case:
    """An inspection with an order to mend by 17 November."""
    by, form = reviewer("emergency"), FORM | {"matter": "年度检查"}
    case = enforcement.begin(by=by, item=INSPECTION, act="plan_inspection", form=form)
    case = done(case, by, "begin_inspection", officers=OFFICERS, meeting="announced", place="矿区")
    case = done(
        case, by, "record_findings", officers=OFFICERS, looked_at=["支护"], points=["破损"], signed="矿长"
    )
    return done(case, by, "order_mending", orders=["更换支护"], until="2022-11-17", law="第六十五条")


def test_the_party_states_a_defence_and_the_record_names_it() -> None:
    case = done(told(), reviewer(), "state_defence", text="口头陈述。")
    case = done(case, party(case), "state_defence", text="已自行改正，请求从轻。")
    events, entries = cases.timeline(case), enforcement.entries_of(case)
    assert [one.name for one in events][-2:] == ["defence_stated", "defence_stated"]
    assert events[-1].actor == "visitor"
    assert events[-2].actor.startswith("user:")
    assert entries[-1].content["text"] == "已自行改正，请求从轻。"
    assert entries[-1].by is None
    assert verify().ok


def test_what_is_the_officers_is_not_the_partys() -> None:
    case = told()
    for act, answers in (("weigh_defence", {}), ("send_back", {"reason": "补查。"}), ("extend_case", {})):
        with pytest.raises(Denied):
            done(case, party(case), act, **answers)
    for stranger in (VISITOR, party(told()), person(Role.APPLICANT, None)):
        with pytest.raises(Denied):
            done(case, stranger, "state_defence", text="不服。")


def test_party_and_officer_obey_one_rule_about_hearings() -> None:
    case = told()
    for by in (party(case), reviewer()):
        with pytest.raises(Refused, match="不符合听证条件"):
            done(case, by, "ask_penalty_hearing", text="要求听证。")
    case = told(fine=SUM)
    case = done(case, party(case), "ask_penalty_hearing", text="要求听证。")
    with pytest.raises(Refused, match="听证"):
        done(case, party(case), "ask_penalty_hearing", text="再次要求。")


def test_who_acts_for_the_company_sees_its_case_once_a_paper_told_it() -> None:
    head = person(Role.APPLICANT, None)
    Company.objects.create(
        code=FORM["party_code"], name=FORM["party"], representative_id=head.id or 0, opened_at=clock_now()
    )
    quiet, case = concluded(), told()
    assert [one.number for one in cases.own_cases(head, FORM["party_code"])] == [case.number]
    assert cases.find(case.number, head).number == case.number
    with pytest.raises(Missing):
        cases.find(quiet.number, head)
    with pytest.raises(Missing):
        cases.find(case.number, person(Role.APPLICANT, None, name="another"))
    case = done(case, head, "state_defence", text="已改正。")
    assert cases.timeline(case)[-1].actor == f"user:{head.id}"


def test_an_agent_acts_for_the_company_and_the_record_and_the_file_say_by_what(clock: HeldClock) -> None:
    head, agent = person(Role.APPLICANT, None), person(Role.APPLICANT, None, name="agent", shown="王芳")
    company = Company.objects.create(
        code=FORM["party_code"], name=FORM["party"], representative_id=head.id or 0, opened_at=clock_now()
    )
    given = Authorisation.objects.create(
        company=company,
        agent_id=agent.id,
        paper=store(by=head, name="委托书.pdf", content=PDF),
        starts=clock_now().date(),
        until=date(2022, 10, 18),
        items=[PENALTY],
        given_at=clock_now(),
        accepted_at=clock_now(),
    )
    case = done(told(fine=SUM), agent, "state_defence", text="已自行改正。")
    assert json.loads(cases.timeline(case)[-1].body)["company"] == company.code
    shown = at_desk(reviewer()).get(f"/desk/enforcement/{case.number}/").content.decode()
    assert f"王芳（代{company.name}，持授权委托书（" in shown
    assert "载明本事项" in shown
    clock.set("2022-10-19T09:00")
    with pytest.raises(Denied):
        done(case, agent, "ask_penalty_hearing", text="要求听证。")
    assert given.items == [PENALTY]
    case = done(case, head, "ask_penalty_hearing", text="要求听证。")
    assert "以法定代表人身份" in at_desk(reviewer()).get(f"/desk/enforcement/{case.number}/").content.decode()


def test_too_late_it_is_told_until_when_and_by_which_article(clock: HeldClock) -> None:
    case = told(fine=SUM)
    clock.set("2022-10-25T09:00")
    for by, act in (
        (party(case), "state_defence"),
        (reviewer(), "state_defence"),
        (party(case), "ask_penalty_hearing"),
        (party(case), "waive_defence"),
    ):
        with pytest.raises(Refused, match=r"2022-10-24.*第六十四条.*第五十七条"):
            done(case, by, act, text="不服。")
    page = visitor(case).get(f"/track/{case.number}/").content.decode()
    assert "2022-10-24" in page
    assert f"/track/{case.number}/say/state_defence/" not in page
    late = visitor(case).post(f"/track/{case.number}/say/state_defence/", {"text": "我有话说", "version": 1})
    assert late.status_code == 409
    assert "我有话说" in late.content.decode()


def test_after_the_case_went_on_the_day_is_told_too(clock: HeldClock) -> None:
    case = told()
    clock.set("2022-10-25T09:00")
    case = done(case, reviewer(), "weigh_defence")
    with pytest.raises(Refused, match="2022-10-24"):
        done(case, party(case), "state_defence", text="不服。")


def test_a_hearing_asked_for_may_be_taken_back() -> None:
    case = told(fine=SUM)
    case = done(case, party(case), "ask_penalty_hearing", text="要求听证。")
    case = done(
        case, approver(), "call_penalty_hearing", on="2022-10-28", time="九时", place="三楼", chair="卫知衡"
    )
    case = done(case, party(case), "withdraw_penalty_hearing", reason="不再要求。")
    assert case.state == "told"
    case = done(case, party(case), "waive_defence", text="无异议。")
    assert done(case, reviewer(), "weigh_defence").state == "to_decide"


def test_the_page_offers_what_may_be_done_and_a_defence_comes_with_documents() -> None:
    case = told(fine=SUM)
    client = visitor(case)
    page = client.get(f"/track/{case.number}/").content.decode()
    for act in ("state_defence", "ask_penalty_hearing", "waive_defence"):
        assert f"/track/{case.number}/say/{act}/" in page
    address = f"/track/{case.number}/say/state_defence/"
    assert client.get(address).status_code == 200
    empty = client.post(address, {"text": " ", "version": case.version})
    assert empty.status_code == 422
    document = SimpleUploadedFile("整改照片.pdf", PDF, "application/pdf")
    sent: dict[str, Any] = {"text": "已改正。", "version": case.version, "file.state_defence": document}
    assert client.post(address, sent).status_code == 302
    entry = enforcement.entries_of(case)[-1]
    (held,) = entry.attachments.all()
    assert entry.content["files"] == [{"name": "整改照片.pdf", "sha256": held.file.sha256}]
    again = client.post(address, {"text": "已改正。", "version": case.version})
    assert again.status_code == 302
    assert len(enforcement.entries_of(case)) == entry.seq
    mine = client.get(f"/track/{case.number}/").content.decode()
    assert "已改正。" in mine
    assert mine.index("ask_penalty_hearing/") < mine.index("waive_defence/")
    assert "记录陈述、申辩" not in mine
    assert client.get(f"/track/{case.number}/said/{held.pk}/").content == PDF
    assert Client().get(f"/track/{case.number}/said/{held.pk}/").status_code == 404
    desk = at_desk(reviewer())
    read = desk.get(f"/desk/enforcement/{case.number}/").content.decode()
    assert "整改照片.pdf" in read
    assert "申请人" not in read
    assert desk.get(f"/desk/enforcement/{case.number}/files/{held.pk}/").content == PDF
    assert Look.objects.filter(subject=case.number, what="material").exists()


def test_a_file_that_is_none_loses_nothing_that_was_typed() -> None:
    case = told()
    bad = SimpleUploadedFile("x.exe", b"MZ rubbish", "application/octet-stream")
    sent = {"text": "请求从轻。", "version": case.version, "file.state_defence": bad}
    answer = visitor(case).post(f"/track/{case.number}/say/state_defence/", sent)
    assert answer.status_code == 422
    assert "请求从轻。" in answer.content.decode()
    assert len(enforcement.entries_of(case)) == case.version


def test_a_form_from_before_tells_what_happened_and_keeps_the_words() -> None:
    case = told()
    client = visitor(case)
    done(case, reviewer(), "state_defence", text="口头陈述。")
    answer = client.post(
        f"/track/{case.number}/say/state_defence/", {"text": "书面补充。", "version": case.version}
    )
    assert answer.status_code == 409
    assert "书面补充。" in answer.content.decode()


def test_nobody_else_opens_the_pages_and_rubbish_is_answered() -> None:
    case = told()
    for name in ("weigh_defence", "register_lead", "nothing"):
        assert visitor(case).get(f"/track/{case.number}/say/{name}/").status_code == 404
    assert Client().get(f"/track/{case.number}/say/state_defence/").status_code == 404
    rubbish = visitor(case).post(f"/track/{case.number}/say/state_defence/", {"text": "\x00", "version": "x"})
    assert 400 <= rubbish.status_code < 500


def test_an_order_to_mend_is_answered_with_files() -> None:
    case = ordered()
    client = visitor(case)
    address = f"/track/{case.number}/say/answer_order/"
    assert address in client.get(f"/track/{case.number}/").content.decode()
    assert client.post(address, {"text": "已修复。", "version": case.version}).status_code == 422
    sent = {"kind": "mended", "text": "已修复。", "version": case.version}
    assert client.post(address, sent).status_code == 302
    assert cases.timeline(case)[-1].name == "order_answered"
    assert cases.find(case.number, party(case)).due_on == case.due_on


def test_a_seal_is_spoken_against() -> None:
    case = enforcement.begin(by=reviewer(), item=SEAL, act="ask_measure", form=FORM)
    case = done(case, approver(), "approve_measure", opinion="同意。")
    case = done(case, reviewer(), "impose_measure", **IMPOSED)
    done(case, party(case), "state_against_measure", text="有授权书。")
    assert cases.timeline(case)[-1].name == "measure_defence_stated"


def test_the_slip_holds_the_password_and_who_printed_it_is_written_down() -> None:
    case = told()
    page = at_desk(reviewer()).get(f"/desk/enforcement/{case.number}/slip/")
    assert page.status_code == 200
    assert cases.query_password(case.number) in page.content.decode()
    assert Look.objects.filter(subject=case.number, what="receipt").exists()
    assert at_desk(person(Role.SUPERVISOR, None)).get(page.request["PATH_INFO"]).status_code == 403


def test_the_party_reads_its_own_course_and_not_the_organs_deliberation() -> None:
    case = told(sum=SUM)
    happened = {event.name for event in cases.timeline(case)}
    assert {"evidence_recorded", "legality_passed", "penalty_told"} <= happened
    page = visitor(case).get(f"/track/{case.number}/")
    course = [str(one.title) for one in page.context["events"]]
    assert "行政处罚告知" in course
    assert not {"记录证据", "通过审核", "调查终结，提出处理意见"} & set(course)
    desk = at_desk(approver()).get(f"/desk/cases/{case.number}/", follow=True).content.decode()
    assert "通过审核" in desk
