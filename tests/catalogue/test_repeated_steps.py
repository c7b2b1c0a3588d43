"""A step that is opened once for each answer: unrolled by a case's form, checked, drawn, and written as BPMN."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.catalogue.procedures import APPROVE, EXAMINE, YES_NO, Data, check, limit, only, step
from tests.catalogue.samples import definition

from banli.catalogue.rules import ItemSpec, steps, waits
from banli.catalogue.rules.meaning.repeated_steps import unrolled
from banli.catalogue.rules.picture.bpmn import BPMN, bpmn
from banli.catalogue.rules.picture.drawing import outline

PLACES = ("north", "south", "west")
WHERE = {
    "key": "places",
    "type": "multi",
    "label": {"zh": "地方", "en": "Places"},
    "options": [{"value": one, "label": {"zh": f"{one}方", "en": one.title()}} for one in PLACES],
    "example": ["north", "south"],
}
ASK = step("ask", "coordinate_provinces", each="places", limit=limit(5), after=["examine"])
ASKING: list[Data] = [EXAMINE, ASK, APPROVE]


def spec(*procedure: Data) -> ItemSpec:
    return ItemSpec.model_validate(definition(WHERE, YES_NO, steps=list(procedure or ASKING)))


def keys(found: ItemSpec) -> list[str]:
    return [one.key for one in found.steps]


def test_one_step_is_opened_for_each_answer_and_the_decision_waits_for_all() -> None:
    found = unrolled(spec(), {"places": ["west", "north"]})
    assert keys(found) == ["examine", "ask-north", "ask-west", "approve"]
    order = waits(found.steps, keys(found))
    assert order["ask-north"] == order["ask-west"] == {"examine"}
    assert order["approve"] == {"ask-north", "ask-west"}
    north = found.steps[1]
    assert (north.name.zh, north.each, north.limit and north.limit.days) == ("ask：north方", "", 5)
    assert unrolled(found, {"places": ["west"]}) is found


def test_without_answers_the_step_stays_one() -> None:
    answers: dict[str, Any]
    for answers in ({}, {"places": []}, {"places": "north"}, {"places": ["elsewhere"]}):
        assert unrolled(spec(), answers) is not None
        assert keys(unrolled(spec(), answers)) == ["examine", "ask", "approve"]


def test_a_step_that_is_not_taken_hands_on_what_it_waits_for() -> None:
    crossing = {**ASK, "when": {"field": "crossing", "op": "==", "value": True}}
    found = spec(EXAMINE, crossing, step("after", after=["ask"]), APPROVE)
    facts = {"places": ["north", "west"], "crossing": False}
    taken = [one.key for one in steps(found, facts)]
    assert taken == ["examine", "after", "approve"]
    assert waits(unrolled(found, facts).steps, taken)["after"] == {"examine"}
    facts["crossing"] = True
    assert [one.key for one in steps(found, facts)] == [
        "examine",
        "ask-north",
        "ask-west",
        "after",
        "approve",
    ]


@given(chosen=st.lists(st.sampled_from(PLACES), unique=True))
def test_what_is_chosen_is_asked_and_nothing_else_changes(chosen: list[str]) -> None:
    found = unrolled(spec(), {"places": chosen})
    asked = [f"ask-{one}" for one in PLACES if one in chosen] or ["ask"]
    assert keys(found) == ["examine", *asked, "approve"]
    assert waits(found.steps, keys(found))["approve"] == set(asked)


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ({"key": "other"}, {}, "多选字段"),
        ({"type": "text", "options": [], "example": "x"}, {}, "多选字段"),
        ({"required": False}, {}, "可以不填"),
        ({}, {"optional": True}, "不能是可选的"),
        ({"options": [{"value": "Ost Süd", "label": "东"}], "example": ["Ost Süd"]}, {}, "ask-Ost Süd"),
        ({"options": [{"value": "x" * 57, "label": "东"}], "example": ["x" * 57]}, {}, "过长"),
    ],
)
def test_what_such_a_step_needs_is_told(tmp_path: Path, field: Data, changes: Data, words: str) -> None:
    faults = check(tmp_path, {**WHERE, **field}, steps=[EXAMINE, {**ASK, **changes}, APPROVE])
    assert [fault.rule for fault in faults] == ["each"], faults
    assert words in faults[0].message


def test_a_key_that_another_step_has_is_told(tmp_path: Path) -> None:
    taken = step("ask-north", after=["examine"])
    last = {**APPROVE, "after": ["ask", "ask-north"]}
    only(check(tmp_path, WHERE, steps=[EXAMINE, taken, ASK, last]), "each", "each: places")


def test_a_sound_one_has_no_fault(tmp_path: Path) -> None:
    assert check(tmp_path, WHERE, steps=ASKING) == []


def test_the_drawing_and_the_file_say_that_it_is_one_for_each() -> None:
    told: Any = outline(spec(), "zh", {})
    assert "“地方”中的每一项各办一步，同时进行" in told[1]
    text = bpmn(spec(), "en", {})
    root = ElementTree.fromstring(text)
    (loop,) = root.iter(f"{{{BPMN}}}multiInstanceLoopCharacteristics")
    assert loop.get("isSequential") == "false"
    assert "One for each of “Places”, side by side" in text
    drawn = outline(unrolled(spec(), {"places": ["north", "west"]}), "en", {})
    assert [line.split(": ")[0] for line in drawn] == ["examine", "ask：north方", "ask：west方", "approve"]
