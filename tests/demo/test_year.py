"""The reference year as files, and taken in as any source's: exact, once, whenever it is stopped."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.conf import settings

from banli.cases.models import Case
from banli.demo import exchange_files, year
from banli.intake.models import Part
from banli.kernel.actors import SYSTEM
from banli.kernel.clock import SHANGHAI
from banli.kernel.errors import Refused
from banli.ledger.service import append, drain, position, verify
from banli.people.service import Department
from banli.province import exchange as intake
from banli.statistics.service import by_department, fold, rebuild, statement

pytestmark = pytest.mark.usefixtures("house")
FROM, TO = date(2022, 1, 1), date(2022, 10, 21)
SCALE = "0.0002"
EXPECTED = {"licence": (134, 133), "public_service": (4033, 1587), "other_nine": (11, 11)}


@pytest.fixture(autouse=True)
def _after_the_year(monkeypatch: pytest.MonkeyPatch, clock: Any, tmp_path: Path) -> None:
    """After its last day, in packages small enough that there are several, in a folder of the test's own."""
    clock.set("2022-10-24T09:00")
    monkeypatch.setattr(exchange_files, "LEAST", 700)
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path / "data")


def numbers() -> dict[str, tuple[int, int]]:
    return {row.key: (row.values["accepted"], row.values["completed"]) for row in statement(FROM, TO).rows}


def test_the_six_numbers_come_out_and_the_record_verifies() -> None:
    seen: list[tuple[int, int]] = []
    taken = year.take_in_year(scale=SCALE, progress=lambda done, every: seen.append((done, every)))
    assert numbers() == EXPECTED
    assert seen[-1][0] == seen[-1][1] > 0
    assert len(seen) > 5
    assert taken.written > taken.events
    verdict = verify()
    assert verdict.ok, verdict.first_fault
    assert Part.objects.filter(rejected__gt=0).count() == 0
    assert Case.objects.filter(source="demo-year").count() > 4_000
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
    calls: list[int] = []

    def dies(first: int, said: Any) -> None:
        original(first, said)
        calls.append(first)
        if len(calls) == batch:
            raise KeyboardInterrupt

    original = intake.fold_said
    with monkeypatch.context() as patch:
        patch.setattr(intake, "fold_said", dies)
        with pytest.raises(KeyboardInterrupt):
            year.take_in_year(scale=SCALE)
    taken = year.take_in_year(scale=SCALE)
    assert taken.written > 0
    assert numbers() == EXPECTED
    assert verify().ok


def test_cases_already_recorded_for_the_period_are_counted_in() -> None:
    for case, kind in enumerate(["01", "01", "20", "10"], 1_000_000):
        moment = datetime(2022, 10, 18, 10, case % 60, tzinfo=SHANGHAI)
        append(
            topic="case",
            subject=f"{case}",
            name="accepted",
            by=SYSTEM,
            at=moment,
            scope="transport",
            facet=kind,
        )
    append(
        topic="case",
        subject="1000000",
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


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()
    }


def test_the_same_seed_writes_the_same_files_and_a_stopped_run_goes_on(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "two" / "2022-01-01").mkdir()
    for name in ("one", "two"):
        year.write_demo_year(out=tmp_path / name, scale=SCALE)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert one == two
    assert len(one) > 10
    year.write_demo_year(out=tmp_path / "one", scale=SCALE)
    with pytest.raises(Refused, match="one"):
        year.write_demo_year(out=tmp_path / "one", scale=SCALE, seed=1)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(Refused, match="mine"):
        year.write_demo_year(out=tmp_path / "mine", scale=SCALE)


@pytest.mark.parametrize("format_", ["csv", "ndjson"])
def test_every_format_gives_the_same_numbers(
    tmp_path: Path, format_: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_files, "MOST", 100)
    year.write_demo_year(out=tmp_path / "year", scale=SCALE, format_=format_)
    run, told = intake.take_in_files(source="other", paths=[tmp_path / "year"], folder=tmp_path)
    assert numbers() == EXPECTED
    assert sum(counts["rejected"] for _delivery, counts, _path in told) == 0
    assert run.known == 0


def test_files_hold_the_columns_of_the_national_tables(tmp_path: Path) -> None:
    year.write_demo_year(out=tmp_path / "year", scale=SCALE)
    path = next((tmp_path / "year").rglob("up_pro_accept.parquet"))
    columns = set(pq.read_schema(path).names)
    assert columns > {
        "project_no",
        "task_code",
        "accept_date",
        "promise_date",
        "cd_time",
        "cd_batch",
        "data_source",
    }
