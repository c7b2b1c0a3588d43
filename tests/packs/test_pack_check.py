"""Checking a whole pack: the Sichuan pack has no fault, a broken one is told, and the page's own pack runs."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.packs.test_worked_acts import who

from banli.catalogue.service import items
from banli.cli.packs import pack as command
from banli.kernel.actors import SYSTEM
from banli.people.service import Department, Region
from banli.province.check import check_pack
from banli.province.load import SICHUAN, load_pack, load_people
from banli.province.worked.acts import play_file

PAGE = Path(__file__).parents[2] / "docs" / "develop" / "pack.md"
BLOCK = re.compile(r"^```\w+ (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def written(folder: Path) -> Path:
    """The pack that the page writes, written from its blocks alone."""
    for name, text in BLOCK.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_sichuan_pack_has_no_fault() -> None:
    assert [str(fault) for fault in check_pack(SICHUAN)] == []


@pytest.mark.django_db
def test_another_provinces_pack_is_built_from_the_page_checked_loaded_and_run(tmp_path: Path) -> None:
    folder = written(tmp_path)
    assert [str(fault) for fault in check_pack(folder)] == []
    loaded = load_pack(folder, by=SYSTEM)
    assert (loaded.frame.name, loaded.items) == ("青海省", 1)
    assert set(Region.objects.values_list("code", flat=True)) == {"630000", "630100"}
    assert Department.objects.count() == 2
    assert [card.slug for card in items()] == ["work-record-lookup"]
    assert len(load_people(folder, by=SYSTEM, password="a-long-test-password")) == 1
    assert [str(one) for one in play_file(folder, "work-record-lookup", "at-the-window", who)] == []


def of_a_city(folder: Path) -> Path:
    """The pack of the page as that of 西宁市, with two districts."""
    swap("pack.toml", 'province = "630000"', 'province = "630100"')(folder)
    swap("pack.toml", "cities = 1", "cities = 2")(folder)
    (folder / "regions.yaml").write_text(
        '- {code: "630100", name: 西宁市}\n'
        '- {code: "630102", name: 城东区, parent: "630100"}\n'
        '- {code: "630103", name: 城中区, parent: "630100"}\n',
        encoding="utf-8",
    )
    for _department in range(2):
        swap("departments.yaml", 'region: "630000"', 'region: "630100"')(folder)
    item = folder / "items" / "work-record-lookup" / "item.yaml"
    told = item.read_text(encoding="utf-8").replace('level: "2"', 'level: "3"')
    item.write_text(told.replace("001962632014", "001963632014"), encoding="utf-8")
    return folder


@pytest.mark.django_db
def test_a_pack_may_be_a_citys_and_runs(tmp_path: Path) -> None:
    folder = of_a_city(written(tmp_path))
    assert [str(fault) for fault in check_pack(folder)] == []
    assert load_pack(folder, by=SYSTEM).items == 1
    assert set(Region.objects.values_list("code", flat=True)) == {"630100", "630102", "630103"}
    load_people(folder, by=SYSTEM, password="a-long-test-password")
    assert [str(one) for one in play_file(folder, "work-record-lookup", "at-the-window", who)] == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"630102"', '"630202"', "“630202”不是630100的行政区划"),
        ('"630102", name: 城东区, parent: "630100"', '"630102", name: 城东区', "没有写上级行政区划"),
        ('城中区, parent: "630100"', '城中区, parent: "630102"', "“630103”不在“630102”之内"),
        ('- {code: "630103", name: 城中区, parent: "630100"}\n', "", "pack.toml写明2个区县，实际有1个"),
    ],
)
def test_a_citys_regions_lie_in_the_city(tmp_path: Path, old: str, new: str, told: str) -> None:
    folder = of_a_city(written(tmp_path))
    swap("regions.yaml", old, new)(folder)
    assert any(told in fault.message for fault in check_pack(folder))


Break = Callable[[Path], None]


def swap(name: str, old: str, new: str) -> Break:
    def do(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return do


COLUMN = """columns:
  - key: trading
    title: 公共资源交易工作
    since: 2022-11-21
    outline: [{section: trading_results, heading: 项目成交情况}]
    windows: [trading]
    editors: [nobody]
    reviewers: [nobody]
    signers: [nobody]
"""
ITEM = "items/work-record-lookup/item.yaml"
COUNTED = """bases:
  - key: four
    article: 某法第一条
    says: 6个月内不予受理其申请。
    whom: 某人
    ground: counted_violations
    months: 6
    department: health
rules:
  - key: four
    department: health
    kinds: [other_violation]
    times: 4
    within_days: 365
    basis: four
    effective_from: 2022-01-01
