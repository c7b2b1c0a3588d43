"""A fault inside a condition that is written as text names file, line and column, and what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.catalogue.samples import ITEMS, spoilt

from banli.catalogue.rules.checks.checker import check_folder, spec_in
from banli.kernel.yamlfile import Manner, parse

CLINIC = ITEMS / "clinic-filing"
TEXT = 'filing != "void" and practised_years < 5'
OLD = f"    when: {TEXT}"


@pytest.mark.parametrize(
    "written",
    [
        f"    when: {TEXT}",
        f"    when: '{TEXT}'",
        '    when: |\n      filing != "void"\n      and practised_years < 5',
        '    when: >-\n      filing != "void" and\n      practised_years < 5',
        "    when: {all: ['filing != \"void\"', practised_years < 5]}",
        "    when: {all: [{field: filing, op: '!=', value: void}, {field: practised_years, op: <, value: 5}]}",
    ],
)
def test_an_item_with_a_text_is_the_item_with_the_structured_condition(tmp_path: Path, written: str) -> None:
    copy, _line = spoilt(tmp_path, "rules.yaml", OLD, written, CLINIC)
    assert check_folder(copy) == []
    assert spec_in(copy) == spec_in(CLINIC)


@pytest.mark.parametrize(
    ("written", "word", "told"),
    [
        (f"    when: {TEXT} or beds", "or beds", "请用括号写明"),
        ("    when: filing <> 'void'", "<>", "请把“<>”写成“!=”"),
        (f"    when: {TEXT}".replace("practised", "practiced"), "practiced", "是不是“practised_years”？"),
        (f"    when: {TEXT}".replace("void", "viod"), "viod", "是不是“void”？"),
        ("    when: filing == void", "void", "请加引号"),
        ("    when: filing < beds", "filing", "不能用<比较"),
        ("    when: \"filing != 'void' and practised_years <\"", '"', "这里应为取值"),
        ("    when: \"filing == '\\u7532' beds\"", "beds", "这里应为and、or或者结束"),
        ("    when: |\n      filing != 'void'\n      and beeds > 5", "beeds", "是不是“beds”？"),
        ("    when: >-\n      filing != 'void' and\n      practised_years = 5", "= 5", "写成“==”"),
        ("    when: {all: ['beds > 1', beds < <]}", "<]", "这里应为取值"),
    ],
)
def test_a_fault_names_line_and_column(tmp_path: Path, written: str, word: str, told: str) -> None:
    copy, _line = spoilt(tmp_path, "rules.yaml", OLD, written, CLINIC)
    (fault,) = check_folder(copy)
    assert fault.rule == "condition"
    assert told in fault.message
    line = (copy / "rules.yaml").read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].startswith(word), line
    assert str(fault).startswith(f"{copy / 'rules.yaml'}:{fault.line}:{fault.column}: condition: ")


@pytest.mark.parametrize("written", ["5", "true", "null", "[]", "{all: [beds, 5]}"])
def test_what_is_neither_text_nor_structure_is_told(tmp_path: Path, written: str) -> None:
    copy, line = spoilt(tmp_path, "rules.yaml", OLD, f"    when: {written}", CLINIC)
    (fault,) = check_folder(copy)
    assert (fault.line, fault.rule) == (line, "condition")
    assert "这里应为条件" in fault.message


def test_a_fault_in_a_later_revision_is_told_in_its_file(tmp_path: Path) -> None:
    copy, _line = spoilt(tmp_path, "rules.yaml", "", "", CLINIC)
    later = copy / "revisions" / "2030-01-01.yaml"
    later.write_text(
        "change: 示例\nrules:\n  checks:\n"
        "    - {key: few, when: 'beds > many', where: beds, message: 多, article: 示例}\n",
        encoding="utf-8",
    )
    (fault,) = check_folder(copy)
    assert (Path(fault.file).name, fault.line, fault.column) == ("2030-01-01.yaml", 4, 32)


def test_no_field_is_called_like_a_word_of_conditions(tmp_path: Path) -> None:
    copy, _line = spoilt(tmp_path, "form.yaml", "key: beds", "key: not", CLINIC)
    assert "“not”是条件用词，请改用其他名称" in {one.message for one in check_folder(copy)}


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("a: bcd", 1, (1, 5)),
        ("a: 'it''s so'", 5, (1, 11)),
        ('a: "\\u7532 so"', 2, (1, 12)),
        ("a: |\n  bc\n  de", 4, (3, 4)),
        ("a: >-\r\n  bc\r\n  de\r\n", 3, (3, 3)),
        ("a: bc", 99, (1, 6)),
        ("a: [1]", 0, (0, 0)),
        ("b: 1", 0, (0, 0)),
    ],
)
def test_the_place_of_a_character(text: str, at: int, expected: tuple[int, int]) -> None:
    assert parse(text, "file", Manner(days=False)).spot(("a",), at) == expected
