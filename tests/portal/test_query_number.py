"""The query number opens a case wherever its long number does, and stands on what the applicant is given."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.officers import clerk as at_the_desk
from tests.house import accepted, submitted
from tests.portal.steps import hand_in

from banli.cases.models import Case
from banli.cases.service import notice_sheet, notices, query_password
from banli.kernel.query_number import grouped

pytestmark = pytest.mark.django_db


def test_it_opens_the_case_with_the_password(browser: Client) -> None:
    case = submitted()
    for typed in (case.query_number, grouped(case.query_number).lower(), f"查询编号：{case.query_number}"):
        answer = Client().post("/track/", {"number": typed, "password": query_password(case.number)})
        assert answer["Location"] == f"/track/{case.number}/"


def test_five_wrong_tries_close_it(browser: Client) -> None:
    case = submitted()
    wrong = {"number": case.query_number, "password": "000000"}
    assert [browser.post("/track/", wrong).status_code for _try in range(6)] == [422] * 5 + [429]


def test_one_that_is_none_opens_nothing(browser: Client) -> None:
    case = submitted()
    Case.objects.filter(pk=case.pk).update(query_number="")
    for typed in ("", "23456789ABCD", case.query_number[::-1]):
        sent = {"number": typed, "password": query_password(case.number)}
        assert browser.post("/track/", sent).status_code == 422


def test_papers_say_it(browser: Client) -> None:
    case = accepted()
    paper = notices(case)[0]
    assert f"查询编号：{grouped(case.query_number)}" in notice_sheet(case, paper).contact
    paper.words.pop("query")
    assert "查询编号" not in notice_sheet(case, paper).contact, "a paper from before stays as it was"


def test_an_officer_finds_the_case_by_it(browser: Client) -> None:
    case = submitted()
    page = at_the_desk().get("/desk/cases/", {"view": "all", "q": grouped(case.query_number)})
    assert f"/desk/cases/{case.number}/" in page.content.decode()


def test_what_was_handed_in_on_this_device_is_listed_until_it_is_closed_here(browser: Client) -> None:
    case = hand_in(browser)
    assert grouped(case.query_number) in browser.get(f"/receipt/{case.number}/").content.decode()
    page = browser.get("/track/").content.decode()
    assert f"/track/?number={case.query_number}" in page
    assert case.applicant not in page
    assert "在本设备提交" not in Client().get("/track/").content.decode()
    browser.post("/track/leave/")
    assert "在本设备提交" not in browser.get("/track/").content.decode()


def test_a_cookie_that_was_touched_lists_nothing(browser: Client) -> None:
    browser.cookies["banli_cases"] = f"{submitted().query_number}:forged"
    assert "在本设备提交" not in browser.get("/track/").content.decode()
