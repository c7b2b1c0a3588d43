"""A change of route taken in at the window: what the permit answers is neither asked nor typed."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import OVERSIZE, clerk, form, granted, open_house

from banli.cases.models import Case
from banli.licences.service import issue
from banli.people.models import User

CHANGE = "oversize-route-change"


@pytest.mark.django_db
def test_the_window_asks_for_the_route_alone_and_keeps_what_the_permit_says() -> None:
    open_house(OVERSIZE, CHANGE)
    permit = issue(by=clerk(), number=granted().number)
    browser = Client()
    browser.force_login(User.objects.get(pk=clerk().id or 0))
    asked = ("carrier", "carrier_code", "agent_name", "agent_id", "agent_mobile", "reason", "route")
    typed = {f"f.{key}": str(value) for key, value in form("detour", CHANGE).items() if key in asked}
    address = browser.get(f"/desk/counter/{CHANGE}/")["Location"]
    shown = browser.get(address).content.decode()
    assert 'name="f.route"' in shown
    assert 'name="f.mass_kg"' not in shown
    sent = {**typed, "f.permit_no": permit.number, "f.other_provinces": "false", "f.mass_kg": "1"}
    answer = browser.post(address, {**sent, "on_paper": ["authorisation"], "then": "take_in"})
    case = Case.objects.exclude(pk=permit.case_id or 0).get()
    assert answer["Location"] == f"/desk/cases/{case.number}/receipt/"
    assert (case.form["mass_kg"], case.form["class"], case.channel) == (49000, "II", "counter")
