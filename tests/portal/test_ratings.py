"""Rating on the portal: from the page of a case, by the code of a receipt, at the screen of a window; the values."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.house import accepted, clerk, granted
from tests.ratings.rated import load_book, rated, replied

from banli.cases.models import Case
from banli.cases.service import query_password
from banli.ratings import service as ratings
from banli.ratings.models import Rating
from banli.screens.rating_address import rating_address


@pytest.fixture
def ended(house: None) -> Case:
    load_book()
    return granted()


def opened(case: Case) -> Client:
    browser = Client()
    sent = {"number": case.number, "password": query_password(case.number)}
    assert browser.post("/track/", sent).status_code == 302
    return browser


def test_a_case_is_rated_from_its_page_and_says_so_afterwards(ended: Case) -> None:
    browser, page = opened(ended), f"/track/{ended.number}/rate/"
    assert page in browser.get(f"/track/{ended.number}/").content.decode()
    sent = {"occasion": "0", "grade": "5", "reason": ["late", "impolite"], "text": "等了很久"}
    assert browser.post(page, sent).status_code == 302
    one = Rating.objects.get()
    assert (one.grade, one.reasons, one.channel) == (5, ["late"], "online")
    text = browser.get(page).content.decode()
    assert "没有在承诺时间内办结" in text
    assert "2022年10月18日" in text
    assert browser.post(page, sent).status_code == 409
    assert Rating.objects.count() == 1


def test_a_page_without_a_choice_keeps_what_was_written(ended: Case) -> None:
    browser, page = opened(ended), f"/track/{ended.number}/rate/"
    answer = browser.post(page, {"occasion": "0", "text": "写了一句"})
    assert answer.status_code == 422
    assert "写了一句" in answer.content.decode()
    assert not Rating.objects.exists()
    unprintable = browser.post(page, {"occasion": "0", "grade": "1", "text": "好\U0001f600"})
    assert unprintable.status_code == 422
    for occasion in ("7", "x", "", "99999", "-1"):
        assert browser.post(page, {"occasion": occasion, "grade": "1"}).status_code == 409


def test_a_case_that_is_not_opened_is_not_rated(ended: Case) -> None:
    answer = Client().post(f"/track/{ended.number}/rate/", {"occasion": "0", "grade": "1"})
    assert answer.status_code == 404
    assert not Rating.objects.exists()


def test_the_code_of_the_receipt_rates_without_signing_in_and_shows_nothing_of_the_person(
    ended: Case,
) -> None:
    page = rating_address(ended)
    text = Client().get(page).content.decode()
    assert ended.applicant not in text
    assert Client().post(page, {"occasion": "0", "grade": "2"}).status_code == 302
    assert Rating.objects.get().channel == "code"
    assert Client().get(page[:-3] + "ZZ/").status_code == 404
    assert Client().get(f"/track/{ended.number}/").status_code == 404


def test_a_case_that_goes_on_says_when_it_can_be_rated(house: None) -> None:
    page = rating_address(accepted())
    assert "办结之后" in Client().get(page).content.decode()


def test_a_bad_one_that_was_answered_is_rated_once_more(ended: Case) -> None:
    one = replied(ended)
    browser, page = opened(ended), f"/track/{ended.number}/rate/"
    text = browser.get(page).content.decode()
    assert "窗口已经改用统一的告知清单" in text
    assert browser.post(page, {"again": one.number, "grade": "2"}).status_code == 302
    assert Rating.objects.get().second_grade == 2
    assert browser.post(page, {"again": one.number, "grade": "1"}).status_code == 409


def test_a_windows_screen_greets_asks_and_thanks(house: None) -> None:
    by, case = clerk(), accepted()
    tablet, page = Client(), f"/rate/screen/{ratings.open_screen(by=by).code}/"
    assert "欢迎办事" in tablet.get(page).content.decode()
    case.visits = 1
    visit = ratings.note_visit(case=case, by=by)
    assert visit is not None
    text = tablet.get(page).content.decode()
    assert f'data-shows="{visit.pk}"' in text
    assert case.applicant not in text
    assert tablet.post(page, {"visit": "0", "grade": "1"}).status_code == 409
    assert tablet.post(page, {"visit": str(visit.pk)}).status_code == 422
    assert tablet.post(page, {"visit": str(visit.pk), "grade": "1"}).status_code == 302
    one = Rating.objects.get()
    assert (one.channel, one.occasion, one.window_id) == ("screen", 1, by.window)
    assert "欢迎办事" in tablet.get(page).content.decode()
    assert tablet.get("/rate/screen/NOTHINGATALL/").status_code == 404


def test_the_values_are_public_and_name_no_department_of_few(ended: Case) -> None:
    rated(ended, 4)
    text = Client().get("/statistics/ratings/").content.decode()
    assert "差评率" in text
    assert "100.0 %" in text
    assert "1 / 1" in text
    assert "按部门" not in text
    assert Client().get("/statistics/ratings/?from=x&to=2022-01-01").status_code == 200
