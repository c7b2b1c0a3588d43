"""The day and the serial that papers and lists set apart open a case as its whole number does."""

from __future__ import annotations

import pytest
from django.test import Client
from tests import house

from banli.cases.service import query_password

FILING = "foreign-trade-filing"


@pytest.mark.parametrize("spelling", ["{day}{serial}", "{day} {serial}", "办件编号：{day} {serial}"])
def test_the_end_of_the_number_opens_the_case(browser: Client, spelling: str) -> None:
    case = house.submitted("class-two")
    typed = spelling.format(day=case.number[-12:-4], serial=case.number[-4:])
    answer = browser.post("/track/", {"number": typed, "password": query_password(case.number)})
    assert answer.status_code == 302
    assert answer["Location"] == f"/track/{case.number}/"
    assert browser.get(f"/track/{case.number}/").status_code == 200


def test_of_cases_with_one_end_the_password_tells_which(browser: Client) -> None:
    transport = house.submitted("class-two")
    filing = house.PLAYER.apply(FILING, house.form("company-elsewhere", FILING))
    assert transport.number[-12:] == filing.number[-12:]
    for case in (transport, filing):
        answer = browser.post(
            "/track/", {"number": case.number[-12:], "password": query_password(case.number)}
        )
        assert answer["Location"] == f"/track/{case.number}/"


def test_a_wrong_password_opens_nothing_and_five_close_the_number(browser: Client) -> None:
    case = house.submitted("class-two")
    wrong = {"number": case.number[-12:], "password": "000000"}
    assert query_password(case.number) != "000000"
    assert [browser.post("/track/", wrong).status_code for _try in range(6)] == [422] * 5 + [429]
    assert browser.get(f"/track/{case.number}/").status_code == 404
