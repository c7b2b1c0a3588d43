"""One matter at one go on the public site: guide, form, papers once, check, one receipt; and where each case stands."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.bundles.samples import OVERSIZE, answers, open_bundles, spec_of
from tests.house import person
from tests.samples import PDF

from banli.accounts.models import Company
from banli.bundles.models import HandIn
from banli.bundles.service import asked_materials, joined, specs_of
from banli.cases import service as cases
from banli.cases.models import Case, Draft
from banli.kernel.actors import Role
from banli.kernel.clock import now
from banli.ledger.models import Event
from banli.people.models import User
from banli.screens.item_form import as_text

pytestmark = pytest.mark.django_db
BASE = f"/bundles/{OVERSIZE}/"


@pytest.fixture
def browser(db: None) -> Client:
    open_bundles(OVERSIZE)
    return Client()


def sent(**changed: Any) -> dict[str, Any]:
    """Every question answered as a browser sends it."""
    every = answers(spec_of(OVERSIZE), **changed)
    told = {
        key: [str(one) for one in value] if isinstance(value, list) else as_text(value)
        for key, value in every.items()
    }
    return {**told, "shown": " ".join(every)}


def head_of(code: str) -> Client:
    """A browser of the legal representative of a company."""
    user = User.objects.get(pk=person(Role.APPLICANT, None).id or 0)
    Company.objects.create(code=code, name="京蓉运输有限公司", representative=user, opened_at=now())
    client = Client()
    client.force_login(user)
    return client


def test_a_bundle_is_applied_for_by_a_company(browser: Client) -> None:
    code = "91110000101623741K"
    head = head_of(code)
    assert head.get(f"{BASE}apply/")["Location"] == f"{BASE}apply/for/"
    assert head.post(f"{BASE}apply/for/", {"for": code})["Location"] == f"{BASE}apply/"
    page = head.get(f"{BASE}apply/").content.decode()
    assert " readonly" in page
    made = hand_in(head)
    handed = Case.objects.filter(together=made.number)
    assert {one.company for one in handed} == {code}
    lead = handed.get(revision__item__slug="oversize-transport")
    assert (lead.applicant, lead.applicant_code) == ("京蓉运输有限公司", code)
    driver = handed.filter(revision__item__slug="driver-qualification-lookup").first()
    assert driver is None or driver.applicant_code != code, "a person is named as typed"
    assert head.get(f"/matters/{made.number}/").status_code == 200
    Company.objects.update(representative_id=person(Role.APPLICANT, None, name="another").id or 0)
    assert head.get(f"/matters/{made.number}/").status_code == 404


def hand_in(browser: Client, **changed: Any) -> HandIn:
    """From the form to the receipt."""
    answer = browser.post(f"{BASE}apply/", sent(**changed))
    assert answer["Location"] == f"{BASE}apply/materials/", answer.content.decode()
    bundle = spec_of(OVERSIZE)
    specs = specs_of(bundle)
    for one in asked_materials(bundle, specs, joined(bundle, specs, answers(bundle, **changed)).forms):
        if one.necessity == "required":
            file = SimpleUploadedFile(f"{one.key}.pdf", PDF, "application/pdf")
            browser.post(f"{BASE}apply/materials/{one.key}/", {f"file.{one.key}": file})
    assert browser.post(f"{BASE}apply/materials/")["Location"] == f"{BASE}apply/check/"
    page = browser.get(f"{BASE}apply/check/")
    answer = browser.post(f"{BASE}apply/check/", {"draft": page.context["token"]})
    assert answer.status_code == 302, answer.content.decode()
    return HandIn.objects.get(number=answer["Location"].split("/")[2])


def test_the_guide_says_departments_papers_once_and_days(browser: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = browser.get(BASE).content.decode()
    for words in ("交通运输厅", "省市场监管局", "授权委托书", "最长的一条线", "18 个工作日"):
        assert words in page, words
    assert page.count("授权委托书") == 1
    assert len(asked) <= 12


def test_the_list_of_services_leads_to_it(browser: Client) -> None:
    assert BASE in browser.get("/items/").content.decode()


def test_a_question_for_three_items_is_asked_once(browser: Client) -> None:
    page = browser.get(f"{BASE}apply/").content.decode()
    assert page.count('name="contact_mobile"') == 1
    assert "agent_mobile" not in page
    assert "driver-qualification-lookup--who" not in page


def test_a_situation_brings_the_questions_of_its_item(browser: Client) -> None:
    told = {"check_driver": "true", "shown": "check_driver", "touched": "check_driver"}
    page = browser.post(f"{BASE}apply/save/", told, headers={"HX-Request": "true"}).content.decode()
    assert "driver-qualification-lookup--who" in page
    assert Draft.objects.get().form == {"check_driver": "true"}


def test_what_is_wrong_stands_at_the_question_and_nothing_is_lost(browser: Client) -> None:
    answer = browser.post(f"{BASE}apply/", sent(carrier_code="123"))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#q-carrier_code"' in page
    assert 'value="123"' in page
    assert Draft.objects.get().form["carrier"] == "蜀远重载物流有限公司"


def test_one_receipt_has_each_number_and_password_once(browser: Client) -> None:
    made = hand_in(browser)
    rows = cases.together.handed_in_together(made.number)
    page = browser.get(f"/matters/{made.number}/").content.decode()
    for one in rows:
        assert f"/track/{one.number}/" in page
        assert cases.query_password(one.number) in page
    browser.post(f"/matters/{made.number}/")
    assert (
        cases.query_password(rows[0].number) not in browser.get(f"/matters/{made.number}/").content.decode()
    )


def test_pressed_twice_it_leads_to_the_same_receipt(browser: Client) -> None:
    browser.post(f"{BASE}apply/", sent(check_driver="false", check_company="false"))
    made = hand_in(browser, check_driver="false")
    assert Case.objects.count() == 2
    again = browser.get(f"/matters/{made.number}/")
    assert again.status_code == 200


def test_one_is_refused_while_another_is_answered(browser: Client) -> None:
    made = hand_in(browser)
    every = cases.together.handed_in_together(made.number)
    permit = next(one for one in every if one.kind == "01")
    clerk = person(Role.CLERK, window="transport-03")
    cases.find_not_required(by=clerk, number=permit.number, reasons="未超限")
    with CaptureQueriesContext(connection) as asked:
        page = browser.get(f"/matters/{made.number}/").content.decode()
    assert "无需许可" in page or "不需要" in page
    assert "已答复" in page
    assert len(asked) <= 12


def test_number_and_password_of_one_open_all(browser: Client) -> None:
    made = hand_in(browser)
    one = cases.together.handed_in_together(made.number)[1]
    other = Client()
    assert other.get(f"/matters/{made.number}/").status_code == 404
    other.post("/track/", {"number": one.number, "password": cases.query_password(one.number)})
    page = other.get(f"/track/{one.number}/").content.decode()
    assert f"/matters/{made.number}/" in page
    assert other.get(f"/matters/{made.number}/").status_code == 200


def test_a_strange_bundle_is_not_found(browser: Client) -> None:
    assert browser.get("/bundles/no-such-thing/").status_code == 404
    assert browser.get("/bundles/no-such-thing/apply/").status_code == 404


def test_the_window_of_the_lead_takes_it_in(browser: Client) -> None:
    person(Role.CLERK, window="transport-03")
    desk = Client()
    desk.force_login(User.objects.get(username="clerk.transport"))
    assert f"/desk/counter/bundles/{OVERSIZE}/" in desk.get("/desk/counter/").content.decode()
    address = desk.get(f"/desk/counter/bundles/{OVERSIZE}/")["Location"]
    told = {f"f.{key}" if key != "shown" else key: value for key, value in sent(check_driver="false").items()}
    page = desk.post(address, {**told, "then": "take_in"})
    assert page.status_code == 422
    paper = [one.key for one in page.context["materials"]]
    assert {value for value, _name in page.context["helps"]} == {"alongside", "on_behalf"}
    done = desk.post(address, {**told, "then": "take_in", "on_paper": paper, "help": "alongside"})
    assert done.status_code == 302, done.content.decode()
    receipt = desk.get(done["Location"]).content.decode()
    rows = cases.together.handed_in_together(HandIn.objects.get().number)
    assert all(cases.query_password(one.number) in receipt for one in rows)
    helped = Event.objects.filter(topic="case", name="helped").values_list("subject", flat=True)
    assert set(helped) == {str(one.pk) for one in rows if one.department_id == "transport"} != set()
    assert desk.get(address)["Location"] == done["Location"]


def test_another_window_is_told_that_it_is_not_its_own(browser: Client) -> None:
    desk = Client()
    person(Role.CLERK, "market")
    desk.force_login(User.objects.get(username="clerk.market"))
    address = desk.get(f"/desk/counter/bundles/{OVERSIZE}/")["Location"]
    assert desk.get(address).status_code == 403
