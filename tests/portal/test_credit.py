"""What an applicant reads of a ban that is proposed: only of those whose application was accepted."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.desk.officers import at_desk
from tests.held_clock import HeldClock
from tests.house import applicant_of, clerk, person, submitted
from tests.portal.steps import hand_in
from tests.portal.test_case import opened

from banli.cases.service import Case, accept
from banli.credit.models import Proposal
from banli.credit.service import (
    ViolationRecord,
    confirm,
    load_count_rules,
    record_violation,
    state_to_proposal,
)
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Missing, Refused
from banli.ledger.service import events
from banli.people.models import User
from banli.province.load import SICHUAN


def test_a_proposed_ban_is_told_with_its_ground_and_the_right_to_answer(
    browser: Client, clock: object
) -> None:
    browser.force_login(User.objects.get(pk=person(Role.APPLICANT, department=None).id or 0))
    case = hand_in(browser)
    proposed_against(case)
    assert "限制申请" not in browser.get("/my/").content.decode()
    accept(by=clerk(), number=case.number)
    text = browser.get("/my/").content.decode()
    for words in ("拟对您作出的限制申请决定", "365天内违法4次", "第八条（示例）", "要求听证", "10月24日"):
        assert words in text
    clock.set("2022-10-25T10:00")  # type: ignore[attr-defined]
    confirm(proposal=Proposal.objects.get().public_id, by=person(Role.APPROVER))
    assert "不得申请" in browser.get("/my/").content.decode()


def proposed_against(case: Case) -> Proposal:
    """Four violations propose a ban on whoever applied."""
    load_count_rules(path=SICHUAN / "credit.yaml", by=SYSTEM)
    for day in (3, 4, 5, 6):
        record = ViolationRecord(
            department="transport",
            code=case.applicant_code,
            name=case.applicant,
            kind="no_permit",
            day=date(2022, 10, day),
            source=f"某站{day}",
        )
        record_violation(record=record, by=person(Role.REVIEWER))
    return Proposal.objects.get()


def test_whoever_opened_the_case_answers_and_the_officer_reads_it_before_deciding(house: None) -> None:
    case = submitted()
    proposal = proposed_against(case)
    visitor = opened(case)
    page = f"/track/{case.number}/bans/{proposal.public_id}/"
    assert visitor.get(page).status_code == 404, "nobody has looked yet who applies"
    accept(by=clerk(), number=case.number)
    assert page in visitor.get(f"/track/{case.number}/").content.decode()
    for typed, words in (("", "请填写陈述内容"), ("超" * 4001, "4000"), ("申辩\x07", "U+0007")):
        answer = visitor.post(page, {"text": typed})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    for _twice in range(2):
        assert visitor.post(page, {"text": "当日由他人驾驶。", "hearing": "1"}).status_code == 302
    proposal.refresh_from_db()
    assert proposal.views == "【要求举行听证】当日由他人驾驶。"
    assert [one.name for one in events("credit", proposal.public_id)] == ["ban_proposed", "views_stated"]
    desk = at_desk(Role.APPROVER).get(f"/desk/credit/{proposal.subject.public_id}/").content.decode()
    assert "当日由他人驾驶。" in desk


def test_nobody_answers_for_somebody_else_or_after_the_decision(house: None, clock: HeldClock) -> None:
    case, other = submitted(), submitted(carrier_code="91510100MA6C00001Q")
    proposal = proposed_against(case)
    for one in (case, other):
        accept(by=clerk(), number=one.number)
    path = f"bans/{proposal.public_id}/"
    assert opened(other).post(f"/track/{other.number}/{path}", {"text": "无"}).status_code == 404
    assert Client().post(f"/track/{case.number}/{path}", {"text": "无"}).status_code == 404
    with pytest.raises(Missing):
        state_to_proposal(
            proposal=proposal.public_id,
            codes=[other.applicant_code],
            views="无",
            by=applicant_of(other.number),
        )
    clock.set("2022-10-25T10:00")
    confirm(proposal=proposal.public_id, by=person(Role.APPROVER))
    with pytest.raises(Refused):
        state_to_proposal(
            proposal=proposal.public_id, codes=[case.applicant_code], views="无", by=applicant_of(case.number)
        )
    assert opened(case).get(f"/track/{case.number}/{path}").status_code == 404
