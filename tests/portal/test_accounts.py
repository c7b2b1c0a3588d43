"""Accounts of applicants: registered and signed in by a code, changed, claimed for, closed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user
from django.test import Client
from tests.held_clock import HeldClock
from tests.house import PASSWORD, person, submitted

from banli.accounts.models import Contact
from banli.cases.models import Case
from banli.cases.service import query_password
from banli.kernel.actors import Role
from banli.ledger.models import Event
from banli.notices.models import Dispatch, Shown
from banli.people.models import User
from banli.site import jobs

pytestmark = pytest.mark.django_db
MOBILE, NEW, MAIL = "13700001234", "13700009999", "li@example.cn"
CHOSEN = "a-password-of-my-own"


@pytest.fixture(autouse=True)
def _demo(house: None, settings: Any) -> None:
    settings.DEMO = True


def code_for(to: str) -> str:
    """The code that arrived last."""
    jobs.send_messages()
    shown = Shown.objects.get(to=to)
    found = re.search(r"\d{6}", shown.text)
    assert found
    shown.delete()
    return found.group()


def signed_in(client: Client) -> Any:
    """Who is signed in."""
    return get_user(client)


def asked(client: Client, contact: str = MOBILE, **more: str) -> None:
    """A code is asked for on the sign-in page."""
    answer = client.post("/login/code/", {"contact": contact, **more})
    assert (answer.status_code, answer["Location"]) == (302, "/login/code/enter/")


def registered(contact: str = MOBILE, name: str = "李明") -> Client:
    """A browser whose owner has just opened an account."""
    client = Client()
    asked(client, contact)
    assert client.post("/login/code/enter/", {"code": code_for(contact)})["Location"] == "/register/"
    assert client.post("/register/", {"name": name})["Location"] == "/my/"
    return client


def test_who_has_no_account_opens_one_with_a_code(browser: Client, clock: HeldClock) -> None:
    client = registered()
    user = signed_in(client)
    assert (user.display_name, user.roles, user.has_usable_password()) == ("李明", ["applicant"], False)
    assert Contact.objects.get().value == MOBILE
    assert Dispatch.objects.get(secret=True).text == "", "nobody reads a code afterwards"
    assert "registered" in Event.objects.filter(topic="person").values_list("name", flat=True)


def test_the_next_time_the_code_signs_in_and_leads_on(browser: Client, clock: HeldClock) -> None:
    registered()
    clock.move(minutes=10)
    asked(browser, f"+86 {MOBILE[:3]} {MOBILE[3:]}", next="/my/account/")
    answer = browser.post("/login/code/enter/", {"code": code_for(MOBILE)})
    assert answer["Location"] == "/my/account/"
    assert User.objects.filter(roles=["applicant"], display_name="李明").count() == 1


def test_it_leads_to_no_other_site(browser: Client, clock: HeldClock) -> None:
    registered()
    clock.move(minutes=1)
    asked(browser, next="https://elsewhere.example/")
    assert browser.post("/login/code/enter/", {"code": code_for(MOBILE)})["Location"] == "/my/"


def test_known_and_unknown_numbers_get_the_same_answer(browser: Client, clock: HeldClock) -> None:
    registered()
    clock.move(minutes=1)
    pages = []
    for contact in (MOBILE, NEW):
        client = Client()
        asked(client, contact)
        jobs.send_messages()
        page = client.get("/login/code/enter/").content.decode()
        assert client.post("/login/code/enter/", {"code": "000000"}).status_code == 422
        pages.append(re.sub(r"137\*{4}\d{4}|csrfmiddlewaretoken[^>]*|X-CSRFToken[^}]*", "", page))
    assert pages[0] == pages[1]


def test_wrong_codes_and_rubbish_open_nothing(browser: Client) -> None:
    assert browser.post("/login/code/", {"contact": "12345"}).status_code == 422
    assert browser.get("/login/code/enter/")["Location"] == "/login/code/"
    assert browser.get("/register/")["Location"] == "/login/code/"
    asked(browser)
    for wrong in ("", "abc", "000000\x00", "９９９９９９", "1" * 41):
        assert browser.post("/login/code/enter/", {"code": wrong}).status_code in (400, 422)
    assert not signed_in(browser).is_authenticated


def test_a_name_that_says_nothing_is_refused_at_its_field(browser: Client) -> None:
    asked(browser)
    browser.post("/login/code/enter/", {"code": code_for(MOBILE)})
    for wrong in (" ", "\u200b", "张\x07三"):
        assert browser.post("/register/", {"name": wrong}).status_code == 422
    assert browser.post("/register/", {"name": "张三"}).status_code == 302
    assert browser.post("/register/", {"name": "张三"})["Location"] == "/login/code/", "once"


def test_two_who_register_one_number_get_one_account(browser: Client, clock: HeldClock) -> None:
    other = Client()
    for client in (browser, other):
        asked(client)
        clock.move(seconds=10)
        assert client.post("/login/code/enter/", {"code": code_for(MOBILE)})["Location"] == "/register/"
    for client in (browser, other):
        assert client.post("/register/", {"name": "李明"}).status_code == 302
    assert signed_in(browser) == signed_in(other)


def test_a_password_is_chosen_after_a_code_and_signs_in_by_the_number(
    browser: Client, clock: HeldClock
) -> None:
    client = registered()
    chosen = {"new": CHOSEN, "again": CHOSEN}
    assert client.post("/my/account/", chosen).status_code == 302
    for name in (MOBILE, f"{MOBILE[:3]} {MOBILE[3:]}"):
        fresh = Client()
        assert fresh.post("/login/", {"username": name, "password": CHOSEN}).status_code == 302
    assert browser.post("/login/", {"username": MOBILE, "password": "wrong"}).status_code == 200
    clock.move(minutes=11)
    assert client.post("/my/account/", chosen).status_code == 422, "later the present one is asked for"
    assert client.post("/my/account/", {**chosen, "current": "wrong"}).status_code == 422


def test_a_number_has_five_tries_however_it_is_typed(browser: Client) -> None:
    registered()
    spellings = (MOBILE, f"+86{MOBILE}", f"86 {MOBILE}", f"{MOBILE[:3]}-{MOBILE[3:]}", f" {MOBILE}")
    for name in spellings:
        assert browser.post("/login/", {"username": name, "password": "wrong"}).status_code == 200
    assert browser.post("/login/", {"username": MOBILE, "password": "wrong"}).status_code == 429


def test_a_new_number_takes_the_place_of_the_old_once_both_are_confirmed(browser: Client) -> None:
    client = registered()
    assert client.post("/my/account/contact/", {"contact": MOBILE}).status_code == 422
    assert client.post("/my/account/contact/", {"contact": NEW}).status_code == 302
    right, old = code_for(NEW), code_for(MOBILE)
    enter = "/my/account/contact/enter/"
    assert client.post(enter, {"code": right, "old": "000000"}).status_code == 422
    assert Contact.objects.get().value == MOBILE
    assert client.post(enter, {"old": old}).status_code == 302, "the right one need not be typed twice"
    assert Contact.objects.get().value == NEW
    assert client.get(enter)["Location"] == "/my/account/contact/"


def test_an_address_is_added_by_its_code_and_one_to_the_number(browser: Client) -> None:
    client = registered()
    assert client.post("/my/account/contact/", {"contact": "Li@Example.CN"}).status_code == 302
    sent = {"code": code_for(MAIL), "old": code_for(MOBILE)}
    assert client.post("/my/account/contact/enter/", sent).status_code == 302
    assert set(Contact.objects.values_list("value", flat=True)) == {MOBILE, MAIL}
    assert "l***@example.cn" in client.get("/my/account/").content.decode()


def test_a_number_of_another_account_is_not_taken(browser: Client) -> None:
    registered(NEW, "王芳")
    client = registered()
    client.post("/my/account/contact/", {"contact": NEW})
    sent = {"code": code_for(NEW), "old": code_for(MOBILE)}
    page = client.post("/my/account/contact/enter/", sent, follow=True).content.decode()
    assert "另一个账号" in page
    assert Contact.objects.count() == 2


def test_a_closed_account_forgets_the_person_and_keeps_the_cases(browser: Client, clock: HeldClock) -> None:
    client, case = registered(), submitted()
    user = signed_in(client)
    Case.objects.filter(pk=case.pk).update(owner=user)
    assert client.post("/my/account/close/", {}).status_code == 302
    assert client.post("/my/account/close/", {"code": "000000"}).status_code == 422
    page = client.post("/my/account/close/", {"code": code_for(MOBILE)})
    assert page.status_code == 200
    user.refresh_from_db()
    assert (user.is_active, user.display_name, Contact.objects.count()) == (False, "已注销用户", 0)
    assert not signed_in(client).is_authenticated
    sent = {"number": case.number, "password": query_password(case.number)}
    assert browser.post("/track/", sent).status_code == 302
    clock.move(minutes=1)
    again = registered()
    assert signed_in(again) != user
    assert again.post("/my/claim/", sent).status_code == 302
    case.refresh_from_db()
    assert case.owner == signed_in(again), "of a closed account it is nobody's"


def test_an_officer_keeps_no_number_here(browser: Client) -> None:
    officer = Client()
    officer.force_login(User.objects.get(pk=person(Role.REVIEWER).id or 0))
    assert officer.get("/my/account/contact/").status_code == 403
    assert officer.get("/my/account/close/").status_code == 403


def test_a_case_begun_without_an_account_is_claimed_by_number_and_password(browser: Client) -> None:
    case, client = submitted(), registered()
    sent = {"number": case.number[-12:], "password": query_password(case.number)}
    assert client.post("/my/claim/", {**sent, "password": "000000"}).status_code == 422
    for _click in range(2):
        assert client.post("/my/claim/", sent).status_code == 302
    case.refresh_from_db()
    assert case.owner == signed_in(client)
    other = registered(NEW, "王芳")
    assert "保持不变" in other.post("/my/claim/", sent, follow=True).content.decode()
    case.refresh_from_db()
    assert case.owner == signed_in(client)
    assert Event.objects.filter(name="case_claimed").count() == 1


def test_cases_are_found_by_the_applicants_code_and_a_code_to_the_mobile_given(browser: Client) -> None:
    case, other = submitted(), submitted()
    Case.objects.filter(pk=other.pk).update(mobile=NEW)
    typed = {"code": f" {case.applicant_code.lower()} ", "mobile": case.mobile}
    assert browser.post("/track/find/", typed)["Location"] == "/track/find/enter/"
    answer = browser.post("/track/find/enter/", {"code": code_for(case.mobile)})
    assert answer["Location"] == "/track/opened/"
    assert browser.get(f"/track/{case.number}/").status_code == 200
    assert browser.get(f"/track/{other.number}/").status_code == 404
    assert case.number[-4:] in browser.get("/track/opened/").content.decode()


def test_who_names_a_mobile_that_is_not_in_the_case_gets_the_same_answer_and_no_code(browser: Client) -> None:
    case = submitted()
    for typed in ((case.applicant_code, NEW), ("91110000101623741K", case.mobile), ("x", NEW)):
        client = Client()
        answer = client.post("/track/find/", dict(zip(("code", "mobile"), typed, strict=True)))
        assert answer["Location"] == "/track/find/enter/"
        assert client.post("/track/find/enter/", {"code": "000000"}).status_code == 422
    jobs.send_messages()
    assert not Shown.objects.exists()
    assert browser.get("/track/find/enter/")["Location"] == "/track/find/"


def test_found_cases_are_added_to_the_account(browser: Client) -> None:
    case, client = submitted(), registered()
    client.post("/track/find/", {"code": case.applicant_code, "mobile": case.mobile})
    client.post("/track/find/enter/", {"code": code_for(case.mobile)})
    assert client.post("/track/opened/claim/").status_code == 302
    case.refresh_from_db()
    assert case.owner == signed_in(client)


def test_where_nothing_can_be_sent_the_pages_say_so(browser: Client, settings: Any) -> None:
    settings.DEMO = False
    assert "未开通验证码" in browser.get("/login/code/").content.decode()
    assert browser.post("/login/code/", {"contact": MOBILE}).status_code == 422
    assert browser.post("/track/find/", {"code": "x", "mobile": MOBILE}).status_code == 422


def test_an_applicant_whose_account_the_window_opened_signs_in_as_before(browser: Client) -> None:
    who = person(Role.APPLICANT, None, name="chen")
    sent = {"username": "chen", "password": PASSWORD}
    assert browser.post("/login/", sent).status_code == 302
    assert signed_in(browser).pk == who.id
