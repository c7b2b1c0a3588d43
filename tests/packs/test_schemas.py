"""The schemas that editors use take every item of the pack, and find what is plainly wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from banli.catalogue.rules.definition.schemas import schemas
from banli.catalogue.rules.definition.yamlfile import read_yaml
from banli.province.load import SICHUAN

ITEMS = sorted(path for path in (SICHUAN / "items").iterdir() if path.is_dir())


def faults(name: str, data: Any) -> list[str]:
    """What an editor would mark in ``data`` as the file ``name``."""
    plain = json.loads(json.dumps(data, default=str))
    return [error.message for error in Draft202012Validator(schemas()[name]).iter_errors(plain)]


def test_the_schemas_are_schemas() -> None:
    for schema in schemas().values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("item", ITEMS, ids=lambda path: path.name)
def test_every_file_of_an_item_meets_its_schema(item: Path) -> None:
    found = {
        name: faults(name, read_yaml(item / name, name).data) for name in schemas() if (item / name).exists()
    }
    assert found
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


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
    assert any(told in fault for fault in faults(name, {**data, **change}))


def test_a_text_may_be_plain_chinese() -> None:
    data = read_yaml(SICHUAN / "items" / "oversize-transport" / "item.yaml", "item.yaml").data
    assert faults("item.yaml", {**data, "name": "公路超限运输许可"}) == []
