"""The holder reads of the certificate among the own cases."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.house import OVERSIZE, PASSWORD, PLAYER, form, open_house, person

from banli.cases import service as cases
from banli.kernel.actors import Role
from banli.ledger.service import drain
from banli.licences.service import issue, suspend
from banli.notices.service import HANDLERS

pytestmark = pytest.mark.django_db


def test_a_suspension_is_told_to_the_holder() -> None:
    open_house()
    holder = person(Role.APPLICANT, None)
    case = PLAYER.apply(OVERSIZE, form(), holder)
    cases.accept(by=person(Role.CLERK, window="transport-03"), number=case.number)
    cases.review(by=person(Role.REVIEWER), number=case.number, agrees=True, opinion="符合规定。")
    approver = person(Role.APPROVER)
    cases.grant(by=approver, number=case.number)
    found = issue(by=approver, number=case.number)
    until = date(2022, 10, 20)
    suspend(by=approver, number=found.number, ground="conditions_lost", reason="车辆不符", until=until)
    drain(HANDLERS)
    client = Client()
    assert client.login(username="applicant.none", password=PASSWORD)
    page = client.get("/my/")
    assert "证照已被暂扣" in page.text
    assert found.number in page.text
