"""Publication at the desk: the clock, ticking, keeping back, taking back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.desk.officers import at_desk
from tests.disclosure.published import due, public
from tests.house import open_house

from banli.disclosure.models import Publication
from banli.kernel.actors import Role

LIST = "/desk/disclosure/"


@pytest.fixture
def head(house: None) -> Client:
    open_house("oversize-transport", "advertising-penalty")
    return at_desk(Role.APPROVER)


def test_what_is_ticked_is_made_public(head: Client, django_assert_max_num_queries: Any) -> None:
    one = due()
    with django_assert_max_num_queries(12):
        text = head.get(LIST).content.decode()
    assert one.number in text
    assert head.post(f"{LIST}publish/", {"key": [str(one.pk), "x"]}, follow=True).status_code == 200
    one.refresh_from_db()
    assert one.state == "public"
    assert head.post(f"{LIST}publish/").status_code == 302


def test_keeping_back_without_a_ground_keeps_what_was_typed(head: Client) -> None:
    one = due()
    answer = head.post(f"{LIST}{one.pk}/keep_back/", {"version": "0", "reason": "写了一句"})
    assert answer.status_code == 422
    assert "写了一句" in answer.content.decode()
    sent = {"version": "0", "reason": "写了一句", "ground": "privacy"}
    assert head.post(f"{LIST}{one.pk}/keep_back/", sent).status_code == 302
    assert "写了一句" in head.get(f"{LIST}{one.pk}/").content.decode()
    assert head.post(f"{LIST}{one.pk}/nothing/", sent).status_code == 404


def test_two_at_once_are_told_of_each_other(head: Client) -> None:
    one = public()
    sent = {"version": "1", "reason": "内容有误"}
    assert head.post(f"{LIST}{one.pk}/take_back/", sent).status_code == 302
    late = head.post(f"{LIST}{one.pk}/take_back/", sent)
    assert late.status_code == 409
    assert 'id="meanwhile"' in late.content.decode()
    assert Publication.objects.get().reason == "内容有误"


def test_others_do_not_see_it(head: Client) -> None:
    one = due()
    assert at_desk(Role.APPROVER, "commerce").get(f"{LIST}{one.pk}/").status_code == 404
    assert at_desk(Role.EDITOR).get(LIST).status_code == 403
    assert at_desk(Role.SUPERVISOR, "service-centre").get(f"{LIST}{one.pk}/").status_code == 200
