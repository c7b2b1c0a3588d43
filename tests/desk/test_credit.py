"""Credit at the desk: barring, finding, lifting, and a person's code that is shown only with a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk
from tests.house import person, submitted

from banli.cases.models import Case
from banli.credit.models import Ban, Proposal, Subject, Violation
from banli.credit.service import ViolationRecord, load_count_rules, record_violation
from banli.kernel.actors import SYSTEM, Role
from banli.ledger.service import events
from banli.province.load import SICHUAN

pytestmark = pytest.mark.usefixtures("house")
NEW_BAN, NEW_VIOLATION = "/desk/credit/bans/new/", "/desk/credit/violations/new/"
IDENTITY = "11010519491231002X"


def sheet(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """The form as the page fills it, with these answers."""
    shown = client.get(address).context
    return {entry.name: entry.value for entry in shown["entries"]} | {"token": shown["token"]} | changes


def barred(client: Client, **changes: Any) -> Subject:
    """Somebody barred by the form."""
    told = {"code": IDENTITY, "name": "张三丰", "ground": "false_material", "source": "某办件"}
    sent = sheet(client, NEW_BAN, item="oversize-transport", public_safety="1", **{**told, **changes})
    assert client.post(NEW_BAN, sent).status_code == 302
    return Subject.objects.get(code=sent["code"])


def test_a_ban_is_filled_in_from_its_case_and_imposed_once() -> None:
    client, case = at_desk(Role.APPROVER), submitted()
    page = f"{NEW_BAN}?case={case.number}"
    sent = sheet(client, page, ground="obtained_by_fraud", public_safety="1")
    assert (sent["item"], sent["source"]) == ("oversize-transport", case.number)
    assert case.applicant in client.get(page).content.decode()
    first, second = client.post(page, sent), client.post(page, sent)
    assert first["Location"] == second["Location"]
    assert str(Ban.objects.get().last) == "2025-10-17"
    text = client.get(first["Location"]).content.decode()
    assert case.applicant_code in text
    assert "以欺骗、贿赂等不正当手段取得行政许可" in text
    assert "限制中" in text


@pytest.mark.parametrize("page", [NEW_BAN, NEW_VIOLATION])
def test_the_code_of_a_person_comes_from_the_case_and_never_into_the_page(page: str) -> None:
    """The case is known by its number; whom it is about is read in part, and recorded whole by the server."""
    case = submitted()
    Case.objects.filter(pk=case.pk).update(applicant="张三丰", applicant_code=IDENTITY)
    client = at_desk(Role.APPROVER)
    address = f"{page}?case={case.number}"
    sent = sheet(client, address, ground="false_material", public_safety="1", kind="no_permit")
    wrong = client.post(address, {**sent, "source": ""})
    assert wrong.status_code == 422
    for answer in (client.get(address), wrong):
        text = answer.content.decode()
        assert IDENTITY not in text
        assert "张三丰" not in text
        assert "1101************2X" in text
    assert client.post(address, {**sent, "code": "x", "name": "李四"}).status_code == 302
    assert Subject.objects.get().code == IDENTITY


def test_every_fault_stands_at_its_field_and_nothing_typed_is_lost() -> None:
    client = at_desk(Role.APPROVER)
    sent = sheet(client, NEW_BAN, code="91350100M000100Y4A", name="某公司", ground="own_law", source="某案")
    answer = client.post(NEW_BAN, sent)
    assert answer.status_code == 422
    wrong = {entry.name for entry in answer.context["entries"] if entry.errors}
    assert wrong == {"code", "basis"}
    assert {entry.name: entry.value for entry in answer.context["entries"]}["name"] == "某公司"
    empty = client.post(NEW_BAN, {"token": "abc"})
    assert {entry.name for entry in empty.context["entries"] if entry.errors} == {
        "code",
        "name",
        "ground",
        "source",
        "first",
    }
    assert not Ban.objects.exists()


def test_a_persons_code_and_name_are_masked_in_lists_and_shown_with_a_reason() -> None:
    client = at_desk(Role.APPROVER)
    subject = barred(client)
    page = f"/desk/credit/{subject.public_id}/"
    for address in ("/desk/credit/", page):
        text = client.get(address).content.decode()
        assert IDENTITY not in text
        assert "1101************2X" in text
    assert "张三丰" not in client.get("/desk/credit/").content.decode()
    refused = client.post(f"{page}code/", {"reason": " "})
    assert refused.status_code == 422
    assert IDENTITY not in refused.content.decode()
    assert IDENTITY in client.post(f"{page}code/", {"reason": "核对证件"}).content.decode()
    assert [one.name for one in events("credit", subject.public_id)] == ["code_shown"]
    assert IDENTITY not in client.get(page).content.decode()
    assert at_desk(Role.CLERK).post(f"{page}code/", {"reason": "好奇"}).status_code == 403


def test_a_ban_is_found_by_name_whole_code_or_source_in_its_own_department() -> None:
    barred(at_desk(Role.APPROVER))
    clerk = at_desk(Role.CLERK)
    for words in ("三丰", IDENTITY, "某办件"):
        assert len(clerk.get("/desk/credit/", {"q": words}).context["rows"]) == 1
    for words in ("1101", "李四"):
        assert clerk.get("/desk/credit/", {"q": words}).context["rows"] == []
    assert at_desk(Role.CLERK, "hrss").get("/desk/credit/").context["rows"] == []
    assert len(at_desk(Role.SUPERVISOR, "service-centre").get("/desk/credit/").context["rows"]) == 1


def test_lifting_needs_a_reason_and_is_told_for_ever() -> None:
    client = at_desk(Role.APPROVER)
    subject = barred(client)
    ban = Ban.objects.get()
    act, page = f"/desk/credit/bans/{ban.public_id}/lift/", f"/desk/credit/{subject.public_id}/"
    assert client.post(act, {"reason": " "}).status_code == 422
    assert at_desk(Role.CLERK).post(act, {"reason": "理由"}).status_code == 403
    assert at_desk(Role.APPROVER, "health").post(act, {"reason": "理由"}).status_code == 404
    assert client.post(act, {"reason": "复议撤销"})["Location"] == page
    text = client.get(page).content.decode()
    assert "复议撤销" in text
    assert "已解除" in text
    again = client.post(act, {"reason": "再次"})
    assert again.status_code == 409
    assert "再次" not in str(Ban.objects.get().lifted_because)


def test_a_violation_is_recorded_and_counted() -> None:
    client = at_desk(Role.REVIEWER)
    sent = sheet(
        client,
        NEW_VIOLATION,
        code="91350100M000100Y43",
        name="某物流公司",
        kind="off_route",
        source="某站",
        points="3",
    )
    for _ in range(2):
        assert client.post(NEW_VIOLATION, sent).status_code == 302
    assert Violation.objects.get().points == 3
    assert "1次，共3分" in client.get(f"/desk/credit/{Subject.objects.get().public_id}/").content.decode()
    assert "某物流公司" in client.get("/desk/credit/?view=violations").content.decode()
    late = client.post(NEW_VIOLATION, sent | {"day": "2022-10-18", "token": "ff"})
    assert late.status_code == 409
    assert client.post(NEW_VIOLATION, sent | {"points": "many", "token": "fe"}).status_code == 422


def test_pages_that_are_not_there_are_not_there() -> None:
    client = at_desk(Role.APPROVER)
    for address in ("/desk/credit/ZT-0/", f"{NEW_BAN}?case=no-such-case"):
        assert client.get(address).status_code == 404
    assert client.post("/desk/credit/bans/XZ-0/lift/", {"reason": "理由"}).status_code == 404


def proposed() -> Proposal:
    """A ban proposed after four counted violations."""
    load_count_rules(path=SICHUAN / "credit.yaml", by=SYSTEM)
    for day in (3, 4, 5, 6):
        record = ViolationRecord(
            department="transport",
            code="91350100M000100Y43",
            name="蜀远重载物流有限公司",
            kind="off_route",
            day=date(2022, 10, day),
            source=f"某站{day}",
        )
        record_violation(record=record, by=person(Role.REVIEWER))
    return Proposal.objects.get()


def test_a_proposed_ban_waits_on_the_first_page_is_answered_and_confirmed_with_one_click(clock: Any) -> None:
    row, client = proposed(), at_desk(Role.APPROVER)
    page, act = f"/desk/credit/{row.subject.public_id}/", f"/desk/credit/proposals/{row.public_id}"
    assert page in client.get("/desk/").content.decode()
    assert "待决定的限制申请" in client.get("/desk/credit/").content.decode()
    text = client.get(page).content.decode()
    assert "365天内违法4次" in text
    assert "disabled" in text
    early = client.post(f"{act}/confirm/")
    assert early.status_code == 409
    assert "期满后才能作出决定" in early.content.decode()
    assert at_desk(Role.REVIEWER).post(f"{act}/answer/", {"reason": "误认车辆"})["Location"] == page
    assert "误认车辆" in client.get(page).content.decode()
    clock.set("2022-10-25T09:00")
    assert client.post(f"{act}/confirm/")["Location"] == page
    text = client.get(page).content.decode()
    assert "已决定限制" in text
    assert "限制中" in text
    assert page not in client.get("/desk/").content.decode()


def test_a_proposed_ban_is_dismissed_with_a_reason_by_who_may() -> None:
    row, client = proposed(), at_desk(Role.APPROVER)
    act = f"/desk/credit/proposals/{row.public_id}/dismiss/"
    assert at_desk(Role.REVIEWER).post(act, {"reason": "理由"}).status_code == 403
    assert at_desk(Role.APPROVER, "health").post(act, {"reason": "理由"}).status_code == 404
    empty = client.post(act, {"reason": " "})
    assert empty.status_code == 422
    assert "请说明不予限制的理由" in empty.content.decode()
    client.post(act, {"reason": "申辩成立"})
    assert "申辩成立" in client.get(f"/desk/credit/{row.subject.public_id}/").content.decode()
