"""A corrected report supersedes by version: both stay in the record, and every count is as if only the last were."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from tests.intake.exchange import accepted, ended, number, rejected, take, write

from banli.cases.models import Case
from banli.intake.rules import reject
from banli.intake.rules.bodies import accepted_one
from banli.intake.rules.items import KnownItem, Work
from banli.intake.rules.known_cases import Outcome, Story
from banli.intake.states import ANNULMENTS, Table
from banli.kernel.actors import SYSTEM
from banli.kernel.clock import SHANGHAI
from banli.ledger.service import events, verify
from banli.statistics.service import by_day, rebuild, statement

MARCH = (date(2022, 3, 1), date(2022, 3, 31))


def names(serial: int = 1) -> list[str]:
    return [one.name for one in events("case", str(Case.objects.get(number=number(serial)).pk))]


def days() -> dict[str, tuple[int, int]]:
    """Accepted and completed by day, where there are any; the same however they are counted."""
    found = _days()
    rebuild(by=SYSTEM, from_=MARCH[0], to=MARCH[1])
    assert _days() == found
    return found


def _days() -> dict[str, tuple[int, int]]:
    rows = by_day(*MARCH).rows
    found = {row.key: (row.values["accepted"], row.values["completed"]) for row in rows}
    return {key: values for key, values in found.items() if any(values)}


def report(house: Path, table: str, *rows: dict[str, Any]) -> dict[str, int]:
    place = house / str(len(list(house.iterdir())))
    return take(write(place / f"{table}.csv", rows))


def test_a_later_version_of_an_acceptance_moves_it_to_its_day(house: Path) -> None:
    report(house, "up_pro_accept", accepted(1), accepted(2))
    told = report(house, "up_pro_accept", accepted(1, "2022-03-02 10:00:00", dataver="2"))
    assert (told["corrected"], told["rejected"]) == (1, 0)
    assert names() == ["accepted", "accepted_annulled", "accepted"]
    assert days() == {"2022-03-01": (1, 0), "2022-03-02": (1, 0)}
    case = Case.objects.get(number=number(1))
    assert case.accepted_at is not None
    assert case.accepted_at.astimezone(SHANGHAI).date() == date(2022, 3, 2)
    last = events("case", str(case.pk))[-1]
    assert '"dataver":2' in last.body
    assert '"supersedes":1' in last.body
    assert verify().ok


def test_an_end_follows_its_corrected_acceptance(house: Path) -> None:
    report(house, "up_pro_accept", accepted(1))
    report(house, "up_pro_result", ended(1))
    report(house, "up_pro_accept", accepted(1, "2022-03-02 10:00:00", dataver="2"))
    assert names() == [
        "accepted",
        "granted",
        "accepted_annulled",
        "accepted",
        "granted_annulled",
        "granted",
    ]
    body = events("case", str(Case.objects.get().pk))[-1].body
    assert '"took_days":2' in body
    assert days() == {"2022-03-02": (1, 0), "2022-03-04": (0, 1)}


def test_a_corrected_result_is_another_result(house: Path) -> None:
    report(house, "up_pro_accept", accepted(1))
    report(house, "up_pro_result", ended(1))
    assert report(house, "up_pro_result", ended(1, "2022-03-07", "1", dataver="3"))["corrected"] == 1
    case = Case.objects.get()
    assert (case.state, case.result) == ("refused", "1")
    assert days() == {"2022-03-01": (1, 0), "2022-03-07": (0, 1)}


def test_without_a_version_the_time_of_the_report_decides(house: Path) -> None:
    first = accepted(1, dataver="", cd_time="2022-03-02 08:00:00")
    report(house, "up_pro_accept", first)
    assert report(house, "up_pro_accept", {**first, "cd_time": "2022-03-09"})["same"] == 1
    earlier = {**first, "accept_date": "2022-03-03", "cd_time": "2022-03-01"}
    assert report(house, "up_pro_accept", earlier)["rejected"] == 1
    later = {**first, "accept_date": "2022-03-03", "cd_time": "2022-03-05 10:00:00"}
    assert report(house, "up_pro_accept", later)["corrected"] == 1
    assert report(house, "up_pro_accept", later)["same"] == 0  # the file is known
    assert days() == {"2022-03-03": (1, 0)}


def test_another_content_under_the_same_version_is_rejected(house: Path) -> None:
    report(house, "up_pro_accept", accepted(1))
    place = write(house / "x" / "up_pro_accept.csv", [accepted(1, "2022-03-02"), accepted(1)])
    assert rejected(place) == [(2, "dataver", reject.CONFLICT)]
    assert days() == {"2022-03-01": (1, 0)}


def test_a_number_twice_in_one_file(house: Path) -> None:
    rows = [
        accepted(1),
        accepted(1),
        accepted(2),
        accepted(2, "2022-03-02"),
        accepted(3, "2022-03-04", dataver="2"),
        accepted(3, "2022-03-03"),
    ]
    path = write(house / "p" / "up_pro_accept.csv", rows)
    assert rejected(path) == [(5, "dataver", reject.CONFLICT)]
    assert names(3) == ["accepted", "accepted_annulled", "accepted"]
    assert days() == {"2022-03-01": (2, 0), "2022-03-04": (1, 0)}
    assert verify().ok


def test_a_deleted_row_is_taken_back(house: Path) -> None:
    report(house, "up_pro_accept", accepted(1))
    report(house, "up_pro_result", ended(1))
    assert report(house, "up_pro_result", ended(1, cd_operation="D"))["corrected"] == 1
    assert (Case.objects.get().state, days()) == ("in_review", {"2022-03-01": (1, 0)})
    assert report(house, "up_pro_accept", accepted(1, cd_operation="D"))["corrected"] == 1
    assert (Case.objects.get().state, days()) == ("voided", {})
    assert report(house, "up_pro_accept", accepted(1, cd_operation="D", remark="again"))["rejected"] == 1
    assert verify().ok


def test_a_case_cannot_change_its_item(house: Path) -> None:
    from tests.intake.exchange import code

    report(house, "up_pro_accept", accepted(1))
    other = write(house / "x" / "up_pro_accept.csv", [accepted(1, task_code=code("06"), dataver="2")])
    assert rejected(other) == [(2, "task_code", reject.OTHER_ITEM)]


def test_a_file_after_its_correction_changes_nothing(house: Path) -> None:
    first = write(house / "a" / "up_pro_accept.csv", [accepted(1)])
    take(first)
    report(house, "up_pro_accept", accepted(1, "2022-03-02", dataver="2"))
    assert take(first)["rejected"] == 0
    late = write(house / "b" / "up_pro_accept.ndjson", [accepted(1)])
    assert rejected(late) == [(1, "dataver", reject.CONFLICT)]
    assert days() == {"2022-03-02": (1, 0)}


def test_every_event_of_a_report_has_its_annulment() -> None:
    assert set(ANNULMENTS.values()) >= {"accepted", "granted", "refused", "voided", "withdrawn", "forwarded"}
    assert all(name == f"{event}_annulled" for name, event in ANNULMENTS.items())


wall = datetime.fromisoformat
ITEM = KnownItem("x", 1, 1, "01", "transport", 7, 20)
WORK = Work(lambda day, _limit: day, lambda first, last: (last - first).days)
REPORTS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 28), st.booleans()), min_size=1, max_size=12)


@examples(max_examples=80)
@given(REPORTS)
def test_whatever_is_reported_in_whatever_order_one_acceptance_stands(
    reports: list[tuple[int, int, bool]],
) -> None:
    """The version that stands is the first report of the highest version, unless the last word deleted it."""
    story = Story("1", ITEM, None, WORK, wall("2022-10-17"))
    standing: tuple[int, int] | None = None
    for version, day, deletes in reports:
        row = {
            "project_no": "1",
            "task_code": "x",
            "line": 1,
            "promise_date": None,
            "cd_time": None,
            "accept_date": wall(f"2022-03-{day:02}"),
            "dataver": version,
            "cd_operation": "D" if deletes else None,
        }
        told = story.tell(Table.ACCEPT, row)
        if deletes:
            standing = None
        elif standing is None:
            standing = (version, day)
            assert told is Outcome.FRESH
        elif version > standing[0] and day != standing[1]:
            standing = (version, day)
            assert told is Outcome.CORRECTED
        elif day == standing[1]:
            assert told is Outcome.SAME
        live = [one for one in story.live if one.name == "accepted"]
        assert [one.at.day for one in live] == ([standing[1]] if standing else [])
        sums = [(-1 if one.name in ANNULMENTS else 1) for one in story.new]
        assert sum(sums) == len(live)
        assert [one.seq for one in story.new] == list(range(1, len(story.new) + 1))
    assert accepted_one({**row, "dataver": 1}, ITEM, WORK)["limit_days"] == 20


@pytest.mark.usefixtures("house")
def test_the_statement_is_empty_before_anything_is_reported() -> None:
    assert statement(*MARCH).rows[0].values["accepted"] == 0
