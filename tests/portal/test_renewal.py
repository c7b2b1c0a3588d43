"""Asked less: a certificate that ends soon is offered for renewal filled in, and says where each answer is from."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from tests.house import PLAYER, clerk, open_house, person
from tests.licences.test_loading import CLINIC, load
from tests.portal.steps import hand_in
from tests.samples import pdf

from banli.cases.models import Draft
from banli.cases.rules.reuse import CERTIFICATE, REUSED, Reused, reused_in
from banli.cases.service import accept, attach, save_draft, submit_draft
from banli.catalogue.service import spec_in
from banli.files.service import store
from banli.kernel.actors import Role
from banli.ledger.models import Event
from banli.licences import service as licences
from banli.licences.models import Certificate
from banli.licences.rules.renewal_offer import is_offered, renewal_answers
from banli.people.models import User
from banli.people.service import actor_for
from banli.province.load import SICHUAN

NUMBER = "川卫医证〔2017〕00007号"


def licence_of(code: str, tmp_path: Path, begins: str = "2017-12-20") -> Certificate:
    """A hospital's licence of five years, from before the platform."""
    form = PLAYER.form(CLINIC, "hospital-with-99-beds")
    kept = {
        key: ";".join(value) if isinstance(value, list) else str(value)
        for key, value in form.items()
        if not isinstance(value, bool) and key not in ("staff", "application")
    }
    row = (
        {"number": NUMBER, "valid_from": begins, "valid_to": "2022-12-19", "validate_by": "2023-01-10"}
        | kept
        | {"uscc": code}
    )
    path = tmp_path / "clinics.csv"
    path.write_text(
        ",".join(row) + "\n" + ",".join(f'"{one}"' for one in row.values()) + "\n", encoding="utf-8"
    )
    load(path, CLINIC)
    return Certificate.objects.get(number=NUMBER)


@pytest.fixture
def holder(browser: Client) -> tuple[Client, str]:
    """A browser whose owner has an accepted case, and the code it was accepted for."""
    open_house(CLINIC)
    browser.force_login(User.objects.get(pk=person(Role.APPLICANT, department=None).id or 0))
    case = hand_in(browser)
    accept(by=clerk(), number=case.number)
    return browser, case.applicant_code


def test_the_holder_is_offered_the_renewal_filled_in(holder: tuple[Client, str], tmp_path: Path) -> None:
    browser, code = holder
    licence = licence_of(code, tmp_path)
    page = browser.get("/my/").content.decode()
    assert "即将到期的证照" in page, (licence.valid_to, licence.status, licences.standing_of(licence))
    assert NUMBER in page
    answer = browser.post(f"/my/certificates/{licence.code}/renew/")
    assert answer["Location"] == f"/items/{CLINIC}/apply/"
    form = browser.get(answer["Location"]).content.decode()
    assert f'value="{NUMBER}"' in form
    assert f"取自您{NUMBER}证照" in form.replace(" ", "")
    [draft] = Draft.objects.filter(item__slug=CLINIC)
    assert draft.form["application"] == "renewal"
    assert draft.form["uscc"] == code


def test_a_changed_answer_says_no_longer_where_it_came_from(
    holder: tuple[Client, str], tmp_path: Path
) -> None:
    browser, code = holder
    licence = licence_of(code, tmp_path)
    browser.post(f"/my/certificates/{licence.code}/renew/")
    browser.post(f"/items/{CLINIC}/apply/save/", {"shown": "address", "address": "成都市新址1号"})
    [draft] = Draft.objects.filter(item__slug=CLINIC)
    reused = reused_in(draft.form)
    assert reused is not None
    assert "address" in reused.answers
    assert "address" not in reused.standing(draft.form)


def test_nobody_is_offered_what_ends_later_or_is_another_s(
    holder: tuple[Client, str], tmp_path: Path
) -> None:
    browser, code = holder
    licence = licence_of(
        "91350100M000100Y43" if code != "91350100M000100Y43" else "91510100MA6CT12341", tmp_path
    )
    assert NUMBER not in browser.get("/my/").content.decode()
    assert browser.post(f"/my/certificates/{licence.code}/renew/").status_code == 404


def test_answers_that_stand_are_counted_in_the_record(holder: tuple[Client, str]) -> None:
    form = PLAYER.form("foreign-trade-filing", "company-in-chengdu")
    by: Any = actor_for(User.objects.get(username="applicant.none"))
    told = Reused(CERTIFICATE, "1", "2022-01-01", {"operator": form["operator"], "address": "别处"})
    draft = save_draft(
        by=by,
        item="foreign-trade-filing",
        draft_id=uuid4(),
        form={**form, REUSED: told.as_data()},
    )
    for key in PLAYER.asked_for("foreign-trade-filing", form):
        attach(by=by, draft_id=draft.pk, key=key[0], file=store(by=by, name="a.pdf", content=pdf()))
    case = submit_draft(by=by, draft_id=draft.pk)
    assert '"reused":1' in Event.objects.get(topic="case", subject=str(case.pk), name="submitted").body
    assert REUSED not in case.form


def test_an_open_draft_is_gone_on_with_in_another_browser_of_the_same_account(browser: Client) -> None:
    somebody = User.objects.get(pk=person(Role.APPLICANT, department=None).id or 0)
    browser.force_login(somebody)
    browser.post("/items/foreign-trade-filing/apply/save/", {"shown": "operator", "operator": "某某公司"})
    other, stranger = Client(), Client()
    other.force_login(somebody)
    assert 'value="某某公司"' in other.get("/items/foreign-trade-filing/apply/").content.decode()
    other.post("/items/foreign-trade-filing/apply/save/", {"shown": "address", "address": "成都市"})
    assert Draft.objects.count() == 1
    assert 'value="某某公司"' not in stranger.get("/items/foreign-trade-filing/apply/").content.decode()


def test_the_offer_begins_ninety_days_before_the_end() -> None:
    spec = spec_in(SICHUAN / "items" / CLINIC)
    assert spec is not None
    last = date(2022, 12, 20)
    assert [is_offered(spec, last, date(2022, month, 20)) for month in (9, 10, 12)] == [False, True, True]
    assert not is_offered(spec, last, date(2022, 12, 21))
    assert not is_offered(spec, None, last)
    found = renewal_answers(spec, {"institution": "某医院", "gone": 1}, "7号")
    assert found == {"institution": "某医院", "application": "renewal", "old_number": "7号"}
