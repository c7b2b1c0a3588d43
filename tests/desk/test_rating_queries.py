"""The list of ratings asks the database no more than any other page, whoever looks."""

from __future__ import annotations

from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.desk.officers import browser_of
from tests.house import granted, person
from tests.ratings.rated import called, load_book, rated, supervisor

from banli.kernel.actors import Actor, Role

MOST = 12


def asked(browser: Client, address: str) -> list[str]:
    browser.get(address)
    with CaptureQueriesContext(connection) as found:
        assert browser.get(address).status_code == 200
    return [query["sql"] for query in found.captured_queries]


@pytest.mark.parametrize("role", ["supervisor", "approver", "clerk"])
def test_the_list_of_ratings_asks_at_most_twelve_times(role: str, house: None) -> None:
    load_book()
    called(granted())
    for grade in (1, 2, 5):
        rated(granted(), grade, "很好" if grade < 3 else "等了很久")
    people: dict[str, Actor] = {
        "supervisor": supervisor(),
        "approver": person(Role.APPROVER),
        "clerk": person(Role.CLERK, window="transport-03"),
    }
    said = asked(browser_of(people[role]), "/desk/ratings/")
    assert [sql for sql, times in Counter(said).items() if times > 1] == []
    assert len(said) <= MOST, "\n".join(one[:300] for one in said)
