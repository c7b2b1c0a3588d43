"""Ratings at the desk: what each role sees, and a bad one handled to its end."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.desk.officers import at_desk, clerk
from tests.house import granted
from tests.ratings.rated import MATTER, called, load_book, rated

from banli.cases.models import Case
from banli.kernel.actors import Role
from banli.ratings.models import Rating, Screen
from banli.ratings.states import RatingState

pytestmark = pytest.mark.usefixtures("house")
LIST = "/desk/ratings/"


@pytest.fixture
def ended() -> Case:
    load_book()
    return granted()


def supervisor() -> Client:
    return at_desk(Role.SUPERVISOR, "service-centre")


def test_a_bad_rating_is_handled_to_its_end(ended: Case) -> None:
    number = rated(ended, 5, "态度很差").number
    centre, department = supervisor(), at_desk(Role.APPROVER)
    assert "2022年10月18日" in centre.get(LIST).content.decode()
    page = f"{LIST}{number}/"
    assert "态度很差" in centre.get(page).content.decode()
    assert department.get(page).status_code == 404
    assert centre.post(f"{page}call_back/", {"version": "1", "text": " "}).status_code == 422
    assert (
        centre.post(f"{page}call_back/", {"version": "1", "text": MATTER, "reached": "1"}).status_code == 302
    )
    text = department.get(page).content.decode()
    assert MATTER in text
    assert "态度很差" not in text
    assert ended.number not in text
    assert department.post(f"{page}mend/", {"version": "1", "text": "已改。"}).status_code == 409
    assert department.post(f"{page}mend/", {"version": "2", "text": "已改。"}).status_code == 302
    assert department.post(f"{page}reply/", {"version": "3", "text": "已改。"}).status_code == 403
    assert centre.post(f"{page}reply/", {"version": "3", "text": "窗口已经改正。"}).status_code == 302
    assert Rating.objects.get().state == RatingState.REPLIED
    assert centre.post(f"{page}nothing/", {"version": "3"}).status_code == 404


def test_an_appeal_is_judged_at_the_desk(ended: Case) -> None:
    number = called(ended).number
    page = f"{LIST}{number}/"
    at_desk(Role.APPROVER).post(f"{page}appeal/", {"version": "2", "text": "误评。"})
    assert "申诉成立" in supervisor().get(page).content.decode()
    assert supervisor().post(f"{page}void/", {"version": "3", "text": "情况属实。"}).status_code == 302
    assert Rating.objects.get().state == RatingState.VOID


def test_each_value_opens_to_its_ratings_for_the_centre_alone(ended: Case) -> None:
    number = rated(ended).number
    for query in ("?value=bad", "?grade=5", "?department=transport", "?value=bad&after=nonsense"):
        assert [row["rating"].number for row in supervisor().get(LIST + query).context["rows"]] == [number], (
            query
        )
    for value in ("good", "called", "mended", "mended_in_time"):
        assert supervisor().get(f"{LIST}?value={value}").context["rows"] == []
    text = clerk().get(LIST).content.decode()
    assert number not in text
    assert "少于 5 条" in text
    assert clerk().get(f"{LIST}{number}/").status_code == 403


def test_a_clerk_opens_the_second_screen_of_the_own_window() -> None:
    assert "评价屏" in clerk().get(LIST).content.decode()
    answer = clerk().post(f"{LIST}screen/")
    assert Screen.objects.get().code in answer.content.decode()
    before = Screen.objects.get().code
    clerk().post(f"{LIST}screen/", {"anew": "1"})
    assert Screen.objects.get().code != before


def test_the_list_of_ratings_asks_little(ended: Case, django_assert_max_num_queries: object) -> None:
    rated(ended)
    centre = supervisor()
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        centre.get(LIST)
