"""A levy that whoever owes it declares online: the organ assesses it and follows it through the same acts."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.enforcement.house import LEVY, PENALTY, approver, reviewer
from tests.portal.steps import fill_in, token, typed
from tests.samples import PDF

from banli.cases.models import Case
from banli.cases.service import save_draft, timeline
from banli.enforcement import service as enforcement
from banli.kernel.actors import VISITOR
from banli.kernel.errors import Denied, Refused


def declared(browser: Client) -> Case:
    """The declaration handed in, with one proof."""
    fill_in(browser, LEVY, "paid")
    file = SimpleUploadedFile("合同.pdf", PDF, "application/pdf")
    browser.post(f"/items/{LEVY}/apply/materials/base/", {"file.base": file})
    answer = browser.post(f"/items/{LEVY}/apply/check/", {"draft": token(browser, LEVY)})
    assert answer["Location"].startswith("/receipt/"), answer.content.decode()
    return Case.objects.get(number=answer["Location"].split("/")[2])


def test_the_guide_of_a_levy_offers_the_declaration_and_that_of_a_penalty_none(client: Client) -> None:
    levy = client.get(f"/items/{LEVY}/").content.decode()
    assert "申报应缴的费款" in levy
    assert f'href="/items/{LEVY}/apply/"' in levy
    assert "/apply/" not in client.get(f"/items/{PENALTY}/").content.decode()
    assert client.get(f"/items/{PENALTY}/apply/").status_code == 409


def test_a_levy_is_declared_online_and_assessed_by_the_organ(client: Client) -> None:
    case = declared(client)
    assert (case.state, case.channel, case.visits) == ("declared", "online", 0)
    (entry,) = enforcement.entries_of(case)
    assert [one["name"] for one in entry.content["files"]] == ["合同.pdf"]
    assert [one.file.name for one in entry.attachments.all()] == ["合同.pdf"]
    assert case.number in client.get(f"/receipt/{case.number}/").content.decode().replace(" ", "")
    own = client.get(f"/track/{case.number}/").content.decode()
    assert "申报应缴的费款" in own
    asked = {"base": "面积", "standard": "每平方米一元", "amount": "5000", "law": "第十一条"}
    enforcement.do(by=reviewer("finance"), number=case.number, act="assess_levy", answers=asked)
    enforcement.do(by=approver("finance"), number=case.number, act="notify_levy")
    assert [one.name for one in timeline(case)] == ["levy_declared", "levy_assessed", "levy_notified"]
    assert "缴款通知书" in client.get(f"/track/{case.number}/").content.decode()


def test_handing_in_twice_declares_once(client: Client) -> None:
    fill_in(client, LEVY, "paid")
    sent = {"draft": token(client, LEVY)}
    first = client.post(f"/items/{LEVY}/apply/check/", sent)
    again = client.post(f"/items/{LEVY}/apply/check/", sent)
    assert first["Location"] == again["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "place"), [({"party_code": "1"}, "party_code"), ({"matter": ""}, "matter")]
)
def test_what_is_wrong_in_a_declaration_is_told_at_its_field(
    client: Client, wrong: dict[str, Any], place: str
) -> None:
    answer = client.post(f"/items/{LEVY}/apply/", typed("paid", LEVY, **wrong))
    assert answer.status_code == 422
    assert place in {one.where for one in answer.context["problems"]}
    assert not Case.objects.exists()


def test_nobody_begins_online_what_the_organ_alone_begins() -> None:
    draft = save_draft(by=VISITOR, item=PENALTY, draft_id=uuid4(), form={})
    with pytest.raises(Refused, match="依职权启动"):
        enforcement.declare(by=VISITOR, draft_id=draft.pk)
    with pytest.raises(Denied):
        enforcement.begin(by=VISITOR, item=PENALTY, act="register_lead", form={}, party=True)
    assert not Case.objects.exists()
