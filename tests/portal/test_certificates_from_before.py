"""Who holds a certificate from before the platform hears of it where the platform knows him."""

from __future__ import annotations

from pathlib import Path

from django.test import Client
from tests.held_clock import HeldClock
from tests.house import clerk, open_house, person
from tests.licences.test_loading import MINING, csv_of, load
from tests.portal.steps import hand_in

from banli.cases.service import accept
from banli.kernel.actors import SYSTEM, Role
from banli.licences.service import settle
from banli.people.models import User
from banli.site.jobs import drain_outbox


def test_he_is_reminded_of_its_end_once_an_application_in_his_code_was_accepted(
    browser: Client, tmp_path: Path, clock: HeldClock
) -> None:
    open_house(MINING)
    browser.force_login(User.objects.get(pk=person(Role.APPLICANT, department=None).id or 0))
    case = hand_in(browser)
    load(csv_of(tmp_path, {"company_code": case.applicant_code, "valid_to": "2022-12-20"}))
    assert settle(by=SYSTEM) == 1
    drain_outbox()
    assert "证照动态" not in browser.get("/my/").content.decode(), "nobody has looked who applies"
    accept(by=clerk(), number=case.number)
    text = browser.get("/my/").content.decode()
    assert "川采矿〔2015〕0031号" in text
    assert "2022年12月20日" in text
