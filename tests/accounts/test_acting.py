"""Whether somebody may act for a company in an item on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.accounts.rules.acting import (
    NO_TIE,
    OTHER_ITEMS,
    TIE_AHEAD,
    TIE_ENDED,
    TIE_OVER,
    Authorised,
    scope,
    why_not_act,
)
from banli.accounts.rules.companies import Given

DAY = date(2022, 11, 15)
WEEK = timedelta(days=7)
HOLDS = Given(DAY, DAY, accepted=True)
ITEMS = ("oversize-transport", "mining-right", "foreign-trade-filing")
DAYS = st.dates(DAY - WEEK, DAY + WEEK)
AUTHORISED = st.builds(
    Authorised,
    st.builds(
        lambda one, other, accepted, ended: Given(min(one, other), max(one, other), accepted, ended),
        DAYS,
        DAYS,
        st.booleans(),
        st.booleans(),
    ),
    st.frozensets(st.sampled_from(ITEMS)),
)


@pytest.mark.parametrize(
    ("held", "item", "why"),
    [
        ([], "mining-right", NO_TIE),
        ([Authorised(HOLDS)], "mining-right", ""),
        ([Authorised(HOLDS, frozenset({"mining-right"}))], "mining-right", ""),
        ([Authorised(HOLDS, frozenset({"oversize-transport"}))], "mining-right", OTHER_ITEMS),
        ([Authorised(Given(DAY + WEEK, DAY + WEEK, accepted=True))], "mining-right", TIE_AHEAD),
        ([Authorised(Given(DAY - WEEK, DAY - WEEK, accepted=True))], "mining-right", TIE_OVER),
        ([Authorised(Given(DAY, DAY, accepted=True, ended=True))], "mining-right", TIE_ENDED),
        ([Authorised(Given(DAY, DAY))], "mining-right", NO_TIE),
        ([Authorised(Given(DAY, DAY, True, True)), Authorised(HOLDS)], "mining-right", ""),
    ],
)
def test_an_agent_acts_within_days_and_items(held: list[Authorised], item: str, why: str) -> None:
    assert why_not_act(represents=False, held=held, items=[item], today=DAY) == why
    assert why_not_act(represents=True, held=held, items=[item], today=DAY) == ""


def test_several_items_need_every_one_of_them() -> None:
    held = [Authorised(HOLDS, frozenset({one})) for one in ITEMS[:2]]
    assert why_not_act(represents=False, held=held, items=ITEMS[:2], today=DAY) == ""
    assert why_not_act(represents=False, held=held, items=ITEMS, today=DAY) == OTHER_ITEMS


@given(st.lists(AUTHORISED, max_size=4), st.booleans(), st.sampled_from(ITEMS), DAYS)
def test_what_is_seen_is_what_may_be_done(
    held: list[Authorised], represents: bool, item: str, today: date
) -> None:
    seen = scope(represents=represents, held=held, today=today)
    may = why_not_act(represents=represents, held=held, items=[item], today=today) == ""
    assert may == (seen is None or item in seen)
