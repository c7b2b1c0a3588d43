"""Published decisions on the portal: list, search, page, file."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from tests.disclosure.published import due, head, public

from banli.disclosure import service as disclosure
from banli.disclosure.models import Publication

LIST = "/public/decisions/"


def test_a_published_permit_stands_in_the_list_and_has_a_page(browser: Client) -> None:
    one = public()
    text = browser.get(LIST).content.decode()
    assert one.number in text
    assert one.holder in text
    page = browser.get(f"{LIST}{one.pk}/").content.decode()
    assert one.number in page
    assert one.case.applicant_code not in page
    assert LIST in browser.get("/public/").content.decode()


def test_what_is_due_or_kept_back_is_not_there(browser: Client) -> None:
    one = due()
    assert one.number not in browser.get(LIST).content.decode()
    assert browser.get(f"{LIST}{one.pk}/").status_code == 404
    disclosure.keep_back(by=head(), key=one.pk, ground="privacy", reason="涉及个人隐私的理由")
    assert browser.get(f"{LIST}{one.pk}/").status_code == 404


def test_a_page_that_was_taken_back_says_when_and_why_and_no_more(browser: Client) -> None:
    one = public()
    disclosure.take_back(by=head(), key=one.pk, reason="内容有误")
    for address in (LIST, f"{LIST}{one.pk}/"):
        text = browser.get(address).content.decode()
        assert "撤回" in text
        assert one.holder not in text
    assert "内容有误" in browser.get(f"{LIST}{one.pk}/").content.decode()


@pytest.mark.parametrize(
    "asked", ["?after=x", "?after=2022-10-17.99999999999999999999", "?kind=x&department=y", "?q=%00"]
)
def test_rubbish_in_the_address_is_no_fault_of_the_page(browser: Client, asked: str) -> None:
    public()
    assert browser.get(LIST + asked).status_code in (200, 400)


def test_a_day_that_is_none_is_said_at_its_field(browser: Client) -> None:
    text = browser.get(f"{LIST}?from=2022-13-40&as=csv").content.decode()
    assert 'id="from-error"' in text


def test_pages_follow_each_other_and_ask_little(
    browser: Client, django_assert_max_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("banli.portal.public.decisions.PAGE", 1)
    monkeypatch.setattr("banli.disclosure.selectors.publications.online.__defaults__", (None, 1))
    first, second = public(), public()
    with django_assert_max_num_queries(12):
        text = browser.get(LIST).content.decode()
    assert second.number in text
    assert first.number not in text
    following = f"after={second.decided_on.isoformat()}.{second.pk}"
    assert following in text
    assert first.number in browser.get(f"{LIST}?{following}").content.decode()


def test_the_file_has_what_was_asked_for_and_no_formula(browser: Client) -> None:
    one = public()
    Publication.objects.filter(pk=one.pk).update(holder="=HYPERLINK(1)公司")
    answer = browser.get(f"{LIST}?as=csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][0] == one.number
    assert rows[1][3] == "'=HYPERLINK(1)公司"
    nothing = browser.get(f"{LIST}?as=csv&department=market").content.decode("utf-8-sig")
    assert len(nothing.splitlines()) == 1
