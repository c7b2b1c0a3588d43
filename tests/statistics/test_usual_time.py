"""What an item usually takes: nine of ten cases of the last quarter, from what is kept by month."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from tests import house
from tests.held_clock import HeldClock
from tests.house import OVERSIZE
from tests.statistics.record import fold_all, happened

from banli.catalogue.service import current
from banli.kernel.actors import SYSTEM
from banli.statistics.rules.usual import FEWEST, nine_of_ten, quarter_before
from banli.statistics.service import rebuild, usual_time

LIVED = st.dictionaries(st.integers(0, 400), st.integers(1, 50), max_size=12)


@given(LIVED)
def test_nine_of_ten_are_within_it_and_fewer_within_a_day_less(counts: dict[int, int]) -> None:
    found, cases = nine_of_ten(counts), sum(counts.values())
    assert (found is None) == (cases < FEWEST)
    if found is not None:
        assert sum(n for days, n in counts.items() if days <= found) * 10 >= cases * 9
        assert sum(n for days, n in counts.items() if days < found) * 10 < cases * 9


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_quarter_before_is_whole_and_ends_before_the_day(day: date) -> None:
    first, last = quarter_before(day)
    assert (first.day, first.month % 3) == (1, 1)
    assert last < day
    assert (last + timedelta(days=1)).month % 3 == 1
    assert 89 <= (last - first).days <= 91
    assert (day - last).days <= 92


@pytest.mark.django_db
def test_decided_cases_of_the_last_quarter_count_and_no_others(clock: HeldClock) -> None:
    house.open_house()
    item = current(OVERSIZE).item_id
    cases = [house.accepted() for _one in range(11)]
    for place, case in enumerate(cases):
        name = "granted" if place % 2 else "refused"
        happened(name, "2022-10-18", "01", case=case.pk, body={"took_days": place})
    happened("withdrawn", "2022-10-18", "01", case=cases[0].pk, body={"took_days": 300})
    happened("granted", "2023-01-03", "01", case=cases[0].pk, body={"took_days": 300})
    fold_all()
    found = usual_time(item, date(2023, 1, 5))
    assert (found.first, found.last) == (date(2022, 10, 1), date(2022, 12, 31))
    assert (found.cases, found.days) == (11, 9)
    assert usual_time(item, date(2022, 12, 31)).days is None
    assert usual_time(item + 1, date(2023, 1, 5)).cases == 0
    rebuild(by=SYSTEM, from_=date(2022, 10, 1), to=date(2023, 1, 31))
    assert usual_time(item, date(2023, 1, 5)) == found
    with CaptureQueriesContext(
        connection,
    ) as seen:
        usual_time(item, date(2023, 1, 5))
    assert Counter(one["sql"].count("statistics_monthtook") > 0 for one in seen.captured_queries) == {True: 1}
