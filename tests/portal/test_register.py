"""The public list of certificates that hold, and the revisions of an item."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from tests.house import granted, person

from banli.kernel.actors import Role
from banli.licences import service as licences
from banli.licences.models import Certificate
from banli.licences.states import Status

LIST = "/public/certificates/"


def issued() -> Certificate:
    return licences.issue(by=person(Role.APPROVER), number=granted().number)


def test_a_certificate_that_holds_is_found_by_number_company_and_item(browser: Client) -> None:
    one = issued()
    day = one.valid_from.isoformat()
    for asked in ("", f"&q={one.face_number}", f"&q={one.holder[:4]}", "&item=oversize-transport"):
        assert one.face_number in browser.get(f"{LIST}?on={day}{asked}").content.decode(), asked
    text = browser.get(f"{LIST}?on={day}").content.decode()
    assert one.code not in text
    assert one.holder_code not in text
    assert "行政许可法第四十条" in text
    assert one.face_number not in browser.get(f"{LIST}?on=2031-01-01").content.decode()
    assert one.face_number not in browser.get(f"{LIST}?on={day}&q=没有").content.decode()


def test_what_was_ended_holds_until_that_day(browser: Client) -> None:
    one = issued()
    Certificate.objects.filter(pk=one.pk).update(
        valid_from=date(2022, 10, 1), status=Status.REVOKED, ended_on=date(2022, 10, 10), ended_because="x"
    )
    assert one.face_number in browser.get(f"{LIST}?on=2022-10-09").content.decode()
    assert one.face_number not in browser.get(f"{LIST}?on=2022-10-10").content.decode()


def test_nobody_learns_by_a_name_what_its_bearer_holds(browser: Client) -> None:
    one = issued()
    Certificate.objects.filter(pk=one.pk).update(
        holder="欧阳小明", holder_folded="欧阳小明", holder_code="11010519491231002X"
    )
    on = f"{LIST}?on={one.valid_from.isoformat()}"
    assert "欧**明" in browser.get(on).content.decode()
    assert one.face_number not in browser.get(f"{on}&q=欧阳小明").content.decode()
    assert one.face_number in browser.get(f"{on}&q={one.face_number}").content.decode()


def test_an_item_without_a_law_for_it_has_no_list(house: None) -> None:
    assert set(licences.register_items()) == {"oversize-transport"}


def test_the_file_of_the_list_and_rubbish_in_its_address(
    browser: Client, django_assert_max_num_queries: Any
) -> None:
    one = issued()
    on = one.valid_from.isoformat()
    with django_assert_max_num_queries(12):
        browser.get(f"{LIST}?on={on}")
    answer = browser.get(f"{LIST}?on={on}&as=csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][1] == one.face_number
    for asked in ("?on=x&as=csv", "?after=x", "?item=x", f"?on={on}&after=1"):
        assert browser.get(LIST + asked).status_code == 200
    assert 'id="on-error"' in browser.get(f"{LIST}?on=x").content.decode()


@pytest.fixture
def revised(db: None) -> Client:
    from tests.house import open_house

    open_house("foreign-trade-filing", "medical-institution-registration")
    return Client()


def test_what_changed_between_two_revisions_is_read_in_the_words_of_the_guide(revised: Client) -> None:
    page = "/items/medical-institution-registration/revisions/"
    text = revised.get(page).content.decode()
    assert "2022年5月1日" in text
    assert "修改前" in text
    assert "<ins>" in text
    assert revised.get(f"{page}?from=1&to=1").status_code == 200
    assert "均无变化" in revised.get(f"{page}?from=1&to=1").content.decode()
    assert revised.get(f"{page}?to=99").status_code == 404
    assert revised.get(f"{page}?to=x").status_code == 404
    assert revised.get("/items/nothing/revisions/").status_code == 404
    assert page in revised.get("/items/medical-institution-registration/").content.decode()


def test_an_item_with_one_revision_has_nothing_to_compare(revised: Client) -> None:
    text = revised.get("/items/foreign-trade-filing/revisions/").content.decode()
    assert "修改前" not in text
