"""A form asks nothing that those who apply cannot answer, and lets in everybody whom the item serves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.catalogue.procedures import Data, check, only
from tests.catalogue.samples import BASIC_FIELDS, definition, item

from banli.catalogue.rules.checks.answerable import check_answerable
from banli.catalogue.rules.definition.yamlfile import hindering


def field(key: str, label: str, **more: Any) -> Data:
    return {"key": key, "type": "text", "label": {"zh": label, "en": key}, "example": "123", **more}


DIGITS = {"pattern": r"\d{3}", "pattern_hint": {"zh": "三位数字", "en": "Three digits"}}
SOURCES = [{"value": one, "label": one} for one in ("日常监管", "移送交办")]


@pytest.mark.parametrize(
    ("asked", "rule"),
    [
        (field("grade", "举报等级"), "organ"),
        (field("fine", "罚没款金额", type="number", example=5), "organ"),
        (field("origin", "来源", type="choice", options=SOURCES, example="日常监管"), "organ"),
        (field("number", "证书编号", **DIGITS), "source"),
        (field("again", "姓名"), "twice"),
        (field("register", "医保编号"), "twice"),
    ],
)
def test_a_question_that_cannot_be_answered_is_named_at_its_line(
    tmp_path: Path, asked: Data, rule: str
) -> None:
    only(check(tmp_path, asked), rule, asked["key"], file="form.yaml")


@pytest.mark.parametrize(
    "asked",
    [
        field("number", "证书编号", found_at={"zh": "证书正面", "en": "On its face"}, **DIGITS),
        field("number", "证书编号", required=False, **DIGITS),
        field("post", "邮政编码", **DIGITS),
        field("grade", "举报等级", found_at={"zh": "奖励通知书", "en": "In the notice"}),
        field("register", "医保编号", required=False),
    ],
)
def test_what_can_be_read_somewhere_or_left_out_may_be_asked(tmp_path: Path, asked: Data) -> None:
    assert check(tmp_path, asked) == []


def test_what_looks_at_words_is_a_remark_and_hinders_nothing(tmp_path: Path) -> None:
    (found,) = check(tmp_path, field("grade", "举报等级"))
    assert found.severity == "remark"
    assert "organ (remark)" in str(found)
    assert hindering([found]) == []


def test_an_organ_may_ask_itself_where_a_case_is_from() -> None:
    origin = field("origin", "来源", type="choice", options=SOURCES, example="日常监管")
    assert list(check_answerable(item(origin, kind="02"))) == []


@pytest.mark.parametrize(
    ("changes", "rules"),
    [
        ({"identity": "checked", "online_depth": [1, 2]}, []),
        ({"online_depth": []}, []),
        ({"identity": "code", "online_depth": []}, ["identity"]),
        ({"identity": "checked", "online_depth": [1], "kind": "02"}, ["identity"]),
    ],
)
def test_who_applies_online_may_have_to_be_known(changes: Data, rules: list[str]) -> None:
    assert [one[1] for one in check_answerable(item(**changes)) if one[1] == "identity"] == rules


def form(kind: str, example: str) -> Data:
    code = {"key": "code", "type": kind, "label": "证件", "example": example}
    whole: Data = definition()["form"]
    whole["sections"][0]["fields"] = [BASIC_FIELDS[0], code, BASIC_FIELDS[2]]
    return whole


PERSON, COMPANY = "11010519491231002X", "91350100M000100Y43"


@pytest.mark.parametrize(
    ("kind", "example", "serves"),
    [("uscc", COMPANY, ["1", "2"]), ("identity", PERSON, ["1", "2"]), ("identity", PERSON, ["3"])],
)
def test_who_may_apply_can_say_who_he_is(tmp_path: Path, kind: str, example: str, serves: list[str]) -> None:
    found = check(tmp_path, form=form(kind, example), server_types=serves)
    only(found, "entrant", "server_types")


@pytest.mark.parametrize(
    ("kind", "example", "serves"),
    [
        ("uscc", COMPANY, ["2", "6"]),
        ("identity", PERSON, ["1"]),
        ("subject", PERSON, ["1", "2"]),
        ("subject", COMPANY, ["1", "2"]),
        ("text", "JB2022", ["1", "2"]),
    ],
)
def test_a_form_that_lets_all_of_them_in_is_sound(
    tmp_path: Path, kind: str, example: str, serves: list[str]
) -> None:
    assert check(tmp_path, form=form(kind, example), server_types=serves) == []
