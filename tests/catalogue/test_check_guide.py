"""The quality rules that reviewers of guides apply, each broken once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.catalogue.procedures import APPROVE, EXAMINE, Data, check, limit, only, span, step
from tests.catalogue.samples import BASIC_FIELDS, definition, item

from banli.catalogue.rules.checks.guide import check_guide
from banli.catalogue.rules.definition.folder import read_folder

ZERO: Data = {"number": 0}
BY_POST = {"name": "决定", "type": "20", "delivery": ["post"], "sample": "样本"}

OF_A_COMPANY: Data = definition()["form"]
OF_A_COMPANY["sections"][0]["fields"] = [
    BASIC_FIELDS[0],
    {"key": "code", "type": "uscc", "label": "代码", "example": "91350100M000100Y43"},
    BASIC_FIELDS[2],
]


def result(name: str, kind: str) -> Data:
    return {"name": name, "type": kind, "delivery": ["window"], "sample": "样本"}


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        ({"limits": [span(limit(1), limit(0))]}, "instant", "case_type"),
        ({"visits": {"number": 1}}, "visits", "visits"),
        ({"visits": ZERO, "online_depth": [4]}, "visits", "delivery"),
        ({"visits": ZERO, "result": BY_POST}, "visits", "slug"),
        ({"online_depth": [1, 5]}, "visits", "visits"),
        ({"fee": {"item": "工本费", "standard": "10元"}}, "fee", "fee"),
        ({"complaint": "1"}, "phones", "complaint"),
        ({"result": result("采矿许可证", "20")}, "result", "type"),
        ({"result": result("通知文（副本）", "30")}, "result", "type"),
        ({"result": result("环评批复", "20")}, "result", "type"),
        ({"result": result("证书", "10")}, "certificate", "type"),
        ({"themes": ["trade"]}, "themes", "trade"),
        ({"themes": ["birth"], "server_types": ["2"], "form": OF_A_COMPANY}, "themes", "birth"),
        ({"themes": ["magic"]}, "themes", "magic"),
        ({"faq": []}, "faq", "faq"),
        ({"quantity": None}, "quantity", "quantity"),
        ({"limits": [span(limit(5), limit(6))]}, "limits", "days: 6"),
        ({"limits": [span(limit(20, "calendar"), limit(20))]}, "limits", "days: 20"),
    ],
)
def test_a_fault_of_the_guide_is_named_at_its_line(
    tmp_path: Path, changes: dict[str, Any], rule: str, words: str
) -> None:
    only(check(tmp_path, **changes), rule, words)


def test_a_result_without_a_sample_and_a_fee_without_standard_are_no_definition(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    only(
        check(tmp_path / "a", result={"name": "决定", "type": "20", "delivery": ["window"]}), "schema", "name"
    )
    only(check(tmp_path, fee={"item": "工本费", "basis": "某法"}), "schema", "item")


def test_an_item_without_fee_has_nothing_to_pay_online(tmp_path: Path) -> None:
    assert {one.rule for one in check(tmp_path, fee={"online": True})} == {"schema"}
    assert "fee" not in definition()


@pytest.mark.parametrize(
    ("themes", "server_types"),
    [
        (["birth"], ["1"]),
        (["trade"], ["2"]),
        (["health"], ["1"]),
        (["health"], ["2"]),
        (["safety"], ["1", "3"]),
    ],
)
def test_a_theme_of_those_the_item_serves_is_sound(themes: list[str], server_types: list[str]) -> None:
    assert list(check_guide(item(themes=themes, server_types=server_types))) == []


def test_a_folder_that_was_checked_is_a_definition(tmp_path: Path) -> None:
    assert check(tmp_path) == []
    assert read_folder(tmp_path / "sample").spec == item()


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"windows": []}, "schema"),
        ({"steps": [APPROVE]}, "steps"),
        ({"steps": [EXAMINE]}, "flow"),
        ({"steps": [EXAMINE, APPROVE, step("after")]}, "flow"),
        ({"result": {**BY_POST, "delivery": []}}, "schema"),
    ],
    ids=["受理", "审核", "审批", "办结", "送达"],
)
def test_a_licence_is_received_examined_decided_ended_and_delivered(
    tmp_path: Path, changes: dict[str, Any], rule: str
) -> None:
    assert {one.rule for one in check(tmp_path, **changes)} == {rule}
