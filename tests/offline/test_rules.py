"""The moment of something written without a network lies between what the device had seen and when it arrived."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from banli.offline.rules.moments import TOLERANCE, happened, is_late

MOMENTS = st.timedeltas(timedelta(0), timedelta(days=5_000)).map(
    lambda one: datetime(2020, 1, 1, tzinfo=UTC) + one
)
NINE = datetime(2022, 10, 17, 1, tzinfo=UTC)


@given(told=MOMENTS, seen=MOMENTS, arrived=MOMENTS)
def test_it_never_lies_outside_of_the_bounds(told: datetime, seen: datetime, arrived: datetime) -> None:
    found = happened(told=told, seen=seen, arrived=arrived)
    assert min(seen, arrived) <= found.at <= arrived
    if min(seen, arrived) <= told <= arrived:
        assert (found.at, found.doubtful) == (told, False)


@given(seen=MOMENTS, off=st.timedeltas(timedelta(0), timedelta(days=400)))
def test_a_clock_that_was_set_is_told(seen: datetime, off: timedelta) -> None:
    arrived = seen + timedelta(hours=3)
    early = happened(told=seen - off, seen=seen, arrived=arrived)
    late = happened(told=arrived + off, seen=seen, arrived=arrived)
    assert (early.at, late.at) == (seen, arrived)
    assert early.doubtful == late.doubtful == (off > TOLERANCE)


def test_the_day_is_the_one_in_shanghai() -> None:
    evening = datetime(2022, 10, 17, 15, 30, tzinfo=UTC)  # 23:30
    found = happened(told=evening, seen=NINE, arrived=evening + timedelta(hours=10))
    assert found.day.isoformat() == "2022-10-17"
    assert is_late(evening, evening + timedelta(hours=1))
    assert not is_late(NINE, evening)
