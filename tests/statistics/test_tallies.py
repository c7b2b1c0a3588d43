"""Figures of ratings and visits: frozen as those of cases are, opened to what they counted, and what changed since."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from tests.held_clock import HeldClock
from tests.house import accepted, granted, open_house, person
from tests.ratings.rated import MATTER, load_book, rated, supervisor
from tests.tickets.test_figures_beside import three_visits

from banli.cases.models import Case
from banli.kernel import clock as house_clock
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.errors import Denied, Missing, Refused
from banli.kernel.tallies import Tally
from banli.ledger.service import events
from banli.ratings import service as ratings
from banli.statistics.models import Figure
from banli.statistics.rules.formulas import Number
from banli.statistics.service import (
    INDICATORS,
    TALLIES,
    compare,
    every_event,
    figure,
    freeze,
    in_words,
    indicator_shown,
    intact,
    now_of,
    number_of,
    open_figure,
    recount,
    tally_reading,
    title_of,
)
from banli.tickets.service import visits_ended

FIRST, LAST = date(2022, 10, 1), date(2022, 10, 31)


@pytest.fixture
def house(db: None) -> None:
    open_house("oversize-transport", "social-insurance-statement")
    load_book()


def frozen(key: str, line: str = "", topic: str = "rating") -> Figure:
    made = freeze(by=SYSTEM, from_=FIRST, to=LAST, key=key, line=line, topic=topic)
    return figure(made.pk)


def voided(number: str, clock: HeldClock) -> None:
    """A bad rating deemed not valid, by the acts of those who do it."""
    ratings.call_back(by=supervisor(), number=number, matter=MATTER, reached=True)
    clock.move(days=1)
    ratings.appeal(by=person(Role.APPROVER), number=number, text="评价对象不是本窗口。")
    ratings.judge_appeal(by=supervisor(), number=number, upheld=True, text="经查属实。")


def test_ratings_are_frozen_by_grade_and_as_a_share_with_digest_and_place(house: None) -> None:
    for grade in (1, 2, 2, 5):
        rated(granted(), grade)
    by_grade = [frozen("ratings", str(grade)).value for grade in range(1, 6)]
    assert by_grade == [1, 2, 0, 0, 1]
    share = frozen("good_rate")
    assert (number_of(share), in_words(number_of(share), share.unit)) == (Number(3, 4), "75.00%")
    assert (share.topic, share.digest_version, intact(share)) == ("rating", 3, True)
    assert [one.name for one in events("figure", str(share.pk))] == ["frozen"]
    assert title_of(frozen("ratings", "2")).zh == "满意"


def test_the_digest_covers_what_is_counted(house: None) -> None:
    rated(granted(), 1)
    shown = frozen("ratings")
    shown.topic = "ticket"
    assert not intact(shown)


def test_a_frozen_share_stays_when_a_rating_is_found_not_valid_and_says_which(
    house: None, clock: HeldClock
) -> None:
    rated(granted(), 1)
    bad = rated(granted(), 5)
    before = frozen("good_rate")
    voided(bad.number, clock)
    fresh = rated(granted(), 2)
    again = figure(before.pk)
    assert (number_of(again), recount(again)) == (Number(1, 2), Number(1, 2))
    assert number_of(now_of(again)) == Number(2, 2)
    found = compare(again, now_of(again))
    assert [(one.subject, one.reason, one.part, one.whole) for one in found] == [
        (bad.number, "changed", 0, -1),
        (fresh.number, "recorded", 1, 1),
    ]
    whole = [(one.subject, one.reason, one.part, one.whole) for one in compare(now_of(again), again)]
    assert whole == [(bad.number, "changed", 0, 1), (fresh.number, "recorded", -1, -1)]
    assert {one.subject for one in every_event(again)} >= {bad.number}


def test_a_figure_of_ratings_opens_page_by_page_and_to_its_grade_alone(house: None) -> None:
    numbers = [rated(granted(), grade).number for grade in (1, 3, 3, 4)]
    shown = frozen("ratings", "3")
    assert [one.subject for one in open_figure(shown)] == numbers[1:3]
    page = open_figure(frozen("ratings"), limit=3)
    rest = open_figure(frozen("ratings"), after=page[-1].place, limit=3)
    assert [one.subject for one in (*page, *rest)] == numbers


def test_a_rating_called_back_later_counts_so_from_then_on(house: None) -> None:
    bad = rated(granted(), 4)
    before = frozen("called_rate")
    assert number_of(before) == Number(0, 1)
    ratings.call_back(by=supervisor(), number=bad.number, matter=MATTER, reached=True)
    assert number_of(now_of(before)) == Number(1, 1)
    [one] = compare(before, now_of(before))
    assert (one.reason, one.part, one.actor) == ("changed", 1, supervisor().label)


def test_a_share_of_nothing_is_not_frozen_and_an_unknown_line_or_number_is_none(house: None) -> None:
    with pytest.raises(Refused):
        frozen("good_rate")
    assert frozen("ratings").value == 0
    for key, line, topic in (("ratings", "9", "rating"), ("accepted", "", "rating"), ("ratings", "", "hall")):
        with pytest.raises(Missing):
            frozen(key, line, topic)
    with pytest.raises(Denied):
        freeze(by=person(Role.CLERK), from_=FIRST, to=LAST, key="ratings", topic="rating")


def test_figures_of_two_kinds_are_not_compared(house: None) -> None:
    rated(granted(), 1)
    cases = freeze(by=SYSTEM, from_=FIRST, to=LAST, key="accepted")
    with pytest.raises(Refused, match="同一指标"):
        compare(frozen("ratings"), cases)
    with pytest.raises(Refused, match="同一指标"):
        compare(frozen("ratings", "1"), frozen("ratings", "2"))


def test_a_rating_of_another_system_counts_on_the_day_it_was_given(house: None, clock: HeldClock) -> None:
    case = granted()
    Case.objects.filter(pk=case.pk).update(source="other")
    clock.set("2022-11-08T09:00")
    given = datetime(2022, 10, 20, 10, tzinfo=house_clock.SHANGHAI)
    told = ratings.Reported(case.number, 2, given)
    assert ratings.take_in_reported(by=SYSTEM, source="other", rows=[told]) == [ratings.ReportedOutcome.FRESH]
    assert [one.at for one in open_figure(frozen("ratings"))] == [given]


def test_visits_are_frozen_by_what_came_of_them(db: None) -> None:
    open_house()
    from tests.tickets.hall import load_plan

    load_plan()
    three = three_visits()
    found = tally_reading("ticket", FIRST, LAST)
    today = house_clock.today()
    for line, count in visits_ended(today, today).items():
        shown = frozen("visits", str(line), "ticket")
        assert (shown.value, recount(shown)) == (count, Number(count))
    assert [one.subject for one in open_figure(frozen("visits", "without", "ticket"))] == [three[2].subject]
    share = frozen("handled_rate", topic="ticket")
    assert (number_of(share), found.tally.topic) == (Number(1, 3), "ticket")


def test_every_number_of_every_tally_can_be_frozen_and_counted_again(house: None) -> None:
    rated(granted(), 5)
    for tally in TALLIES.values():
        for one in tally.numbers:
            if one.whole and tally.topic != "rating":
                continue
            shown = frozen(one.key, topic=tally.topic)
            assert recount(shown) == number_of(shown)
            found = indicator_shown(shown)
            assert found is not None
            assert found.definition.zh == shown.definition


@pytest.mark.parametrize("tally", TALLIES.values(), ids=lambda one: one.topic)
def test_keys_of_a_tally_are_told_apart(tally: Tally) -> None:
    keys = [one.key for one in tally.numbers]
    assert len(set(keys)) == len(keys)
    assert not set(tally.lines) & {""}
    assert all("." not in line for line in tally.lines), "a page's place is told with points"
    assert {one.key for one in INDICATORS}.isdisjoint(keys)


def test_a_case_that_nobody_rated_counts_nothing(house: None) -> None:
    accepted()
    assert Case.objects.exists()
    assert frozen("ratings").value == 0
