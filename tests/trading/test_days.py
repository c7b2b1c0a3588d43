"""The days between notice, session and result, by kind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trading.trades import pack_rules

from banli.kernel.errors import Invalid, Refused
from banli.trading.rules.days import earliest, last_day
from banli.trading.rules.records import NoticeRecord, check_notice
from banli.trading.states import TradingKind
from banli.worktime.service import SHIPPED, Calendar, calendar_in

MONDAY = date(2022, 10, 17)
DAYS_OF = st.dates(date(2019, 1, 1), date(2025, 10, 31))


def shipped() -> Calendar:
    return calendar_in(SHIPPED)


@pytest.mark.parametrize(
    ("kind", "first", "until"),
    [
        (TradingKind.CONSTRUCTION, date(2022, 11, 6), date(2022, 10, 20)),
        (TradingKind.PROCUREMENT, date(2022, 11, 6), date(2022, 10, 18)),
        (TradingKind.LAND_MINING, date(2022, 11, 6), date(2022, 10, 31)),
        (TradingKind.STATE_ASSETS, date(2022, 11, 14), date(2022, 10, 24)),
    ],
)
def test_each_kind_has_its_days_and_its_text(kind: TradingKind, first: date, until: date) -> None:
    rules = pack_rules().of(kind)
    assert earliest(MONDAY, rules.notice, shipped()) == first
    assert last_day(MONDAY, rules.publicity, shipped()) == until
    assert "第" in rules.notice.basis.zh
    assert rules.publicity.basis.en


@given(published=DAYS_OF, kind=st.sampled_from(list(TradingKind)), early=st.integers(1, 40))
def test_a_day_before_the_first_one_is_refused_with_that_day(
    published: date, kind: TradingKind, early: int
) -> None:
    asked, known = pack_rules().of(kind).notice, shipped()
    first = earliest(published, asked, known)
    passed = (
        (first - published).days
        if asked.unit == "calendar"
        else sum(known.is_working(published + timedelta(days=n + 1)) for n in range((first - published).days))
    )
    assert passed == asked.days
    check_notice(NoticeRecord(text="公告", closes_on=first), first)
    with pytest.raises(Invalid) as refused:
        check_notice(NoticeRecord(text="公告", closes_on=first - timedelta(days=early)), first)
    assert dict(refused.value.problems[0].params)["day"] == first


@given(begun=DAYS_OF, kind=st.sampled_from(list(TradingKind)))
def test_a_publicity_is_never_shorter_than_its_days_and_ends_on_a_working_day(
    begun: date, kind: TradingKind
) -> None:
    asked, known = pack_rules().of(kind).publicity, shipped()
    last = last_day(begun, asked, known)
    assert (last - begun).days >= asked.days
    assert known.is_working(last)


def test_a_year_whose_holidays_are_not_on_record_is_not_guessed() -> None:
    with pytest.raises(Refused, match="节假日"):
        earliest(
            date(shipped().last_year(), 12, 20), pack_rules().of(TradingKind.STATE_ASSETS).notice, shipped()
        )
