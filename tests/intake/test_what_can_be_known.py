"""No figure is shown that the record cannot know: other systems report acceptances and results, and nothing more."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.intake.exchange import accepted, ended, take, write
from tests.statistics.record import fold_all, happened

from banli.kernel.actors import SYSTEM
from banli.statistics.rules.formulas import STOCKS, Formula
from banli.statistics.service import (
    INDICATORS,
    By,
    Indicator,
    Number,
    every_event,
    figure_of,
    holds,
    indicator,
    now_of,
    plain,
    reading,
    rebuild,
)

FIRST, LAST = date(2022, 3, 1), date(2022, 3, 31)
KNOWN_BY_WHOM = ("received", "carried_over", "open", "open_overdue")
"""What only the house that handles a case can know."""
MIXES = pytest.mark.parametrize("own", [False, True], ids=["no case of our own", "cases of our own"])
CASES = pytest.mark.parametrize("reported", [False, True], ids=["none reported", "some reported"])


def we_handle() -> None:
    """Three cases of our own: one ended in time, one open and over its limit, one open and carried over."""
    for case, (begun, ends) in enumerate(
        [("2022-03-02", "2022-03-04"), ("2022-03-03", ""), ("2022-02-25", "")]
    ):
        happened("submitted", begun, case=900_000_000 + case)
        limit = {"promised_due": "2022-03-11"}
        happened("accepted", begun, case=900_000_000 + case, body=limit)
        if ends:
            told = {"accepted_on": begun, "took_days": 2, "limit_days": 20, **limit}
            happened("granted", ends, case=900_000_000 + case, body=told)


def they_report(folder: Path) -> None:
    """Four cases of another system, of which one has a result."""
    take(
        write(folder / "up_pro_accept.csv", [accepted(serial) for serial in range(1, 5)]),
        write(folder / "up_pro_result.csv", [ended(1)]),
    )


def numbers(by: By = By.KIND) -> dict[str, Number | None]:
    found = reading(FIRST, LAST, by=by, indicators=INDICATORS)
    return {one.key: found.number(found.total, one) for one in INDICATORS}


@MIXES
@CASES
@pytest.mark.parametrize("one", INDICATORS, ids=lambda one: one.key)
def test_a_figure_is_of_what_the_record_knows_or_it_is_not_shown(
    house: Path, one: Indicator, own: bool, reported: bool
) -> None:
    if own:
        we_handle()
    alone = reading(FIRST, LAST, indicators=INDICATORS)
    if reported:
        they_report(house)
    fold_all()
    found = reading(FIRST, LAST, indicators=INDICATORS)
    value, scope = found.number(found.total, one), found.known(found.total, one)
    if one.key not in KNOWN_BY_WHOM:
        return
    if reported and not own:
        assert value is None
    else:
        # What others report changes nothing of it: it is of our own cases, and says of how many.
        assert value == alone.number(alone.total, one)
        assert (scope[0] < scope[1]) is (reported and own)


def test_what_is_open_and_overdue_is_never_out_of_step_with_what_ended_on_time(house: Path) -> None:
    they_report(house)
    we_handle()
    fold_all()
    found = numbers()
    assert (found["accepted"], found["completed"]) == (Number(6), Number(2))
    assert (found["received"], found["carried_over"], found["open"]) == (Number(2), Number(1), Number(2))
    assert (found["open_overdue"], found["on_time_rate"]) == (Number(2), Number(2, 2))
    told = plain(reading(FIRST, LAST, indicators=INDICATORS))["total"]["known"]
    assert [told[key] for key in KNOWN_BY_WHOM] == [[2, 6], [3, 7], [3, 7], [3, 7]]


def test_folded_from_columns_counted_again_and_opened_it_stays_the_same(house: Path) -> None:
    they_report(house)
    we_handle()
    fold_all()
    before = numbers(), numbers(By.DEPARTMENT)
    rebuild(by=SYSTEM, from_=date(2022, 1, 1), to=LAST)
    assert (numbers(), numbers(By.DEPARTMENT)) == before
    found = reading(FIRST, LAST, indicators=INDICATORS)
    for key in KNOWN_BY_WHOM:
        shown = figure_of(found, found.total, indicator(key), by=None)
        assert holds(shown), key
        assert sum(one.part for one in every_event(shown)) == shown.value, key


@pytest.mark.parametrize("key", ["carried_over", "open", "open_overdue"])
def test_a_figure_frozen_before_keeps_its_formula(house: Path, key: str) -> None:
    they_report(house)
    we_handle()
    fold_all()
    found, of = reading(FIRST, LAST, indicators=INDICATORS), indicator(key)
    assert of.formula.form in STOCKS
    assert of.version == 2
    earlier = figure_of(found, found.total, of, by=None)
    earlier.formula, earlier.definition_version = str(Formula(of.formula.form)), 1
    # Everything without an end was taken for open then: three of the four reported cases too.
    earlier.value += {"carried_over": 0, "open": 3, "open_overdue": 3}[key]
    assert holds(earlier)
    assert (now_of(earlier).value, now_of(earlier).formula) == (earlier.value, earlier.formula)
