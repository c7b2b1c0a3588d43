"""Ratings that other systems report: counted once, their bad ones with clocks, what is wrong told by row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.house import clerk
from tests.intake.exchange import accepted, ended, number, rejected, take, write

from banli.kernel.actors import SYSTEM
from banli.kernel.errors import Denied
from banli.ledger.service import events
from banli.ratings import service as ratings
from banli.ratings.models import Rating
from banli.ratings.states import RatingState

MARCH = (date(2022, 3, 1), date(2022, 3, 31))


def rating(serial: int, grade: str = "1", at: str = "2022-03-05 10:00:00") -> dict[str, Any]:
    """A row of satisfaction."""
    return {"project_no": number(serial), "satisfaction": grade, "assess_time": at}


@pytest.fixture
def reported(house: Path) -> Path:
    """Five cases that ended and one that goes on."""
    write(house / "cases" / "up_pro_accept.csv", [accepted(serial) for serial in range(1, 7)])
    write(house / "cases" / "up_pro_result.csv", [ended(serial) for serial in range(1, 6)])
    assert take(house / "cases")["fresh"] == 11
    return house


@pytest.mark.parametrize("ending", ["csv", "ndjson", "parquet"])
def test_each_grade_is_counted_and_a_bad_one_has_its_clocks_from_today(reported: Path, ending: str) -> None:
    file = write(reported / f"satisfaction.{ending}", [rating(grade, str(grade)) for grade in range(1, 6)])
    assert take(file) == {"read": 5, "fresh": 5, "same": 0, "corrected": 0, "rejected": 0}
    found = ratings.index(*MARCH)
    assert [found.grades[grade] for grade in sorted(found.grades)] == [1] * 5
    bad = Rating.objects.get(grade=5)
    assert (bad.state, bad.channel) == (RatingState.TO_CALL, "reported")
    assert (bad.call_by, bad.mend_by) == (date(2022, 10, 18), date(2022, 11, 7))
    [event] = events("rating", bad.number)
    assert number(5) not in event.body
    assert event.scope == "transport"


def test_the_same_again_adds_nothing_in_whatever_file(reported: Path) -> None:
    take(write(reported / "satisfaction.csv", [rating(1)]))
    again = write(reported / "later" / "satisfaction.csv", [rating(1), rating(2), rating(2)])
    assert take(again) == {"read": 3, "fresh": 1, "same": 2, "corrected": 0, "rejected": 0}
    assert Rating.objects.count() == 2


def test_what_is_wrong_is_told_by_row_and_the_others_are_taken(reported: Path) -> None:
    rows = [
        rating(1),
        rating(2, "9"),
        rating(2, ""),
        rating(99),
        rating(6),
        rating(3, at="2022-03-01 10:00:00"),
        rating(4, at="2030-01-01 10:00:00"),
        rating(4, at="yesterday"),
        rating(1, "5"),
        {**rating(5), "project_no": "?"},
    ]
    told = rejected(write(reported / "satisfaction.csv", rows))
    assert [(line, name) for line, name, _why in told] == [
        *((3, "satisfaction"), (4, "satisfaction"), (5, "project_no"), (6, "project_no")),
        *(
            (7, "assess_time"),
            (8, "assess_time"),
            (9, "assess_time"),
            (10, "satisfaction"),
            (11, "project_no"),
        ),
    ]
    assert Rating.objects.count() == 1


def test_another_source_rates_no_case_of_this_one(reported: Path) -> None:
    file = write(reported / "satisfaction.csv", [rating(1)])
    assert take(file, source="county")["rejected"] == 1
    assert not Rating.objects.exists()


def test_ratings_in_one_package_with_their_cases_are_taken_with_them(house: Path) -> None:
    write(house / "all" / "up_pro_accept.csv", [accepted(1)])
    write(house / "all" / "up_pro_result.csv", [ended(1)])
    write(house / "all" / "satisfaction.csv", [rating(1, "4")])
    assert take(house / "all") == {"read": 3, "fresh": 3, "same": 0, "corrected": 0, "rejected": 0}


def test_nobody_but_the_platform_takes_them_in(reported: Path) -> None:
    with pytest.raises(Denied):
        ratings.take_in_reported(by=clerk(), source="city", rows=[])
    assert ratings.take_in_reported(by=SYSTEM, source="city", rows=[]) == []
