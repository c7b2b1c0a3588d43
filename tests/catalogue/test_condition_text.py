"""A condition written as a short text is the structured condition that says the same; rubbish is told, never raised."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from banli.catalogue.rules import Condition
from banli.catalogue.rules.definition.condition_text import DEEPEST, structured
from banli.catalogue.rules.definition.condition_tokens import LONGEST, WORDS, NotACondition
from banli.catalogue.rules.definition.condition_written import in_text
from banli.kernel.errors import Problem

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)


def same(text: str, form: dict[str, Any]) -> bool:
    return CONDITION.validate_python(text) == CONDITION.validate_python(form)


CROSSING = {"field": "crossing", "op": "==", "value": True}
CLASS_ONE = {"field": "class", "op": "==", "value": "I"}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('crossing and class == "I"', {"all": [CROSSING, CLASS_ONE]}),
        ("crossing and class == 'I'", {"all": [CROSSING, CLASS_ONE]}),
        ("length > 20", {"field": "length", "op": ">", "value": 20}),
        ("width <= 3.75", {"field": "width", "op": "<=", "value": 3.75}),
        ("temperature >= -4", {"field": "temperature", "op": ">=", "value": -4}),
        ("crossing == false", {"field": "crossing", "op": "==", "value": False}),
        ("mass_kg <= mass_limit", {"field": "mass_kg", "op": "<=", "other": "mass_limit"}),
        ("not crossing", {"not": CROSSING}),
        ('purpose in ("a", "b")', {"field": "purpose", "op": "in", "value": ["a", "b"]}),
        ('purpose in ["a"]', {"field": "purpose", "op": "in", "value": ["a"]}),
        ('purpose not in ("a",)', {"not": {"field": "purpose", "op": "in", "value": ["a"]}}),
        ("chosen in allowed", {"field": "chosen", "op": "in", "other": "allowed"}),
        ('not (crossing or class == "I")', {"not": {"any": [CROSSING, CLASS_ONE]}}),
        (
            '(crossing or class == "I") and crossing',
            {"all": [{"any": [CROSSING, CLASS_ONE]}, CROSSING]},
        ),
        ("crossing　and\n crossing", {"all": [CROSSING, CROSSING]}),
        ('cargo == "50% \\"heavy\\""', {"field": "cargo", "op": "==", "value": '50% "heavy"'}),
        ("cargo == '变压器 \"甲\"'", {"field": "cargo", "op": "==", "value": '变压器 "甲"'}),
    ],
)
def test_a_text_is_the_structured_condition(text: str, form: dict[str, Any]) -> None:
    assert same(text, form)


def test_a_part_of_a_structured_condition_may_be_text() -> None:
    assert same("crossing and (not crossing)", {"all": ["crossing", {"not": "crossing"}]})


@pytest.mark.parametrize(
    ("text", "at", "told"),
    [
        ("", 0, "这里应为字段或事实的名称，而不是“结尾”"),
        ('class = "I"', 6, "请把“=”写成“==”"),
        ("class == “I”", 9, '请把““”写成“"”'),
        ("长度 > 20", 0, "条件中不能使用“长”"),
        ("crossing 且 escorted", 9, "请把“且”写成“and”"),
        ("crossing == True", 12, "写成“true”"),
        ("length >", 8, "这里应为取值，而不是“结尾”"),
        ("20 < length", 0, "这里应为字段或事实的名称，而不是“20”"),
        ("3 < width < 4", 0, "这里应为字段或事实的名称"),
        ("width > 3 < 4", 10, "两个比较请用and连接"),
        ("(crossing", 9, "这里应为“)”，而不是“结尾”"),
        ("crossing)", 8, "这里应为and、or或者结束，而不是“)”"),
        ('class == "I', 9, "这里开始的引号没有结束"),
        ("class in 3", 9, "in之后应为括号内的若干取值"),
        ("class not 3", 10, "这里应为“in”"),
        ("class in ()", 10, "这里应为取值，而不是“)”"),
        ("a and b or c", 8, "请用括号写明哪些是一组"),
        ("length > 20m", 9, "“20m”不是这里能用的数字写法"),
        ("length > 020", 9, "“020”不是这里能用的数字写法"),
        ("length > 1e999", 9, "“1e999”不是这里能用的数字写法"),
        ('cargo == "\\x"', 9, "反斜杠"),
        ("not and", 4, "这里应为字段或事实的名称，而不是“and”"),
        ("not " * (DEEPEST + 2) + "a", 4 * (DEEPEST + 1), "嵌套太深"),
        ("a" * (LONGEST + 1), LONGEST, "条件太长"),
    ],
)
def test_what_is_no_condition_is_told_at_its_character(text: str, at: int, told: str) -> None:
    with pytest.raises(NotACondition) as wrong:
        structured(text)
    assert wrong.value.at == at
    assert told in str(Problem("", wrong.value.message, tuple(wrong.value.params.items())))
    with pytest.raises(ValidationError):
        CONDITION.validate_python(text)


NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True).filter(lambda name: name not in WORDS)
SCALARS = (
    st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6)
)
COMPARISONS = (
    st.builds(
        lambda field, op, value: {"field": field, "op": op, "value": value},
        NAMES,
        st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
        SCALARS,
    )
    | st.builds(lambda field, other: {"field": field, "op": "<=", "other": other}, NAMES, NAMES)
    | st.builds(
        lambda field, value: {"field": field, "op": "in", "value": value},
        NAMES,
        st.lists(SCALARS, min_size=1, max_size=3),
    )
)


def _joined(one: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(one, min_size=2, max_size=3)
    return (
        several.map(lambda parts: {"all": parts})
        | several.map(lambda parts: {"any": parts})
        | one.map(lambda part: {"not": part})
    )


@settings(deadline=None)
@given(st.recursive(COMPARISONS, _joined, max_leaves=8))
def test_a_condition_written_and_read_again_is_the_same(form: dict[str, Any]) -> None:
    condition = CONDITION.validate_python(form)
    text = in_text(condition)
    assert CONDITION.validate_python(text) == condition
    assert in_text(CONDITION.validate_python(text)) == text


@settings(deadline=None)
@given(
    st.recursive(COMPARISONS, lambda one: st.lists(one, min_size=1, max_size=2).map(lambda it: {"all": it}))
)
def test_a_single_part_is_written_without_brackets_around_it(form: dict[str, Any]) -> None:
    text = in_text(CONDITION.validate_python(form))
    assert in_text(CONDITION.validate_python(text)) == text


PIECES = st.sampled_from(
    [
        *sorted(WORDS),
        *"()[],'\"\\ ",
        "==",
        "!=",
        "<=",
        ">=",
        "=",
        "<>",
        "＞",
        "“",
        "a",
        "class",
        "1",
        "-2.5e3",
        "。",
        "\n",
    ]
)


@settings(deadline=None, max_examples=10_000)
@given(st.text() | st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join))
@example("(" * 2000)
@example("\x00")
@example("\ud800")
@example('a == "\ud800"')
@example("1" * 1999)
@example("a == '\\")
def test_rubbish_is_a_condition_or_told_and_nothing_else(text: str) -> None:
    found: NotACondition | None = None
    try:
        assert in_text(CONDITION.validate_python(structured(text)))
    except NotACondition as wrong:
        found = wrong
    if found is not None:
        assert 0 <= found.at <= len(text)
        assert str(Problem("", found.message, tuple(found.params.items())))
