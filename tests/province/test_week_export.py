"""A week as its file: what is written reads back as it was, and a broken file changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.authorities.people import live
from tests.plans import patrols

from banli.hall.models import FindingRemark, Patrol
from banli.hall.service import FindingRecord, HallWeek, assign_demand, close_demand, load_week, record_finding
from banli.kernel.actors import SYSTEM
from banli.kernel.printable import blank, faults
from banli.kernel.yamlfile import parse, read
from banli.ledger.service import position
from banli.people.service import load_house, load_keepers
from banli.province.load import SICHUAN, keepers_of
from banli.province.week_text import week_text
from banli.province.weeks import Week, read_week, record_week, week_faults

WEEK = SICHUAN / "weeks" / "2022-10-17.yaml"
START, END = date(2022, 10, 17), date(2022, 10, 21)


@pytest.fixture(autouse=True)
def _house(db: None, clock: Any) -> None:
    clock.set("2022-10-24")
    rows = {name: read(SICHUAN / f"{name}.yaml").data for name in ("regions", "departments", "windows")}
    load_house(by=SYSTEM, **rows)
    load_keepers(by=SYSTEM, keepers=keepers_of(SICHUAN))
    patrols()
    live()


@pytest.fixture
def written(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "week.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_reference_week_is_written_as_it_was_read_and_changes_nothing_when_read_again(
    written: Callable[[str], Path],
) -> None:
    record_week(WEEK, by=SYSTEM)
    before, text = position(), week_text(START, END)
    told, original = read_week(parse(text, "week.yaml")), read_week(read(WEEK))
    assert told.hall == original.hall
    plain = {"facts": True, "report_text": True}
    for ours, theirs in zip(told.fieldwork.activities, original.fieldwork.activities, strict=True):
        assert ours.model_dump(exclude=plain) == theirs.model_dump(exclude=plain)
    path = written(text)
    assert week_faults(path, by=SYSTEM) == []
    record_week(path, by=SYSTEM)
    assert (position(), week_text(START, END)) == (before, text)


def test_a_second_round_and_the_tasks_of_a_visit_are_in_the_file() -> None:
    record_week(WEEK, by=SYSTEM)
    told: dict[str, Any] = {
        "dimension": "badge",
        "department": "transport",
        "place": "交通窗口",
        "note": "未佩戴",
    }
    for patrol in ("XC-20221020", "XC-20221021"):
        record_finding(
            patrol=patrol, record=FindingRecord(public_id=f"WT-{patrol[-4:]}-9", **told), by=SYSTEM
        )
    assign_demand(demand="LD-20221020-1-2", to="commerce", due_on=END, by=SYSTEM)
    close_demand(demand="LD-20221020-1-2", on=END, proof="已印发：“会商”办法。", by=SYSTEM)
    week = read_week(parse(week_text(START, END), "week.yaml"))
    assert [one.finding for one in week.hall.patrols[4].seen_again] == ["WT-1020-9"]
    (task,) = week.hall.leader_visits[1].tasks
    assert (task.demand, task.department, task.proof) == (2, "commerce", "已印发：“会商”办法。")


def test_a_file_says_itself_which_finding_a_second_round_saw() -> None:
    """Also where the finding was put right before the file was written: nothing is guessed from the place."""
    patrol: dict[str, Any] = {"slot": "morning", "inspectors": ["巡查一组"], "route": "一楼"}
    found: dict[str, Any] = {
        "dimension": "badge",
        "department": "transport",
        "place": "交通窗口",
        "note": "未佩戴",
    }
    mended = {"rectified_on": "2022-10-18", "rectification": "已佩戴"}
    again = {"public_id": "WT-2", "finding": "WT-1", "note": "仍未佩戴。"}
    first = {
        **patrol,
        "public_id": "XC-1",
        "day": "2022-10-17",
        "findings": [{**found, **mended, "public_id": "WT-1"}],
    }
    second = {**patrol, "public_id": "XC-2", "day": "2022-10-18", "seen_again": [again]}
    for _ in range(2):
        load_week(data=HallWeek.model_validate({"patrols": [first, second]}), by=SYSTEM)
    assert [(one.finding.public_id, one.note) for one in FindingRemark.objects.all()] == [
        ("WT-1", "仍未佩戴。")
    ]


def test_a_broken_week_changes_nothing_and_every_fault_of_its_shape_has_its_line(
    written: Callable[[str], Path],
) -> None:
    text = WEEK.read_text(encoding="utf-8")
    broken = text.replace("slot: morning", "slit: morning", 1).replace(
        "reported_on: 2022-10-19", "reported_on: x"
    )
    before = position()
    lines = [one.line for one in week_faults(written(broken), by=SYSTEM)]
    assert len(set(lines)) >= 2
    late = text.replace("window: market-18", "window: market-99")
    (fault,) = week_faults(written(late), by=SYSTEM)
    assert "market-99" in str(fault)
    assert "market-99" in late.splitlines()[fault.line - 1]
    assert week_faults(written(text), by=SYSTEM) == []
    assert (position(), Patrol.objects.count()) == (before, 0)


LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
words = st.text(
    st.one_of(
        st.characters(codec="utf-8", exclude_categories=("C", "Z")),
        st.sampled_from("：，#“”—-&*!|>'\"%@`no0:1"),
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: bool(text.strip()))


@given(words)
def test_any_words_come_back_character_for_character(told: str) -> None:
    if blank(told) or list(faults(told)):
        return
    visit = {
        "public_id": "LD-1",
        "day_text": "近日",
        "reported_on": "2022-10-17",
        "department": "transport",
        "leader_title": "厅领导",
        "place": "窗口",
        "report_text": told,
        "demands": [told],
    }
    week = Week(start=START, end=END, hall=HallWeek.model_validate({"leader_visits": [visit]}))
    text = yaml.safe_dump(
        week.model_dump(mode="json", exclude_defaults=True), allow_unicode=True, width=10_000
    )
    (back,) = read_week(parse(text, "week.yaml")).hall.leader_visits
    assert (back.report_text, back.demands) == (told.strip(), [told.strip()])
