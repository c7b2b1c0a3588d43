"""A form names a code list of the platform or of its pack; what is wrong with a list is told once, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.catalogue.samples import ITEMS, PACK, spoilt

from banli.catalogue.rules import ItemSpec
from banli.catalogue.rules.checks.checker import check_folder, spec_in
from banli.catalogue.rules.definition.lists import lists_of
from banli.catalogue.rules.definition.yamlfile import Fault

RECORD = ITEMS / "academic-record-check"
LAST = 'example: "106991201205001207"}'
"""How the form of that item ends; the questions of the tests follow it."""


def asking(options: str, *more: str) -> str:
    """The end of the form with a question of these options."""
    lines = ("- key: purpose", "  type: choice", "  label: {zh: 用途, en: Purpose}", f"  options: {options}")
    return "\n      ".join((LAST, *lines, "  example: own", *more))


def spec_with(folder: Path, options: str) -> ItemSpec:
    copy, _line = spoilt(folder, "form.yaml", LAST, asking(options), RECORD)
    spec = spec_in(copy)
    assert spec is not None, check_folder(copy)
    return spec


def purposes(spec: ItemSpec) -> list[str]:
    field = spec.form.field("purpose")
    assert field is not None
    return [option.value for option in field.options]


def fault_of(folder: Path, options: str) -> Fault:
    copy, _line = spoilt(folder, "form.yaml", LAST, asking(options), RECORD)
    (fault,) = check_folder(copy)
    return fault


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ("{list: person_purposes}", ["own", "work", "court", "other"]),
        ("{list: person_purposes, without: [court]}", ["own", "work", "other"]),
        ("{list: person_purposes, only: [other, own]}", ["own", "other"]),
        ("{list: person_purposes, first: [court, own]}", ["court", "own", "work", "other"]),
        ("{list: provinces, only: [sichuan, hubei]}", ["hubei", "sichuan"]),
    ],
)
def test_a_list_gives_its_entries(tmp_path: Path, options: str, codes: list[str]) -> None:
    assert purposes(spec_with(tmp_path, options)) == codes


def test_an_item_that_names_a_list_is_the_item_that_writes_it_out(tmp_path: Path) -> None:
    written = (
        "[{value: own, label: {zh: 本人留存, en: To keep}}, "
        "{value: work, label: {zh: 求职、评审, en: Work or review}}]"
    )
    named = spec_with(tmp_path / "named", "{list: person_purposes, only: [own, work]}")
    assert named == spec_with(tmp_path / "written", written)


def test_the_words_of_a_fact_may_be_a_list() -> None:
    spec = spec_in(ITEMS / "oversize-transport")
    assert spec is not None
    rule = next(one for one in spec.rules.derive if one.key == "class")
    assert {value: words.zh for value, words in rule.labels.items()} == {
        "I": "Ⅰ类",
        "II": "Ⅱ类",
        "III": "Ⅲ类",
    }


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("{list: persons_purposes}", "没有名为“persons_purposes”的代码表"),
        ("{list: person_purposes, without: [hobby]}", "代码表“person_purposes”中没有代码“hobby”"),
        ("{list: person_purposes, witout: [own]}", "写法是{list: 名称}"),
        ("{list: person_purposes, without: own}", "写法是{list: 名称}"),
        ("{lst: person_purposes}", "写法是{list: 名称}"),
        ("person_purposes", "写法是{list: 名称}"),
    ],
)
def test_a_list_that_is_not_there_is_told_at_the_field(tmp_path: Path, options: str, told: str) -> None:
    fault = fault_of(tmp_path, options)
    assert (Path(fault.file).name, fault.rule) == ("form.yaml", "lists")
    assert told in fault.message
    line = Path(fault.file).read_text(encoding="utf-8").splitlines()[fault.line - 1]
    assert options in line


def test_an_unknown_code_of_a_list_in_a_condition_is_told(tmp_path: Path) -> None:
    copy, _line = spoilt(
        tmp_path,
        "form.yaml",
        LAST,
        asking(
            "{list: person_purposes}",
            "- {key: court, type: text, label: 法院, show_when: 'purpose == \"curt\"', example: 某法院}",
        ),
        RECORD,
    )
    assert [one.message for one in check_folder(copy)] == ["“purpose”没有“curt”这个值，是不是“court”？"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("- key: person_purposes", "- key: provinces", "平台已有代码表“provinces”"),
        ("- key: company_purposes", "- key: person_purposes", "键“person_purposes”用了两次"),
        ("{code: work, zh", "{code: own, zh", "代码表“person_purposes”中代码“own”出现两次"),
        ("{code: work, zh: 求职、评审", "{code: work, cn: 求职、评审", "没有这个键：“cn”"),
        ("{code: work, zh: 求职、评审, en: Work or review}", "{code: work, zh: 求职、评审}", "缺少“en”"),
        ("{code: work, zh", "{code: 1, zh", "“code”"),
        ("- key: person_purposes", "- key: [", ""),
    ],
)
def test_what_is_wrong_with_the_packs_lists_is_told_in_their_file(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    copy, _line = spoilt(tmp_path, "form.yaml", LAST, asking("{list: person_purposes}"), RECORD)
    file = tmp_path / "lists.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    faults = check_folder(copy)
    assert any(fault.file == str(file) and told in fault.message for fault in faults), faults
    assert lists_of(tmp_path).faults


def test_the_packs_own_lists_have_no_fault() -> None:
    assert lists_of(PACK).faults == ()
