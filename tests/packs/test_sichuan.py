"""The Sichuan pack: every item sound, every worked case as it says, every word in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.pack_items import APPLIED_FOR

from banli.catalogue.rules import ItemSpec, named_items
from banli.catalogue.rules.checks.checker import check_folder, specs_in
from banli.catalogue.rules.checks.examples import differences, read_examples
from banli.catalogue.rules.definition.folder import in_force, read_folder
from banli.catalogue.rules.definition.tables import KINDS
from banli.kernel.actors import Role
from banli.kernel.checkdigits import is_credit_code
from banli.kernel.text import Words

PACK = Path(__file__).parents[2] / "src" / "banli" / "packs" / "sichuan"
ITEMS = sorted((PACK / "items").iterdir())
EXAMPLES = [
    pytest.param(folder, name.name, id=f"{folder.name}/{name.stem}")
    for folder in ITEMS
    for name in sorted((folder / "cases").glob("*.yaml"))
]
COUNTIES = 183
CITIES = 21


def rows(name: str) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = yaml.safe_load((PACK / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def spec_of(folder: Path) -> ItemSpec:
    spec = read_folder(folder).spec
    assert spec
    return spec


SPECS = {folder.name: spec_of(folder) for folder in ITEMS}


@pytest.mark.parametrize("folder", ITEMS, ids=lambda folder: folder.name)
def test_an_item_has_no_fault(folder: Path) -> None:
    assert [str(fault) for fault in check_folder(folder)] == []


@pytest.mark.parametrize(("folder", "name"), EXAMPLES)
def test_a_worked_case_comes_out_as_it_says(folder: Path, name: str) -> None:
    found = {Path(document.file).name: example for document, example, _faults in read_examples(folder)}
    example = found[name]
    assert example
    assert list(differences(in_force(specs_in(folder), example.day), example)) == []


@pytest.mark.parametrize("folder", ITEMS, ids=lambda folder: folder.name)
def test_an_item_has_at_least_three_worked_cases(folder: Path) -> None:
    assert len(list((folder / "cases").glob("*.yaml"))) >= 3


def words_in(value: Any) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif isinstance(value, dict):
        yield from chain.from_iterable(words_in(one) for one in value.values())
    elif isinstance(value, list | tuple):
        yield from chain.from_iterable(words_in(one) for one in value)
    elif hasattr(type(value), "model_fields"):
        yield from chain.from_iterable(words_in(getattr(value, name)) for name in type(value).model_fields)


@pytest.mark.parametrize("spec", SPECS.values(), ids=lambda spec: spec.slug)
def test_everything_a_reader_sees_is_in_both_languages(spec: ItemSpec) -> None:
    found = list(words_in(spec))
    assert len(found) > 30
    assert [words.zh for words in found if not words.en] == []


@pytest.mark.parametrize("spec", [SPECS[name] for name in APPLIED_FOR], ids=lambda spec: spec.slug)
def test_a_guide_can_list_what_article_30_requires(spec: ItemSpec) -> None:
    assert spec.name.zh
    assert spec.laws
    assert spec.conditions
    assert spec.quantity
    assert spec.steps
    assert spec.limits
    assert spec.materials or spec.answer
    assert all(material.standard.zh and material.sample.zh for material in spec.materials)
    assert all(field.example is not None for field in spec.form.fields if field.required)
    assert spec.faq
    assert spec.keywords


def test_all_three_rows_of_the_statement_are_fed() -> None:
    kinds = [spec.kind for spec in SPECS.values()]
    assert kinds.count("01") >= 3
    assert kinds.count("20") >= 2
    assert len({kind for kind in kinds if kind not in ("01", "20")}) >= 2
    assert set(kinds) <= set(KINDS)


def changes_others(spec: ItemSpec) -> bool:
    """True for an item that issues the certificates of another one anew."""
    return named_items(spec) != (spec.slug,)


def test_codes_are_used_once() -> None:
    assert len({spec.task_code for spec in SPECS.values()}) == len(SPECS)
    # What changes the certificates of another item numbers them on.
    series = [
        spec.certificate.series for spec in SPECS.values() if spec.certificate and not changes_others(spec)
    ]
    assert len(set(series)) == len(series)


def test_an_items_code_begins_with_its_departments_credit_code() -> None:
    codes = {row["code"]: row["uscc"] for row in rows("departments")}
    assert {spec.slug: spec.task_code[:18] for spec in SPECS.values()} == {
        spec.slug: codes[spec.department] for spec in SPECS.values()
    }


def test_the_foreign_trade_filing_ended_with_the_law() -> None:
    spec = SPECS["foreign-trade-filing"]
    assert spec.retirement
    assert str(spec.retirement.on) == "2022-12-30"
    assert "第九条" in spec.retirement.because.zh
    assert "修改《中华人民共和国对外贸易法》的决定" in spec.retirement.law.zh
    assert spec.retirement.open_cases == "close"


def test_the_province_has_its_cities() -> None:
    regions = rows("regions")
    assert regions[0]["code"] == "510000"
    assert len(regions) == 1 + CITIES
    assert all(row["code"][:2] == "51" and len(row["code"]) == 6 for row in regions)
    assert len({row["code"] for row in regions}) == len(regions)


def test_every_county_of_the_province_can_be_named() -> None:
    """183 county-level divisions at the end of October 2022 (GB/T 2260): one of each city or prefecture at least."""
    found = next(row["codes"] for row in rows("lists") if row["key"] == "counties")
    names = {row["code"]: row["zh"] for row in found}
    assert len(found) == len(names) == len(set(names.values())) == COUNTIES
    cities = {row["code"][:4]: row["name"] for row in rows("regions")[1:]}
    assert {code[:4] for code in names} == set(cities)
    assert all(name.startswith(cities[code[:4]][:2]) for code, name in names.items())
    assert names["510116"] == "成都市双流区"
    assert names["513201"] == "阿坝州马尔康市"


def test_a_hospital_in_any_county_can_register() -> None:
    field = SPECS["medical-institution-registration"].form.field("region")
    assert field is not None
    assert len(field.options) == COUNTIES


def test_departments_have_synthetic_codes_with_valid_check_digits() -> None:
    departments = rows("departments")
    assert len({row["uscc"] for row in departments}) == len(departments)
    assert all(is_credit_code(row["uscc"]) and row["uscc"].startswith("1151000099") for row in departments)
    assert [row["order"] for row in departments] == list(range(1, len(departments) + 1))


def test_windows_and_people_belong_to_the_house() -> None:
    departments = {row["code"] for row in rows("departments")}
    windows = {row["code"]: row["department"] for row in rows("windows")}
    assert set(windows.values()) <= departments
    for person in rows("people"):
        placeless = person["roles"] in (["applicant"], ["government"])
        assert placeless or person["department"] in departments
        assert set(person["roles"]) <= set(Role)
        if "window" in person:
            assert windows[person["window"]] == person["department"]


@pytest.mark.parametrize("spec", SPECS.values(), ids=lambda spec: spec.slug)
def test_every_item_has_the_people_it_needs(spec: ItemSpec) -> None:
    people = rows("people")
    for step in spec.steps:
        able = [
            one for one in people if one.get("department") == spec.department and step.role in one["roles"]
        ]
        assert len(able) >= step.staff, (spec.slug, step.key)
    clerks = [one for one in people if "clerk" in one["roles"] and one.get("window") in spec.windows]
    assert clerks


def test_the_frame_of_the_weekly() -> None:
    frame: dict[str, Any] = yaml.safe_load((PACK / "weekly.yaml").read_text(encoding="utf-8"))
    assert frame["masthead"] == "窗口工作周报"
    assert frame["copies"] == 80
    assert frame["numbering"] == {"year": 2022, "issue": 34, "cumulative": 409}
