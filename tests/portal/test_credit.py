"""What an applicant reads of a ban that is proposed: only of those whose application was accepted."""

from __future__ import annotations

from datetime import date

from django.test import Client
from tests.house import clerk, person
from tests.portal.steps import hand_in

from banli.cases.service import accept
from banli.credit.models import Proposal
from banli.credit.service import ViolationRecord, confirm, load_count_rules, record_violation
from banli.kernel.actors import SYSTEM, Role
from banli.people.models import User
from banli.site.pack import SICHUAN


def test_a_proposed_ban_is_told_with_its_ground_and_the_right_to_answer(
    browser: Client, clock: object
) -> None:
    browser.force_login(User.objects.get(pk=person(Role.APPLICANT, department=None).id))
    case = hand_in(browser)
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
    assert "限制申请" not in browser.get("/my/").content.decode()
    accept(by=clerk(), number=case.number)
    text = browser.get("/my/").content.decode()
    for words in ("拟对您作出的限制申请决定", "365天内违法4次", "第八条（示例）", "要求听证", "10月24日"):
        assert words in text
    clock.set("2022-10-25T10:00")  # type: ignore[attr-defined]
    confirm(proposal=Proposal.objects.get().public_id, by=person(Role.APPROVER))
    assert "不得申请" in browser.get("/my/").content.decode()
