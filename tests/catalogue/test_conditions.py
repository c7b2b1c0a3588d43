"""Conditions hold or do not hold; they never fail."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from banli.catalogue.rules import Condition, comparisons, holds

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
KEYS = st.sampled_from(["a", "b", "c"])
SCALARS = (
    st.booleans()
    | st.integers(-5, 5)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=3)
    | st.just("2022-10-17")
)
ANYTHING = st.recursive(
    st.none() | SCALARS | st.just(float("nan")), lambda one: st.lists(one) | st.dictionaries(KEYS, one)
)
COMPARISONS = st.builds(
    lambda field, op, value: {"field": field, "op": op, "value": value},
    KEYS,
    st.sampled_from(["==", "!=", "<", "<=", ">", ">="]),
    SCALARS,
) | st.builds(
    lambda field, value: {"field": field, "op": "in", "value": value}, KEYS, st.lists(SCALARS, max_size=3)
)
CONDITIONS = st.recursive(
    COMPARISONS,
    lambda one: (
        st.lists(one, min_size=1, max_size=3).map(lambda parts: {"all": parts})
        | st.lists(one, min_size=1, max_size=3).map(lambda parts: {"any": parts})
        | one.map(lambda part: {"not": part})
    ),
    max_leaves=8,
)


def met(condition: dict[str, Any], **facts: Any) -> bool:
    return holds(CONDITION.validate_python(condition), facts)


@pytest.mark.parametrize(
    ("op", "value", "fact", "expected"),
    [
        ("<=", 4.2, 4.2, True),
        ("<=", 4.2, 4.2001, False),
        (">", 28, 28, False),
        ("==", 3, 3.0, True),
        ("!=", "I", "II", True),
        ("==", True, True, True),
        ("==", 1, True, False),
        ("<", "2022-10-18", "2022-10-17", True),
        ("<", 5, "4", False),
        ("in", ["I", "II"], "II", True),
        ("in", ["I", "II"], "III", False),
        ("==", "04", ["03", "04"], True),
        ("!=", "26", ["03", "04"], True),
        ("in", ["04", "09"], ["03", "04"], True),
        ("<", 3, [1, 2], False),
    ],
)
def test_a_comparison(op: str, value: Any, fact: Any, expected: bool) -> None:
    assert met({"field": "a", "op": op, "value": value}, a=fact) is expected


@pytest.mark.parametrize("op", ["==", "!=", "<", "<=", ">", ">="])
def test_an_absent_value_meets_no_comparison(op: str) -> None:
    assert not met({"field": "a", "op": op, "value": 1})
    assert not met({"field": "a", "op": op, "other": "b"}, a=1)


def test_two_fields_are_compared() -> None:
    condition = {"field": "until", "op": "<", "other": "start"}
    assert met(condition, until="2022-10-16", start="2022-10-17")
    assert not met(condition, until="2022-10-17", start="2022-10-17")


def test_no_condition_is_always_met() -> None:
    assert holds(None, {})


@pytest.mark.parametrize(
    "written",
    [
        {"field": "a", "op": "matches", "value": ".*"},
        {"all": []},
        {"all": [{"field": "a", "op": "==", "value": 1}], "any": []},
        {"field": "a", "op": "==", "value": {"eval": "1"}},
        "a = 1",
        None,
    ],
)
def test_what_is_no_structured_comparison_is_refused(written: Any) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(written)


@given(CONDITIONS, st.dictionaries(KEYS, ANYTHING))
def test_every_condition_is_true_or_false_for_all_facts(
    written: dict[str, Any], facts: dict[str, Any]
) -> None:
    condition = CONDITION.validate_python(written)
    assert holds(condition, facts) in (True, False)
    assert met({"not": written}, **facts) is not holds(condition, facts)
    assert all(one.field in ("a", "b", "c") for one in comparisons(condition))


@given(CONDITIONS)
def test_a_condition_survives_being_stored(written: dict[str, Any]) -> None:
    condition = CONDITION.validate_python(written)
    stored = CONDITION.dump_json(condition, by_alias=True, exclude_defaults=True)
    assert CONDITION.validate_json(stored) == condition
