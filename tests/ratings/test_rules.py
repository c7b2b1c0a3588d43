"""The rules of ratings: what may be rated when, what is offered, the published values, the patterns."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Invalid
from banli.ratings.rules.book import Book
from banli.ratings.rules.index import VALUES, Counted, Share, share, spread
from banli.ratings.rules.moves import Known, Said, checked, occasion_of, why_not_move, why_not_rate
from banli.ratings.rules.patterns import Pattern, Seen, findings
from banli.ratings.states import BAD, OPEN, OWNERS, TRANSITIONS, Grade, RatingOwner, RatingState

MONDAY = date(2022, 10, 17)
NINE = datetime(2022, 10, 17, 9, tzinfo=SHANGHAI)
BOOK = Book.model_validate(
    {
        "reasons": [
            {"key": "fast", "grades": [1, 2, 3], "words": "办得快"},
            {"key": "impolite", "grades": [4, 5], "online": False, "words": "服务态度不好"},
        ]
    }
)


@pytest.mark.parametrize(
    ("known", "occasion", "words"),
    [
        (Known(None), None, "办结之后"),
        (Known(None, 1, MONDAY), 1, ""),
        (Known(None, 1, MONDAY, {1}), 1, "已经评价过"),
        (Known(MONDAY, 1, MONDAY), 0, ""),
        (Known(MONDAY, 2, MONDAY, {0}), 2, ""),
        (Known(MONDAY, 0, None, {0}), 0, "已经评价过"),
        (Known(MONDAY - timedelta(days=91)), 0, "90"),
        (Known(MONDAY - timedelta(days=90)), 0, ""),
    ],
)
def test_a_visit_is_rated_while_the_case_goes_on_and_the_case_once_it_has_ended(
    known: Known, occasion: int | None, words: str
) -> None:
    assert occasion_of(known) == occasion
    error = why_not_rate(known, occasion, MONDAY, 90)
    assert (words in str(error)) if words else error is None


def test_nothing_is_chosen_for_anybody() -> None:
    for grade in ("", "0", "6", "good", "１"):
        with pytest.raises(Invalid) as fault:
            checked(Said(grade), BOOK, at_window=True)
        assert [one.where for one in fault.value.problems] == ["grade"]


def test_reasons_belong_to_the_grade_and_to_the_way_it_was_done() -> None:
    said = Said("5", ["impolite", "fast", "made-up", "impolite"], " 等了一小时 ")
    assert checked(said, BOOK, at_window=True) == (Grade.VERY_DISSATISFIED, ["impolite"], "等了一小时")
    assert checked(said, BOOK, at_window=False)[1] == []
    with pytest.raises(Invalid):
        checked(Said("5", [], "长" * 501), BOOK, at_window=True)


def test_every_state_is_reached_and_says_whose_turn_it_is() -> None:
    assert {move.target for move in TRANSITIONS} == set(RatingState) == set(OWNERS)
    assert {OWNERS[state] for state in OPEN} == {RatingOwner.CENTRE, RatingOwner.DEPARTMENT}
    for move in TRANSITIONS:
        for state in RatingState:
            refused = why_not_move(move, state, appealed=False)
            assert (refused is None) == (state in move.sources), (move.act, state)


RATINGS = st.builds(
    Counted,
    grade=st.sampled_from(Grade).map(int),
    state=st.sampled_from(RatingState).map(str),
    call_by=st.none() | st.dates(date(2022, 1, 1), date(2022, 12, 31)),
    called_on=st.none() | st.dates(date(2022, 1, 1), date(2022, 12, 31)),
    mend_by=st.none() | st.dates(date(2022, 1, 1), date(2022, 12, 31)),
    mended_on=st.none() | st.dates(date(2022, 1, 1), date(2022, 12, 31)),
)


@given(st.lists(RATINGS, max_size=30), st.dates(date(2022, 1, 1), date(2023, 1, 31)))
def test_a_value_is_a_part_of_its_whole_and_good_and_bad_are_everything(
    rows: list[Counted], day: date
) -> None:
    found = {value.key: share(value, rows, day) for value in VALUES}
    assert all(0 <= one.part <= one.whole for one in found.values())
    assert found["good"].part + found["bad"].part == found["good"].whole == sum(spread(rows).values())
    assert found["mended_in_time"].part <= found["mended"].part


def test_a_value_of_nothing_is_no_data_and_not_a_hundred_percent() -> None:
    assert Share(0, 0).percent is None
    assert Share(2, 3).percent == 66.7


def test_what_is_not_yet_due_is_not_counted_as_late() -> None:
    waits = Counted(5, "to_mend", mend_by=date(2022, 11, 7))
    in_time = next(one for one in VALUES if one.key == "mended_in_time")
    assert share(in_time, [waits], date(2022, 11, 7)) == Share(0, 0)
    assert share(in_time, [waits], date(2022, 11, 8)) == Share(0, 1)


def seen(place: int, minute: float, grade: int = 1, **more: str) -> Seen:
    at = NINE + timedelta(minutes=minute)
    values = {"channel": "online", **more}
    return Seen(number=f"PJ-{place}", grade=grade, at=at, served_at=NINE, **values)


def test_good_ratings_from_one_device_in_a_row_are_named() -> None:
    found = findings(seen(n, n, device="d", network=f"n{n}") for n in range(5))
    assert [(one.pattern, one.count) for one in found] == [(Pattern.ONE_DEVICE, 5)]
    assert findings(seen(n, n * 31, device="d") for n in range(5)) == []
    assert findings(seen(n, n, 4, device="d") for n in range(5)) == []


def test_a_windows_own_screen_is_no_single_device_but_may_not_rate_in_the_very_minute() -> None:
    at_once = [seen(n, 0.5, device="d", channel="screen", window="w") for n in range(4)]
    assert [one.pattern for one in findings(at_once)] == [Pattern.SAME_MINUTE]
    later = [seen(n, 2 + n, device="d", channel="screen", window="w") for n in range(4)]
    assert findings(later) == []


def test_a_window_whose_ratings_are_all_the_best_without_a_word_is_named() -> None:
    best = [seen(n, 100 * n, window="w") for n in range(10)]
    assert [(one.pattern, one.window) for one in findings(best)] == [(Pattern.ALL_BEST, "w")]
    assert findings([*best, seen(11, 2000, 2, window="w")]) == []
    assert findings([*best, seen(11, 2000, window="w", text="谢谢")]) == []


@given(st.lists(st.tuples(st.integers(0, 300), st.sampled_from([1, 2, 4])), max_size=20))
def test_a_finding_names_only_good_ratings_and_each_once(rows: list[tuple[int, int]]) -> None:
    known = [seen(place, minute, grade, device="d") for place, (minute, grade) in enumerate(rows)]
    bad = {one.number for one in known if one.grade in BAD}
    named = [number for one in findings(known) if one.pattern is Pattern.ONE_DEVICE for number in one.numbers]
    assert len(named) == len(set(named))
    assert not bad & set(named)
