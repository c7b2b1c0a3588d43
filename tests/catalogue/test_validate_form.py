"""What an applicant enters is taken in any usual shape, and what is wrong is said at its field."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.samples import ANSWERS, ITEMS, asked, item

from banli.catalogue.rules import ItemSpec, shown, validate_form
from banli.catalogue.rules.definition.folder import read_folder
from banli.kernel.errors import Problem

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=6), one, max_size=4),
    max_leaves=12,
)
OPTIONS = [{"value": "a", "label": {"zh": "甲", "en": "A"}}, {"value": "b", "label": {"zh": "乙", "en": "B"}}]
EVERY_TYPE = item(
    *(
        {"key": kind, "type": kind, "label": kind}
        for kind in ("text", "long_text", "number", "integer", "date")
    ),
    *({"key": kind, "type": kind, "label": kind, "options": OPTIONS} for kind in ("choice", "multi")),
    *(
        {"key": kind, "type": kind, "label": kind}
        for kind in ("yes_no", "number_list", "identity", "uscc", "plate")
    ),
)


def answer(kind: str, value: Any, **more: Any) -> Any:
    """The clean value of one answer; fails on a problem."""
    clean, problems = validate_form(asked(kind, **more), {**ANSWERS, "answer": value})
    assert problems == []
    return clean.get("answer")


def complaint(kind: str, value: Any, **more: Any) -> str:
    """What is said of one wrong answer; it stands at the field."""
    clean, problems = validate_form(asked(kind, **more), {**ANSWERS, "answer": value})
    assert [problem.where for problem in problems] == ["answer"]
    assert "answer" not in clean
    return str(problems[0])


@pytest.mark.parametrize(
    ("kind", "entered", "clean"),
    [
        ("text", "  蜀远物流 ", "蜀远物流"),
        ("text", 12, "12"),
        ("long_text", "一\n二", "一\n二"),
        ("number", "4.2", 4.2),
        ("number", "４．２", 4.2),
        ("number", "1,250.5", 1250.5),
        ("number", 3, 3.0),
        ("integer", "６", 6),
        ("integer", 6.0, 6),
        ("date", "2022-10-17", "2022-10-17"),
        ("date", "2022年1月7日", "2022-01-07"),
        ("date", "2022/1/7", "2022-01-07"),
        ("yes_no", "on", True),
        ("yes_no", "否", False),
        ("yes_no", True, True),
        ("number_list", "9000, 13000；13000 １３０００", [9000.0, 13000.0, 13000.0, 13000.0]),
        ("number_list", ["1", 2], [1.0, 2.0]),
        ("identity", "11010519491231002x", "11010519491231002X"),
        ("uscc", "91350100m000100y43", "91350100M000100Y43"),
        ("mobile", "+86 138-0000-0000", "13800000000"),
        ("plate", "川a·12345", "川A12345"),
        ("plate", "川A1234挂", "川A1234挂"),
        ("plate", "川AD12345", "川AD12345"),
    ],
)
def test_usual_ways_of_writing_are_understood(kind: str, entered: Any, clean: Any) -> None:
    assert answer(kind, entered) == clean


@pytest.mark.parametrize(
    ("kind", "entered"),
    [
        ("number", "四米二"),
        ("number", "nan"),
        ("number", "1e999"),
        ("number", True),
        ("number", {"a": 1}),
        ("integer", "6.5"),
        ("date", "2022-02-30"),
        ("date", "昨天"),
        ("yes_no", "也许"),
        ("number_list", "9000, abc"),
        ("number_list", list(range(61))),
        ("identity", "110105194912310021"),
        ("uscc", "91350100M000100Y4A"),
        ("mobile", "12800000000"),
        ("mobile", "1380000000"),
        ("plate", "A12345"),
        ("plate", "川O1"),
        ("text", "两\n行"),
        ("text", "字" * 201),
        ("text", "\x00"),
        ("text", ["甲"]),
    ],
)
def test_a_wrong_answer_is_told_at_its_field_in_the_readers_language(kind: str, entered: Any) -> None:
    assert complaint(kind, entered).startswith("回答：")
    with translation.override("en"):
        assert complaint(kind, entered).startswith("Answer: ")


def test_bounds_are_told_with_their_unit() -> None:
    assert answer("number", "4", min=1, max=4, unit="m") == 4.0
    assert "4 米" in complaint("number", "4.1", min=1, max=4, unit="m")
    assert "1 米" in complaint("number", "0.9", min=1, max=4, unit="m")
    assert "5" in complaint("text", "一二三四五六", max=5)
    assert "5" in complaint("text", "一二三四", min=5)


def test_a_pattern_tells_what_was_expected() -> None:
    assert answer("text", "610000", pattern=r"\d{6}", pattern_hint="六位数字") == "610000"
    assert complaint("text", "61000", pattern=r"\d{6}", pattern_hint="六位数字").endswith("六位数字")


def test_choices_are_kept_in_the_forms_order() -> None:
    assert answer("choice", "a", options=OPTIONS) == "a"
    assert answer("multi", ["b", "a", "b", ""], options=OPTIONS) == ["a", "b"]
    assert answer("multi", "b", options=OPTIONS) == ["b"]
    complaint("choice", "c", options=OPTIONS)
    complaint("multi", ["a", "c"], options=OPTIONS)


@pytest.mark.parametrize("empty", [None, "", "  ", [], "，, "])
def test_an_empty_answer_is_asked_for_where_it_is_required(empty: Any) -> None:
    complaint("number_list", empty)
    assert answer("number_list", empty, required=False) is None


def test_a_draft_may_leave_gaps_but_not_hold_faults() -> None:
    spec = asked("number")
    assert validate_form(spec, {}, partial=True) == ({}, [])
    _clean, problems = validate_form(spec, {"answer": "x"}, partial=True)
    assert [problem.where for problem in problems] == ["answer"]


def test_a_question_that_is_not_shown_is_neither_asked_nor_kept() -> None:
    spec = item(
        {"key": "crossing", "type": "yes_no", "label": "跨省"},
        {
            "key": "provinces",
            "type": "text",
            "label": "省份",
            "show_when": {"field": "crossing", "op": "==", "value": True},
        },
    )
    assert validate_form(spec, {**ANSWERS, "crossing": False, "provinces": "重庆"}) == (
        {**ANSWERS, "crossing": False},
        [],
    )
    _clean, problems = validate_form(spec, {**ANSWERS, "crossing": True})
    assert [problem.where for problem in problems] == ["provinces"]


def test_keys_the_form_does_not_know_are_refused() -> None:
    _clean, problems = validate_form(item(), {**ANSWERS, "is_admin": True})
    assert "is_admin" in str(problems[0])


@pytest.mark.parametrize("entered", [None, [], "text", 3])
def test_what_is_no_form_is_refused(entered: Any) -> None:
    clean, problems = validate_form(item(), entered)
    assert clean == {}
    assert len(problems) == 1


@given(JSON)
def test_no_json_makes_it_fail(data: Any) -> None:
    clean, problems = validate_form(EVERY_TYPE, data)
    assert isinstance(clean, dict)
    assert {type(problem) for problem in problems} <= {Problem}
    assert all(str(problem) for problem in problems)


@given(st.fixed_dictionaries({}, optional={field.key: JSON for field in EVERY_TYPE.form.fields}))
def test_no_answer_makes_it_fail_and_clean_answers_stay_as_they_are(data: dict[str, Any]) -> None:
    clean, problems = validate_form(EVERY_TYPE, data)
    assert all(str(problem) for problem in problems)
    assert {problem.where for problem in problems}.isdisjoint(clean)
    assert validate_form(EVERY_TYPE, clean, partial=True) == (clean, [])


def test_answers_are_shown_in_the_readers_words() -> None:
    spec: ItemSpec | None = read_folder(ITEMS / "oversize-transport").spec
    assert spec
    fields = {field.key: field for field in spec.form.fields}
    assert shown(fields["vehicle_type"], "train") == "平板半挂汽车列车"
    assert shown(fields["divisible"], False) == "否"
    assert shown(fields["height_m"], 4.4) == "4.4 米"
    assert shown(fields["axle_loads_kg"], [9000.0, 13000.0]) == "9000, 13000 千克"
    assert shown(fields["height_m"], None) == ""
    with translation.override("en"):
        assert shown(fields["divisible"], True) == "Yes"
        assert shown(fields["vehicle_type"], "train") == "Tractor with flatbed semi-trailer"
