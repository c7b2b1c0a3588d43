"""Taking the demo year in: exact, once, whenever it is stopped."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from banli.cases.models import Case, Intake
from banli.kernel.actors import SYSTEM
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Refused
from banli.ledger.service import append, drain, position, verify
from banli.people.service import Department
from banli.site.demo import year
from banli.statistics.service import add, by_department, fold, rebuild, statement

pytestmark = pytest.mark.usefixtures("house")
FROM, TO = date(2022, 1, 1), date(2022, 10, 21)
SCALE = "0.0002"
EXPECTED = {"licence": (134, 133), "public_service": (4033, 1587), "other_nine": (11, 11)}


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(year, "batches", lambda plan: batches(plan, 700))


batches = year.batches


def numbers() -> dict[str, tuple[int, int]]:
    return {row.key: (row.values["accepted"], row.values["completed"]) for row in statement(FROM, TO).rows}


def test_the_six_numbers_come_out_and_the_record_verifies() -> None:
    seen: list[tuple[int, int]] = []
    taken = year.take_in_year(scale=SCALE, progress=lambda done, every: seen.append((done, every)))
    assert numbers() == EXPECTED
    assert (seen[0], seen[-1]) == ((0, taken.events), (taken.events, taken.events))
    assert len(seen) > 5
    verdict = verify()
    assert verdict.ok, verdict.first_fault
    assert Case.objects.filter(source="demo-year").count() == sum(
        Intake.objects.values_list("cases", flat=True)
    )
    assert {row.key for row in by_department(FROM, TO).rows} <= set(
        Department.objects.values_list("pk", flat=True)
    )


def test_the_facts_are_those_that_counting_the_events_again_gives() -> None:
    year.take_in_year(scale=SCALE)
    before = by_department(FROM, TO).rows
    rebuild(by=SYSTEM, from_=date(2021, 1, 1), to=TO)
    assert by_department(FROM, TO).rows == before
    assert numbers() == EXPECTED


def test_running_it_again_writes_nothing() -> None:
    year.take_in_year(scale=SCALE)
    before = position()
    again = year.take_in_year(scale=0.0002)
    assert (again.written, position()) == (0, before)


@pytest.mark.parametrize("batch", [1, 4])
def test_stopped_inside_a_batch_and_run_again_it_gives_the_same_numbers(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Any] = []

    def dies(counts: Any) -> None:
        calls.append(counts)
        if len(calls) == batch:
            raise KeyboardInterrupt
        add(counts)

    with monkeypatch.context() as patch:
        patch.setattr(year, "add", dies)
        with pytest.raises(KeyboardInterrupt):
            year.take_in_year(scale=SCALE)
    assert Intake.objects.exclude(batch="plan").count() == batch - 1
    taken = year.take_in_year(scale=SCALE)
    assert 0 < taken.written <= taken.events
    assert numbers() == EXPECTED
    assert verify().ok


def test_cases_already_recorded_for_the_period_are_counted_in() -> None:
    for case, kind in enumerate(["01", "01", "20", "10"]):
        moment = datetime(2022, 10, 18, 10, case, tzinfo=SHANGHAI)
        append(
            topic="case",
            subject=f"w{case}",
            name="accepted",
            by=SYSTEM,
            at=moment,
            scope="transport",
            facet=kind,
        )
    append(
        topic="case",
        subject="w0",
        name="granted",
        by=SYSTEM,
        at=datetime(2022, 10, 19, 9, tzinfo=SHANGHAI),
        scope="transport",
        facet="01",
    )
    year.take_in_year(scale=SCALE)
    assert numbers() == EXPECTED
    while drain([fold]):
        pass
    assert year.take_in_year(scale=SCALE).written == 0
    assert numbers() == EXPECTED


def test_another_scale_or_seed_on_the_same_folder_is_refused_in_one_line() -> None:
    year.take_in_year(scale=SCALE)
    with pytest.raises(Refused, match=r"0\.0002") as refused:
        year.take_in_year(scale="0.01")
    assert "\n" not in str(refused.value)
    with pytest.raises(Refused):
        year.take_in_year(scale=SCALE, seed=5)
    assert numbers() == EXPECTED
