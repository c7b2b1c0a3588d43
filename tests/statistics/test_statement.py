"""The three lines of the report: what counts, when, and under which line."""

from __future__ import annotations

from datetime import date

import pytest
from tests.statistics.record import FROM, TO, fold_all, happened, numbers

from banli.kernel.errors import Refused
from banli.ledger.service import position
from banli.statistics.service import (
    LICENCE,
    OTHER_NINE,
    By,
    by_day,
    by_department,
    by_kind,
    last_days,
    plain,
    reading,
    statement,
)

pytestmark = pytest.mark.django_db


def test_a_case_counts_on_the_day_it_is_accepted_and_again_on_the_day_it_ends() -> None:
    happened("submitted", "2022-03-01")
    happened("accepted", "2022-03-02")
    happened("granted", "2022-04-11")
    assert numbers(statement(FROM, TO)) == {"licence": (1, 1)}
    assert numbers(statement(FROM, date(2022, 3, 31))) == {"licence": (1, 0)}
    assert numbers(statement(date(2022, 4, 1), TO)) == {"licence": (0, 1)}


def test_the_three_lines_are_licences_public_services_and_the_other_nine_kinds_together() -> None:
    kinds = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "20"]
    for case, kind in enumerate(kinds):
        happened("accepted", "2022-05-05", kind=kind, case=case)
    assert [(row.key, row.values["accepted"]) for row in statement(FROM, TO).rows] == [
        ("licence", 1),
        ("public_service", 1),
        ("other_nine", 9),
    ]
    assert [(row.key, row.values["accepted"]) for row in by_kind(FROM, TO).rows] == [
        (kind, 1) for kind in kinds
    ]


@pytest.mark.parametrize(
    "end", ["granted", "refused", "not_accepted", "withdrawn", "terminated", "forwarded"]
)
def test_every_counted_end_is_a_completion(end: str) -> None:
    happened(end, "2022-06-01")
    assert numbers(statement(FROM, TO)) == {"licence": (0, 1)}


@pytest.mark.parametrize("end", ["retracted", "not_required", "voided", "delivered", "certificate_issued"])
def test_what_is_no_completion_counts_nowhere(end: str) -> None:
    happened(end, "2022-06-01")
    assert numbers(statement(FROM, TO)) == {}


def test_both_days_of_the_period_belong_to_it_and_days_are_shanghai_days() -> None:
    happened("accepted", "2021-12-31", case=1, hour=23)
    happened("accepted", "2022-01-01", case=2, hour=0)
    happened("accepted", "2022-10-21", case=3, hour=23)
    happened("accepted", "2022-10-22", case=4, hour=0)
    assert numbers(statement(FROM, TO)) == {"licence": (2, 0)}


def test_an_event_counts_once_whether_it_waits_in_the_outbox_or_is_folded() -> None:
    happened("accepted", "2022-03-02", case=1)
    fold_all()
    happened("accepted", "2022-03-02", case=2)
    assert numbers(statement(FROM, TO)) == {"licence": (2, 0)}
    fold_all()
    assert numbers(statement(FROM, TO)) == {"licence": (2, 0)}


def test_events_of_the_hall_are_no_cases() -> None:
    from banli.kernel.actors import SYSTEM
    from banli.ledger.service import append

    append(topic="hall", subject="1", name="accepted", by=SYSTEM, facet="01")
    fold_all()
    assert numbers(statement(FROM, TO)) == {}


def test_a_statement_says_where_the_record_stood() -> None:
    happened("accepted", "2022-03-02")
    assert statement(FROM, TO).position == position() > 0


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refused, match="2022-10-21 至 2022-01-01"):
        statement(TO, FROM)


def test_departments_are_compared_line_by_line() -> None:
    happened("accepted", "2022-03-02", department="transport", case=1)
    happened("granted", "2022-03-03", department="transport", case=1)
    happened("accepted", "2022-03-02", department="commerce", kind="10", case=2)
    assert numbers(by_department(FROM, TO)) == {"transport": (1, 1), "commerce": (1, 0)}
    fold_all()
    assert numbers(by_department(FROM, TO, OTHER_NINE)) == {"commerce": (1, 0)}


def test_a_series_has_every_day_of_its_period() -> None:
    happened("accepted", "2022-10-15", case=1)
    happened("accepted", "2022-10-17", case=2)
    series = last_days(3, date(2022, 10, 17), LICENCE)
    assert [(row.key, row.values["accepted"]) for row in series.rows] == [
        ("2022-10-15", 1),
        ("2022-10-16", 0),
        ("2022-10-17", 1),
    ]
    assert len(by_day(FROM, TO).rows) == 294


def test_the_reading_for_machines_names_period_cutoff_position_and_definitions() -> None:
    happened("accepted", "2022-03-02")
    found = plain(reading(FROM, TO))
    assert (found["from"], found["to"]) == ("2022-01-01", "2022-10-21")
    assert found["cutoff"] == "2022-10-17T09:00:00+08:00"
    assert found["rows"][0] == {"kind": "licence", "accepted": 1, "completed": 0}
    assert [row["kind"] for row in found["rows"]] == ["licence", "public_service", "other_nine"]
    assert {one["key"] for one in found["indicators"]} == {"accepted", "completed"}
    assert plain(reading(FROM, TO, by=By.DEPARTMENT))["rows"] == [
        {"department": "transport", "accepted": 1, "completed": 0}
    ]
