"""Whoever reads an error on the portal reads words, a next step, and nothing that only an administrator could do."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import house
from tests.house import OVERSIZE

from banli.cases.service import query_password
from banli.kernel.actors import Role
from banli.portal.kit.drafts import begun

NOT_FOR_CITIZENS = ("管理员", "./banli", "BANLI_", "Traceback", "psycopg")


def opened(browser: Client) -> str:
    """A case that this browser has opened; its number."""
    case = house.submitted("class-two")
    browser.post("/track/", {"number": case.number, "password": query_password(case.number)})
    return case.number


def reads(page: str, *words: str) -> None:
    """The page has a heading, these words, a way on, and nothing for administrators."""
    assert "<h1" in page
    for one in words:
        assert one in page
    assert 'class="button' in page
    assert not [one for one in NOT_FOR_CITIZENS if one in page]


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/nowhere/", 404, "没有"),
        ("/items/nothing/", 404, "没有"),
        ("/items/nothing/apply/", 404, "没有"),
        ("/track/1/", 404, "编号"),
        ("/receipt/1/", 404, "编号"),
        ("/verify/XXXX-XXXX/", 404, "没有"),
        ("/desk/", 302, ""),
        (f"/items/{OVERSIZE}/apply/save/", 405, "不是单独的页面"),
        (f"/items/{OVERSIZE}/apply/discard/", 405, "不是单独的页面"),
        ("/track/leave/", 405, "不是单独的页面"),
        ("/?q=%00", 400, "字符"),
    ],
)
def test_an_address_that_is_none_says_so_and_leads_on(
    browser: Client, path: str, status: int, words: str
) -> None:
    answer = browser.get(path)
    assert answer.status_code == status
    if status != 302:
        reads(answer.content.decode(), words)


def test_an_address_that_only_takes_a_form_leads_to_the_page_of_that_form(browser: Client) -> None:
    number = opened(browser)
    answer = browser.get(f"/track/{number}/withdraw/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    reads(answer.content.decode(), f'href="/track/{number}/"')
    assert (
        f'href="/items/{OVERSIZE}/apply/"' in browser.get(f"/items/{OVERSIZE}/apply/save/").content.decode()
    )


def test_a_citizen_before_a_closed_door_is_told_what_a_citizen_can_do(browser: Client) -> None:
    house.person(Role.APPLICANT, department=None, name="chen")
    browser.login(username="chen", password=house.PASSWORD)
    answer = browser.get("/desk/cases/")
    assert answer.status_code == 403
    reads(answer.content.decode(), "编号和查询密码")


def test_a_form_sent_from_a_page_that_stood_open_too_long_can_be_sent_again(house: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(f"/items/{OVERSIZE}/apply/", {"carrier": "蜀衡重载物流有限公司"})
    assert answer.status_code == 403
    reads(answer.content.decode(), "没有提交", f'href="/items/{OVERSIZE}/apply/"')


def test_an_application_taken_back_twice_with_an_old_page_says_what_happened(browser: Client) -> None:
    number = opened(browser)
    sent = {"reason": "", "version": "0"}
    answer = browser.post(f"/track/{number}/withdraw/", sent, follow=True)
    reads(answer.content.decode())


def test_looking_at_a_form_begins_nothing(browser: Client) -> None:
    browser.get(f"/items/{OVERSIZE}/apply/")
    assert "继续填写" not in browser.get(f"/items/{OVERSIZE}/").content.decode()
    browser.post(f"/items/{OVERSIZE}/apply/save/", {"carrier": "", "shown": "carrier"})
    answer = browser.get("/")
    assert answer.context["kept"] == []
    assert begun(answer.wsgi_request) == {}
    browser.post(f"/items/{OVERSIZE}/apply/save/", {"carrier": "蜀衡", "shown": "carrier"})
    assert [one.slug for one in browser.get("/").context["kept"]] == [OVERSIZE]


def test_a_second_page_of_a_draft_takes_no_answer_back(browser: Client) -> None:
    save = f"/items/{OVERSIZE}/apply/save/"
    browser.post(
        save, {"shown": "carrier cargo_name", "carrier": "蜀衡", "cargo_name": "", "touched": "carrier"}
    )
    browser.post(
        save, {"shown": "carrier cargo_name", "carrier": "", "cargo_name": "罐", "touched": "cargo_name"}
    )
    page = browser.get(f"/items/{OVERSIZE}/apply/").content.decode()
    assert 'value="蜀衡"' in page
    assert 'value="罐"' in page
