"""The checker names file, line and rule of every fault, and a broken folder gives one clear fault, never a crash."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import ITEMS, OVERSIZE, spoilt

from banli.catalogue.rules.checks.checker import check_folder
from banli.catalogue.rules.definition.yamlfile import Unreadable, parse

STATEMENT = ITEMS / "social-insurance-statement"
TRADE = ITEMS / "foreign-trade-filing"


def rules(folder: Path, file: str, old: str, new: str, item: Path = OVERSIZE) -> set[tuple[str, str]]:
    """(file, rule) of every fault after ``old`` became ``new``; one stands there or at the entry around it."""
    copy, line = spoilt(folder, file, old, new, item)
    faults = check_folder(copy)
    assert any(Path(fault.file).name == file and -12 <= line - fault.line <= 60 for fault in faults), faults
    return {(Path(fault.file).name, fault.rule) for fault in faults}


def test_a_sound_item_has_no_fault(tmp_path: Path) -> None:
    copy, _line = spoilt(tmp_path, "item.yaml", "超宽", "超宽")
    assert check_folder(copy) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("level: ", "level_: ", "schema"),
        ('kind: "01"', "kind: 01", "yaml"),
        ('kind: "01"', 'kind: "11"', "schema"),
        ("slug: oversize", "slug: Oversize", "schema"),
        ("case_type: committed", "case_type: instant", "instant"),
        ("visits: {number: 0}", "visits: {number: 1}", "visits"),
        ("online_depth: [1, 2, 3, 4, 5, 6, 7]", "online_depth: [1, 2]", "visits"),
        ("delivery: [online, window, post]", "delivery: [window]", "visits"),
        ("keywords: [", "fee: {item: 工本费, standard: 每证10元}\nkeywords: [", "fee"),
        ("complaint: 028-55500345", "complaint: 028-55500303", "phones"),
        ('type: "10"', 'type: "20"', "certificate"),
        ("W2510118154000", "W2510118154001", "code"),
        ('task_code: "11510000990000148W', 'task_code: "115100009900001488', "code"),
        ('level: "2"', 'level: "3"', "code"),
        ('catalog_code: "510118', 'catalog_code: "510218', "code"),
        ("department: transport", "department: transit", "department"),
        ("windows: [transport-03, ", "windows: [transport-99, ", "window"),
        ("themes: [transport, ", "themes: [magic, ", "themes"),
        ("promised: {days: 3,", "promised: {days: 6,", "limits"),
        ('crossing and class == "I"', '{field: clas, op: "==", value: I}', "condition"),
        ('crossing and class == "I"', '{field: class, op: "==", value: IV}', "condition"),
        ('crossing and class == "I"', '{field: class, op: "<", value: I}', "condition"),
        ('crossing and class == "I"', '{field: crossing, op: "==", value: 1}', "condition"),
        ('crossing and class == "I"', '{field: crossing, op: "==", value: yes}', "condition"),
        ('crossing and class == "I"', 'crossing == "yes" and class == "I"', "condition"),
        ('crossing and class == "I"', "crossing and class = I", "condition"),
        ("    staff: 2", "    staff: 1", "steps"),
        ("special: experts", "special: expert", "steps"),
        ("special: experts", "special: reinforcement", "steps"),
        ("with_department: police", "with_department: polis", "department"),
        (
            "{key: approve, kind: approve, role: approver",
            "{key: approve, kind: examine, role: approver",
            "flow",
        ),
        (
            "{key: approve, kind: approve, role: approver",
            "{key: approve, kind: approve, role: reviewer",
            "steps",
        ),
        ("〔{year}〕{serial:05d}", "〔{year}〕{number}", "certificate"),
        ("until_field: until_on", "until_field: origin", "certificate"),
        ("source: carrier}", "source: carriers}", "certificate"),
        ("  series: oversize-transport", "  series: oversize-transport\n  template: none.typ", "certificate"),
        ("effective_from: 2020-01-01", "effective_from: 2020-01-01\nforwards_to: nothing", "item"),
        ("name: {zh:", "name: {zh: 甲}\nname: {zh:", "yaml"),
        ('kind: "01"', 'kind: ["01"', "yaml"),
        ('kind: "01"', 'kind: \t"01', "yaml"),
    ],
)
def test_a_fault_in_the_item_is_named_at_its_line(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert ("item.yaml", rule) in rules(tmp_path, "item.yaml", old, new)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("applicant: carrier\n", "applicant: mass_kg\n", "form"),
        ("summary: [cargo_name", "summary: [cargo", "form"),
        ("key: cargo_width_m", "key: cargo_length_m", "keys"),
        ("type: choice", "type: text", "form"),
        ("type: yes_no", "type: choice", "form"),
        ("example: 8.6", "example: 500", "form"),
        (", example: 8.6", "", "form"),
        ("min: 0.1, max: 200", "min: 300, max: 200", "form"),
        ("value: truck, label", "value: train, label", "form"),
        ('vehicle_type != "truck"', 'until_on != "truck"', "condition"),
        ("max: 40, label: {zh: 道路", 'pattern: "[", label: {zh: 道路', "form"),
        ("max: 40, label: {zh: 道路", 'pattern: ".*", label: {zh: 道路', "form"),
        ("type: identity", "type: passport", "schema"),
    ],
)
def test_a_fault_in_the_form_is_named_at_its_line(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert ("form.yaml", rule) in rules(tmp_path, "form.yaml", old, new)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("- {value: false}", '- {when: {field: mass_kg, op: ">", value: 5}, value: false}', "reach"),
        ('class == "II", value: 60', 'class == "III", value: 60', "reach"),
        ("max_of: axle_loads_kg", "max_of: origin", "derive"),
        ("max_of: axle_loads_kg", "max_of: axle_loads_kg, sum_of: axle_loads_kg", "derive"),
        ("key: axle_max", "key: mass_kg", "keys"),
        ("labels: {list: transport_classes}", "labels: {IV: Ⅳ类}", "derive"),
        ("where: divisible", "where: division", "checks"),
        ("{axle_sum}千克", "{axle_all}千克", "checks"),
        ("平均轴荷{value}千克", "平均轴荷{most}千克", "bounds"),
        ("axle_count_stated != axle_count", "axle_count_stated != origin", "condition"),
        (
            "axle_count_stated != axle_count",
            "{field: axle_count_stated, op: '!=', other: axle_count, value: 3}",
            "condition",
        ),
        ("severity: information", "severity: fatal", "schema"),
        ("key: divisible", "key: not-oversize", "keys"),
        ("at_most: 18000", "at_most: .inf", "schema"),
    ],
)
def test_a_fault_in_the_rules_is_named_at_its_line(tmp_path: Path, old: str, new: str, rule: str) -> None:
    assert ("rules.yaml", rule) in rules(tmp_path, "rules.yaml", old, new)


def test_a_material_twice_is_named(tmp_path: Path) -> None:
    assert ("materials.yaml", "keys") in rules(tmp_path, "materials.yaml", "key: outline", "key: escort-plan")


def test_a_blank_that_the_sample_promises_must_be_there(tmp_path: Path) -> None:
    found = rules(tmp_path, "materials.yaml", "以毫米标注的三视图", "平台提供三视图")
    assert ("materials.yaml", "blank") in found


def test_a_limit_that_no_case_reaches_is_named(tmp_path: Path) -> None:
    old = "  - when: crossing\n    statutory: {days: 20"
    new = "  - statutory: {days: 20"
    assert ("item.yaml", "reach") in rules(tmp_path, "item.yaml", old, new)


def test_cases_without_a_limit_are_named(tmp_path: Path) -> None:
    new = '  - when: {field: class, op: "!=", value: III}\n    statutory: {days: 15,'
    copy, _line = spoilt(tmp_path, "item.yaml", "  - statutory: {days: 15,", new)
    unreached, gap = check_folder(copy)
    assert (unreached.rule, gap.rule) == ("reach", "reach")
    assert gap.line < unreached.line


def test_a_worked_case_that_comes_out_otherwise_is_named(tmp_path: Path) -> None:
    copy, line = spoilt(tmp_path, "cases/class-three.yaml", "class: III", "class: II")
    (fault,) = check_folder(copy)
    assert (Path(fault.file).name, fault.line, fault.rule) == ("class-three.yaml", line, "worked-case")


def test_an_instant_item_promises_the_spot_and_nothing_else(tmp_path: Path) -> None:
    assert ("item.yaml", "instant") in rules(
        tmp_path, "item.yaml", "case_type: instant", "case_type: committed", STATEMENT
    )


def test_the_folder_is_called_like_the_item(tmp_path: Path) -> None:
    copy, _line = spoilt(tmp_path, "item.yaml", "超宽", "超宽")
    copy.rename(copy.with_name("something-else"))
    (fault,) = check_folder(copy.with_name("something-else"))
    assert fault.rule == "slug"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "schema"),
        (b"- a\n- b\n", "schema"),
        (b"just text", "schema"),
        ("名: 甲".encode("gb18030"), "encoding"),
        (b"a: b: c", "yaml"),
        (b"a: \x00", "yaml"),
        (b"a: &x [*x]", "yaml"),
        (b"[" * 5000, "yaml"),
        (b"x" * 600_000, "file"),
        (b"a: !!python/object/apply:os.system [ls]", "schema"),
        (b"a: 0b", "schema"),
        (b"9: 1\n? [a]\n: 1\n", "schema"),
    ],
)
def test_a_broken_file_gives_one_clear_fault(tmp_path: Path, content: bytes, rule: str) -> None:
    copy, _line = spoilt(tmp_path, "item.yaml", "超宽", "超宽")
    (copy / "item.yaml").write_bytes(content)
    faults = check_folder(copy)
    assert faults[0].rule == rule
    assert Path(faults[0].file).name == "item.yaml"
    assert rule == "schema" or len(faults) == 1
    assert all("\n" not in str(fault) for fault in faults)


@pytest.mark.parametrize("name", ["item.yaml", "form.yaml"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    copy, _line = spoilt(tmp_path, "item.yaml", "超宽", "超宽")
    (copy / name).unlink()
    (fault,) = check_folder(copy)
    assert (Path(fault.file).name, fault.rule) == (name, "file")


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert {fault.rule for fault in check_folder(tmp_path / "nothing")} == {"file"}


def test_a_broken_worked_case_is_named(tmp_path: Path) -> None:
    copy, _line = spoilt(tmp_path, "item.yaml", "超宽", "超宽")
    shutil.rmtree(copy / "cases")
    (copy / "cases").mkdir()
    (copy / "cases" / "a.yaml").write_text("title: 甲\nform: []\nexpect: {}\n", encoding="utf-8")
    (copy / "cases" / "b.yaml").write_text("title: [", encoding="utf-8")
    assert [(Path(fault.file).name, fault.line, fault.rule) for fault in check_folder(copy)] == [
        ("a.yaml", 2, "schema"),
        ("b.yaml", 1, "yaml"),
    ]


@given(st.text(max_size=60) | st.text(alphabet="ab:-[]{}&*!|>'\"#\n ?,%@", max_size=40))
def test_no_text_breaks_the_reader(text: str) -> None:
    fault = None
    try:
        document = parse(text, "any.yaml")
    except Unreadable as wrong:
        fault = wrong.fault
    if fault:
        assert fault.line >= 1
        assert "\n" not in str(fault)
    else:
        assert all(line >= 1 for line in document.lines.values())