"""
FAULTS = [
    (swap("pack.toml", 'terms = "P', 'terms = "" # "P'), "pack.toml:1: terms"),
    (swap("pack.toml", "cities = 1", "cities = 8"), "regions.yaml:1: regions"),
    (swap("pack.toml", 'province = "630000"', 'province = "63"'), "pack.toml:1: frame"),
    (swap("pack.toml", 'province = "630000"', 'province = "630102"'), "pack.toml:1: regions"),
    (swap("regions.yaml", ', parent: "630000"', ""), "regions.yaml:2: regions"),
    (swap("regions.yaml", 'parent: "630000"', 'parent: "630100"'), "regions.yaml:2: regions"),
    (swap("regions.yaml", "Qinghai}", 'Qinghai, parent: "630100"}'), "regions.yaml:1: regions"),
    (swap("regions.yaml", '"630100"', '"510100"'), "regions.yaml:2: regions"),
    (swap("regions.yaml", 'parent: "630000"', 'parent: "620000"'), "regions.yaml:2: regions"),
    (swap("departments.yaml", 'uscc: "11', 'uscc: "12'), "departments.yaml:2: departments"),
    (swap("departments.yaml", "code: service-centre", "code: hrss"), "departments.yaml:3: departments"),
    (swap("departments.yaml", 'region: "630000"', 'region: "630200"'), "departments.yaml:2: departments"),
    (swap("windows.yaml", "department: hrss", "department: health"), "windows.yaml:1: windows"),
    (swap("windows.yaml", "code: hrss-01", "code: HRSS"), "windows.yaml:1: windows"),
    (swap("people.yaml", "window: hrss-01", "window: hrss-09"), "people.yaml:1: people"),
    (swap("people.yaml", "roles: [clerk]", "roles: [approver]"), f"{ITEM}:36: people"),
    (swap("calendars/2022-1.yaml", "year: 2022", "year: 2021"), "2022-1.yaml"),
    (swap("weekly.yaml", "copies: 10", "copies: many"), "weekly.yaml:10: weekly"),
    (swap("weekly.yaml", "distribution:", COLUMN + "distribution:"), "weekly.yaml:11: weekly"),
    (swap("weekly.yaml", "distribution:", COLUMN + "distribution:"), "weekly.yaml:12: weekly"),
    (swap(ITEM, "department: hrss", "department: service-centre"), f"{ITEM}:6: items"),
    (swap(ITEM, "windows: [hrss-01]", "windows: [hrss-02]"), f"{ITEM}:17: items"),
    (swap(ITEM, "complaint: 0971-5550009", "complaint: 0971-5550001"), f"{ITEM}:21: phones"),
    (lambda folder: (folder / "regions.yaml").unlink(), "regions.yaml"),
    (lambda folder: shutil.rmtree(folder / "items"), "items:1: items"),
    (lambda folder: (folder / "experts.yaml").write_text("fields: []\n"), "experts.yaml:1: experts"),
    (lambda folder: (folder / "credit.yaml").write_text("rules: 3\n"), "credit.yaml:1: credit"),
    (lambda folder: (folder / "credit.yaml").write_text(COUNTED), "credit.yaml:8: credit"),
    (lambda folder: (folder / "credit.yaml").write_text(COUNTED), "credit.yaml:11: credit"),
    (
        lambda folder: (folder / "credit.yaml").write_text(COUNTED.replace("不予受理其申请", "予以警告")),
        "no basis of a ban",
    ),
    (lambda folder: (folder / "authorities.yaml").write_text("live: 3\n"), "authorities.yaml"),
]


@pytest.mark.parametrize(("broken", "told"), FAULTS, ids=[told for _broken, told in FAULTS])
def test_a_fault_is_told_with_file_line_and_rule(tmp_path: Path, broken: Break, told: str) -> None:
    folder = written(tmp_path)
    broken(folder)
    faults = [str(fault) for fault in check_pack(folder)]
    assert any(told in fault for fault in faults), faults


def test_the_command_says_no_fault_or_each_of_them(tmp_path: Path) -> None:
    folder = written(tmp_path)
    fine = CliRunner().invoke(command, ["check", str(folder)], standalone_mode=False)
    assert (fine.return_value, fine.output) == (0, "No fault found.\n")
    swap("departments.yaml", 'uscc: "11', 'uscc: "12')(folder)
    swap("windows.yaml", "department: hrss", "department: health")(folder)
    broken = CliRunner().invoke(command, ["check", str(folder), "--json"], standalone_mode=False)
    assert broken.return_value == 1
    told = json.loads(broken.output)
    assert not told["ok"]
    assert {one["rule"] for one in told["faults"]} >= {"departments", "windows"}


def test_certificates_of_a_pack_are_checked_row_by_row(tmp_path: Path) -> None:
    folder = tmp_path / "sichuan"
    shutil.copytree(SICHUAN, folder)
    assert check_pack(folder) == []
    swap("certificates/mining-right.csv", "91510000MA6200001R", "91510000MA62000010")(folder)
    (folder / "certificates" / "nothing.csv").write_text("number\n", encoding="utf-8")
    swap("authorities.yaml", "item: foreign-trade-filing", "item: foreign-filing")(folder)
    told = [(one.file, one.line, one.rule) for one in check_pack(folder)]
    assert told == [
        ("authorities.yaml", 4, "authorities"),
        ("mining-right.csv", 3, "certificates"),
        ("nothing.csv", 1, "certificates"),
    ]
