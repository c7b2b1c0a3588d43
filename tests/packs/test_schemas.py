"""The schemas that editors use take every file of the packs that are shipped, and find what is plainly wrong."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from banli.catalogue.rules.definition.yamlfile import MANNER, read_yaml
from banli.kernel.yamlfile import read
from banli.province.load import SICHUAN
from banli.province.schemas import file_of, schemas

SCHEMAS = schemas()
PUBLISHED = Path(__file__).parents[2] / "docs" / "develop" / "schemas"
FILES = sorted(
    path
    for path in SICHUAN.rglob("*")
    if path.suffix in (".yaml", ".toml") and "certificates" not in path.parts
)


def name_of(path: Path) -> str:
    """The pattern under which a file of the pack has its schema."""
    parts = path.relative_to(SICHUAN).parts
    if parts[0] == "items":
        parts = (parts[0], "*", *parts[2:])
    if parts[-2:-1] and parts[-2] in (
        "calendars",
        "databanks",
        "weeks",
        "bundles",
        "walks",
        "cases",
        "revisions",
        "papers",
    ):
        parts = (*parts[:-1], "*.yaml")
    return "/".join(parts)


def data_of(path: Path) -> Any:
    """What an editor sees in a file: days are texts, as JSON has none."""
    if path.suffix == ".toml":
        return tomllib.loads(path.read_text(encoding="utf-8"))
    return plain(read(path, path.name, MANNER).data)


def plain(data: Any) -> Any:
    return json.loads(json.dumps(data, default=str))


def faults(name: str, data: Any) -> list[str]:
    """What an editor would mark in ``data`` as the file ``name``."""
    return [error.message for error in Draft202012Validator(SCHEMAS[name]).iter_errors(plain(data))]


def test_the_schemas_are_schemas() -> None:
    for schema in SCHEMAS.values():
        Draft202012Validator.check_schema(schema)


def test_every_schema_is_published_under_a_name_of_its_own() -> None:
    names = [file_of(name) for name in SCHEMAS]
    assert len(set(names)) == len(names)
    assert {path.name for path in PUBLISHED.glob("*.schema.json")} == set(names)


def test_the_pack_that_is_shipped_has_a_file_of_every_kind() -> None:
    assert {name_of(path) for path in FILES} == set(SCHEMAS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SICHUAN)))
def test_every_file_of_the_pack_meets_its_schema(path: Path) -> None:
    assert faults(name_of(path), data_of(path)) == []


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_misspelt_key_is_marked_in_every_kind_of_file(name: str) -> None:
    data = data_of(next(path for path in FILES if name_of(path) == name))
    spoilt = [{**data[0], "nmae": "甲"}] if isinstance(data, list) else {**data, "nmae": "甲"}
    assert any("nmae" in fault for fault in faults(name, spoilt))


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("item.yaml", {"case_type": "promised"}, "promised"),
        ("item.yaml", {"departement": "transport"}, "departement"),
        ("item.yaml", {"name": None}, "None"),
        ("form.yaml", {"sections": "none"}, "none"),
    ],
)
def test_what_is_plainly_wrong_is_marked(name: str, change: dict[str, Any], told: str) -> None:
    data = read_yaml(SICHUAN / "items" / "oversize-transport" / name, name).data
    assert any(told in fault for fault in faults(f"items/*/{name}", {**data, **change}))


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({"consult": "1"}, True),
        ({"fee": None}, True),
        ({"steps": [{"key": "experts", "basis": "某法"}]}, True),
        ({"steps": [{"key": "experts", "gone": True}]}, True),
        ({"steps": [{"key": "experts", "bassis": "某法"}]}, False),
        ({"steps": [{"basis": "某法"}]}, False),
        ({"slug": "another"}, False),
        ({"form": {"sections": [{"key": "cargo", "fields": [{"key": "mass", "max": 5}]}]}}, True),
        ({"form": {"sections": [{"key": "cargo", "fields": [{"key": "mass", "mx": 5}]}]}}, False),
    ],
)
def test_a_later_revision_says_what_changes_and_nothing_else(change: dict[str, Any], right: bool) -> None:
    assert (faults("items/*/revisions/*.yaml", {"change": "某法修改", **change}) == []) is right


@pytest.mark.parametrize(
    "when", ['crossing and class == "I"', {"field": "crossing", "op": "==", "value": True}]
)
def test_a_condition_is_a_text_or_a_structure(when: object) -> None:
    check = {"key": "one", "when": when, "where": "crossing", "message": "甲", "article": "乙"}
    assert faults("items/*/rules.yaml", {"checks": [check]}) == []


def test_a_text_may_be_plain_chinese() -> None:
    data = read_yaml(SICHUAN / "items" / "oversize-transport" / "item.yaml", "item.yaml").data
    assert faults("items/*/item.yaml", {**data, "name": "公路超限运输许可"}) == []
