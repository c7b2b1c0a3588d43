"""What follows from the days of a certificate, whatever the days are."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.catalogue.rules.definition.certificate_life import DEFAULT_RENEWAL, Renewal
from banli.catalogue.rules.definition.months import months_earlier, months_later
from banli.kernel.errors import Invalid
from banli.kernel.text import Words
from banli.licences.rules.status import check_ground, grounds_for
from banli.licences.rules.term import (
    Asked,
    at_end,
    check_validation,
    first_validation,
    next_validation,
    reminder_due,
)
from banli.licences.rules.validity import AtEnd, Facts, Standing, standing
from banli.licences.states import ENDED, GROUNDS, LIVE, OWNERS, TRANSITIONS, Status

DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(1, 60)
MINE = Renewal(months=3, basis=Words(zh="安全生产许可证条例第九条", en="Regulations, Article 9"))


@given(DAYS, MONTHS)
def test_months_there_and_back_never_pass_the_day(day: date, months: int) -> None:
    assert months_earlier(months_later(day, months), months) <= day
    if day.day <= 28:
        assert months_earlier(months_later(day, months), months) == day


@given(DAYS)
def test_thirty_days_unless_the_item_says_months(day: date) -> None:
    assert DEFAULT_RENEWAL.last_to_ask(day) == day - timedelta(days=30)
    assert 89 <= (day - MINE.last_to_ask(day)).days <= 92


@pytest.mark.parametrize("measure", [{}, {"days": 30, "months": 3}])
def test_a_renewal_is_measured_in_one_way(measure: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="days or months"):
        Renewal(**measure, basis=MINE.basis)


@given(DAYS, st.integers(-200, 200), st.integers(-200, 200))
def test_asked_in_time_and_not_decided_by_the_end_is_renewed_by_law(
    end: date, asked: int, decided: int
) -> None:
    last = DEFAULT_RENEWAL.last_to_ask(end)
    on, when = last + timedelta(days=asked), end + timedelta(days=decided)
    in_time = asked <= 0
    waiting = at_end([Asked(on)], last_to_ask=last, valid_to=end)
    assert waiting == (AtEnd.UNDECIDED if in_time else AtEnd.NOTHING)
    granted = at_end([Asked(on, decided_on=when, granted=True)], last_to_ask=last, valid_to=end)
    assert granted == (AtEnd.GRANTED if decided <= 0 else waiting)
    refused = at_end([Asked(on, decided_on=when)], last_to_ask=last, valid_to=end)
    assert refused == (AtEnd.NOTHING if decided <= 0 else waiting)
    taken_back = at_end([Asked(on, closed_on=when)], last_to_ask=last, valid_to=end)
    assert taken_back == (AtEnd.NOTHING if decided <= 0 else waiting)


@given(DAYS, st.integers(-10, 200))
def test_one_reminder_for_each_mark_however_rarely_the_job_runs(end: date, left: int) -> None:
    mark = reminder_due(end, (90, 60, 30), end - timedelta(days=left))
    wanted = None if left < 0 or left > 90 else 30 if left <= 30 else 60 if left <= 60 else 90
    assert mark == wanted


@given(DAYS, st.sampled_from([12, 36]), st.integers(1, 12))
def test_validations_do_not_wander(first: date, months: int, times: int) -> None:
    due = first_validation(first, months)
    assert due is not None
    start = due
    for _time in range(times):
        due = next_validation(due, months)
    years = (due.year - start.year) * 12 + due.month - start.month
    assert years in (months * times, months * times + 1, months * times - 1)
    assert first_validation(first, 0) is None


@pytest.mark.parametrize(
    ("result", "months", "note", "where"),
    [
        ("", 0, "有问题", "result"),
        ("good", 0, "有问题", "result"),
        ("postponed", 0, "有问题", "months"),
        ("postponed", 7, "有问题", "months"),
        ("failed", 0, " ", "note"),
    ],
)
def test_a_validation_ends_in_one_of_three_ways(result: str, months: int, note: str, where: str) -> None:
    with pytest.raises(Invalid) as told:
        check_validation(result, months, note)
    assert where in [problem.where for problem in told.value.problems]


@given(DAYS, st.integers(1, 2000), st.integers(-100, 2200), st.sampled_from(sorted(AtEnd)))
def test_the_standing_follows_from_the_days(first: date, length: int, off: int, end: AtEnd) -> None:
    last, today = first + timedelta(days=length), first + timedelta(days=off)
    found = standing(Facts("valid", first, last), today, end)
    if off < 0:
        assert found == Standing.NOT_YET
    elif off <= length:
        assert found == Standing.VALID
    else:
        assert found not in (Standing.VALID, Standing.NOT_YET)
    until = today - timedelta(days=1)
    assert standing(Facts("suspended", first, last, "penalty", today), today, end) == Standing.SUSPENDED
    assert standing(Facts("suspended", first, last, "penalty", until), today, end) == found


def test_what_has_ended_stays_ended() -> None:
    for status in ENDED:
        assert standing(Facts(status, date(2020, 1, 1), None), date(2022, 10, 17)) == Standing(status)
    expired = Facts("cancelled", date(2020, 1, 1), date(2021, 1, 1), "expired")
    assert standing(expired, date(2022, 10, 17)) == Standing.EXPIRED


def test_every_ending_has_its_grounds_and_every_status_its_owner() -> None:
    assert set(OWNERS) == set(Status)
    for act in TRANSITIONS:
        assert set(act.sources) <= set(LIVE)
    for target in (Status.SUSPENDED, Status.REVOKED, Status.WITHDRAWN, Status.CANCELLED):
        assert grounds_for(target)
        for key in grounds_for(target):
            check_ground(target, key, "查实")
    for key, ground in GROUNDS.items():
        other = Status.CANCELLED if ground.target == Status.REVOKED else Status.REVOKED
        with pytest.raises(Invalid):
            check_ground(other, key, "查实")
