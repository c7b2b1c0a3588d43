"""The week file: the reference week as it is shipped, and what is said of a broken one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.authorities.people import live
from tests.plans import patrols

from banli.fieldwork.models import Activity
from banli.fieldwork.service import (
    CountedTraining,
    GreenChannel,
    Group,
    Talk,
    Training,
    activities,
    facts_told,
    find,
)
from banli.hall.models import Patrol, PatrolFinding
from banli.hall.service import leader_visits, patrol_opening, patrol_summary
from banli.kernel.actors import SYSTEM, Actor, Role
from banli.kernel.errors import Denied
from banli.kernel.yamlfile import FileFault, read
from banli.ledger.service import position
from banli.people.service import load_house, load_keepers
from banli.province.load import keepers_of
from banli.province.network import load_network_of
from banli.province.weeks import record_week

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "src" / "banli" / "packs" / "sichuan"
WEEK = PACK / "weeks" / "2022-10-17.yaml"
START, END = date(2022, 10, 17), date(2022, 10, 21)


@pytest.fixture(autouse=True)
def _house_on_the_next_monday(db: None, clock: Any, request: pytest.FixtureRequest) -> None:
    clock.set("2022-10-24")
    regions, departments, windows = (
        read(PACK / f"{name}.yaml").data for name in ("regions", "departments", "windows")
    )
    load_house(by=SYSTEM, regions=regions, departments=departments, windows=windows)
    load_keepers(by=SYSTEM, keepers=keepers_of(PACK))
    patrols()
    if "whole_network" in request.fixturenames:
        load_network_of(PACK, by=SYSTEM)
    else:
        live()  # one authority and one batch of one, which is quicker


def test_the_reference_week_is_recorded() -> None:
    told = record_week(WEEK, by=SYSTEM)
    assert (told.start, told.end, told.hall, told.fieldwork) == (START, END, 14, 6)
    assert [row.day.day for row in Patrol.objects.order_by("day")] == [17, 18, 19, 20, 21]
    assert {row.state for row in PatrolFinding.objects.all()} == {"rechecked"}
    assert [visit.department_id for visit in leader_visits(START, END)] == [
        "natural",
        "commerce",
        "commerce",
        "emergency",
    ]
    assert [(row.group, row.department_id) for row in activities(START, END)] == [
        (Group.BUSINESS_ENVIRONMENT, "commerce"),
        (Group.BUSINESS_ENVIRONMENT, "transport"),
        (Group.BUSINESS_ENVIRONMENT, "environment"),
        (Group.SERVICE_QUALITY, "health"),
        (Group.SERVICE_QUALITY, "transport"),
        (Group.SERVICE_QUALITY, "emergency"),
    ]


def test_its_six_dimensions_read_as_in_the_report() -> None:
    record_week(WEEK, by=SYSTEM)
    lines = patrol_summary(START, END)
    good, mended = "总体情况良好", "总体情况良好，发现问题1处，均已整改"
    assert [line.text for line in lines[:5]] == [good, mended, mended, mended, good]
    assert "72小时核酸检测阴性证明" in lines[5].text
    assert "“放管服”大督查" in patrol_opening(START, END)


@pytest.fixture
def whole_network() -> None:
    """Asked for by tests that need the network of the pack."""


@pytest.mark.usefixtures("whole_network")
def test_its_figures_are_those_of_the_report() -> None:
    record_week(WEEK, by=SYSTEM)
    training, talk, green = (facts_told(row) for row in activities(START, END, Group.BUSINESS_ENVIRONMENT))
    assert isinstance(training, Training)
    assert (training.batches, training.trainees, training.new_authorities_total) == (3, 19, 12)
    assert training.authorities_total == 122
    assert isinstance(training, CountedTraining)
    assert training.counted == ["PX-2022-1", "PX-2022-2", "PX-2022-3"]
    assert training.new_authorities == ["成都", "遂宁", "内江", "南充", "资阳"]
    assert training.handed_over == ["备案登记专用章", "账户密码", "空白登记表"]
    assert isinstance(talk, Talk)
    assert talk.occasion_on == date(2021, 12, 18)
    assert isinstance(green, GreenChannel)
    assert (green.approved_to_date, green.percent) == (9, 90)


@pytest.mark.usefixtures("whole_network")
def test_the_counted_training_reads_as_the_golden_issue_does() -> None:
    record_week(WEEK, by=SYSTEM)
    golden = (ROOT / "tests" / "weekly" / "golden" / "faithful.txt").read_text(encoding="utf-8")
    assert f"（1）{find('HD-20221021-1').report_text}" in golden.splitlines()


@pytest.mark.usefixtures("whole_network")
def test_every_sentence_is_whole_and_its_figures_are_in_it() -> None:
    record_week(WEEK, by=SYSTEM)
    texts = [row.report_text for row in activities(START, END)]
    texts += [row.report_text for row in leader_visits(START, END)]
    assert all(text.endswith("。") and 60 < len(text) < 400 for text in texts)
    assert not any("地址局" in text or "地址矿产" in text for text in texts)
    for figure in ("分三批", "近20人", "12家", "122家", "3个", "9个", "90%", "G4215"):
        assert any(figure in text for text in texts), figure


def test_reading_it_again_changes_nothing() -> None:
    record_week(WEEK, by=SYSTEM)
    before = position()
    record_week(WEEK, by=SYSTEM)
    assert position() == before


def test_only_who_may_records_it() -> None:
    with pytest.raises((Denied, FileFault)):
        record_week(WEEK, by=Actor(name="", roles=frozenset({Role.CLERK}), id=5, department="health"))
    assert not Patrol.objects.exists()


def line_of(text: str, part: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


@pytest.mark.parametrize(
    ("was", "now", "at", "says"),
    [
        ("department: natural", "department: nature", "public_id: LD-20221019-1", "nature"),
        ("window: hrss-10", "window: hrss-99", "window: hrss-99", "hrss-99"),
        ("rectified_on: 2022-10-18", "rectified_on: 2022-10-01", "public_id: WT-20221018-1", "2022-10-01"),
        ("since: 2022-09-01", "since: im Herbst", "since:", "facts.since"),
        ("since: 2022-09-01", "since: 2022-10-11", "public_id: HD-20221021-1", "2022-10-11"),
        ("{batches}", "{groups}", "report_text: 近期，商务厅分", "groups"),
        ("{total}", "{total", "report_text: 近期，商务厅分", "花括号"),
        ("planned: 10", "planned: 8", "        approved_now: 3", "none may exceed the next"),
        ("dimension: badge", "dimension: colour", "dimension: colour", "colour"),
        ("severity: minor", "weight: minor", "weight: minor", "weight"),
        ("public_id: XC-20221018", "public_id: XC-20221017", "hall:", "XC-20221017"),
        ("      day: 2022-10-18", "      day: 2022-10-28", "day: 2022-10-28", "2022-10-28"),
        ("end: 2022-10-21\n\nhall", "end: 2022-02-30\n\nhall", "end: 2022-02-30", "2022-02-30"),
        ("kind: talk", "kind: chat", "kind: chat", "kind"),
        ("      targets: [锦", "      aims: [锦", "aims: [锦", "aims"),
    ],
)
def test_a_fault_names_file_line_and_what_and_records_nothing(
    was: str, now: str, at: str, says: str, tmp_path: Path
) -> None:
    text = WEEK.read_text(encoding="utf-8")
    assert was in text
    text = text.replace(was, now, 1)
    broken = tmp_path / "week.yaml"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(FileFault) as caught:
        record_week(broken, by=SYSTEM)
    fault = str(caught.value)
    assert says in fault
    assert "week.yaml" in fault
    assert "\n" not in fault
    assert abs(caught.value.line - line_of(text, at)) <= 1
    assert not Patrol.objects.exists()
    assert not Activity.objects.exists()


@pytest.mark.parametrize("text", ["", "- 1\n", "just words\n"])
def test_a_file_that_is_no_week_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "week.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FileFault):
        record_week(tmp_path / "week.yaml", by=SYSTEM)


def test_an_entry_on_record_that_the_file_now_tells_otherwise_is_refused(tmp_path: Path) -> None:
    record_week(WEEK, by=SYSTEM)
    changed = tmp_path / "week.yaml"
    changed.write_text(
        WEEK.read_text(encoding="utf-8").replace("共{total}家", "共{new}家以上"), encoding="utf-8"
    )
    with pytest.raises(FileFault, match="HD-20221021-1"):
        record_week(changed, by=SYSTEM)
    assert find("HD-20221021-1").facts["trainees"] == 1
