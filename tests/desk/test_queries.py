"""What the main pages ask the database: nothing twice, and no more than they did."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.officers import browser_of
from tests.house import OVERSIZE, clerk, person, proposed, submitted

from banli.cases.models import Case
from banli.kernel.actors import Role

pytestmark = pytest.mark.usefixtures("house")

ASKED = {
    "/": 9,
    "/items/": 4,
    f"/items/{OVERSIZE}/": 7,
    "/statistics/": 4,
    "/desk/": 26,
    "/desk/cases/": 12,
    "/desk/cases/{number}/": 30,
    "/desk/counter/": 8,
    "/desk/supervision/": 16,
    "/desk/figures/": 9,
}
"""Address of a main page to the queries it makes, the session and the person who is signed in among them."""


@pytest.fixture
def case(house: None) -> Case:
    submitted()
    return proposed()


def asked(browser: Client, address: str) -> list[str]:
    """The queries of the page, where everything that a process reads once was read."""
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in found.captured_queries]


@pytest.mark.parametrize("page", ASKED)
def test_a_main_page_asks_nothing_twice_and_as_much_as_is_known(page: str, case: Case) -> None:
    officer = clerk() if page == "/desk/counter/" else person(Role.APPROVER)
    browser = browser_of(officer) if page.startswith("/desk/") else Client()
    said = asked(browser, page.format(number=case.number))
    assert [sql for sql, times in Counter(said).items() if times > 1] == []
    assert len(said) == ASKED[page]


def test_what_an_act_changed_is_read_anew(case: Case) -> None:
    browser = browser_of(person(Role.APPROVER))
    page = f"/desk/cases/{case.number}/"
    assert "准予" in browser.get(page).content.decode()
    browser.post(f"{page}acts/return_to_review/", {"version": case.version, "opinion": "请补充审查"})
    shown = browser.get(page).context
    assert shown["case"].state == "in_review"
    assert max(entry.seq for entry in shown["history"]) == case.version + 1
