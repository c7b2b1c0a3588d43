"""When an authorisation of an agent is given, taken and ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.accounts.rules.companies import (
    ENDED,
    OVER,
    OWN,
    TAKEN,
    UNCHECKED,
    Given,
    faults_of_authorisation,
    faults_of_company,
    standing,
    why_not_accept,
    why_not_end,
)
from banli.accounts.states import Standing

DAY = date(2022, 11, 15)
OFFER = Given(DAY, DAY + timedelta(days=30))
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


@given(DAYS, DAYS, DAYS, st.booleans(), st.booleans())
def test_one_holds_on_its_days_alone_and_never_after_its_end(
    first: date, last: date, today: date, accepted: bool, ended: bool
) -> None:
    one = Given(first, last, accepted, ended)
    holds = accepted and not ended and first <= today <= last
    assert (standing(one, today) == Standing.HOLDS) == holds


@pytest.mark.parametrize(
    ("starts", "until", "everything", "items", "where"),
    [
        (DAY, DAY, True, [], []),
        (DAY, DAY, False, ["a"], []),
        (DAY, DAY - timedelta(days=1), True, [], ["until"]),
        (DAY - timedelta(days=9), DAY - timedelta(days=1), True, [], ["until"]),
        (DAY, DAY, False, [], ["items"]),
    ],
)
def test_days_are_in_order_and_nothing_chosen_is_not_everything(
    starts: date, until: date, everything: bool, items: list[str], where: list[str]
) -> None:
    faults = faults_of_authorisation(
        starts=starts, until=until, today=DAY, everything=everything, items=items
    )
    assert [one.where for one in faults] == where


def test_only_a_checked_agent_takes_what_is_open() -> None:
    last = OFFER.until + timedelta(days=1)
    ended, taken = Given(OFFER.starts, OFFER.until, ended=True), Given(OFFER.starts, OFFER.until, True)
    assert why_not_accept(OFFER, DAY, checked=True, represents=False) == ""
    assert why_not_accept(OFFER, DAY, checked=False, represents=False) == UNCHECKED
    assert why_not_accept(OFFER, DAY, checked=True, represents=True) == OWN
    assert why_not_accept(OFFER, last, checked=True, represents=False) == OVER
    assert why_not_accept(ended, DAY, checked=True, represents=False) == ENDED
    assert why_not_accept(taken, DAY, checked=True, represents=False) == TAKEN
    assert (why_not_end(taken, DAY), why_not_end(taken, last)) == ("", OVER)


def test_the_licence_is_compared_with_the_papers() -> None:
    code = "91110000101623741K"
    assert faults_of_company(code, "李明", "李明") == []
    wrong = faults_of_company("91110000101623741X", "李明", "王芳")
    assert [one.where for one in wrong] == ["code", "representative"]
    assert [one.where for one in faults_of_company(code, "李明", None)] == ["number"]
