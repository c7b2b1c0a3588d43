"""The form of an item is one form: the counter keeps, shows and says what the public site does."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from tests.desk.officers import at_desk
from tests.house import OVERSIZE, form

from banli.catalogue.service import current
from banli.kernel.actors import Role
from banli.screens.item_form import COUNTER, Question, parts, question, typed_from

pytestmark = pytest.mark.usefixtures("house")


@pytest.fixture
def clerk() -> Client:
    return at_desk(Role.CLERK, window="transport-03")


def drawn(answer: Any) -> dict[str, Question]:
    return {one.key: one for part in answer.context["parts"] for one in part.questions}


def counter(clerk: Client) -> str:
    return str(clerk.get(f"/desk/counter/{OVERSIZE}/")["Location"])


def test_a_day_that_cannot_be_read_stays_at_the_counter_as_it_was_typed(clerk: Client) -> None:
    spec = current(OVERSIZE).spec
    day = next(field.key for field in spec.form.fields if field.type == "date")
    answer = clerk.post(counter(clerk), {f"f.{day}": "下周三", "then": "accept"})
    asked = drawn(answer)[day]
    assert (asked.control, asked.value) == ("text", "下周三")
    assert asked.errors
    assert f'id="error-{day}"' in answer.content.decode()


def test_an_answer_that_is_not_asked_for_now_comes_back_with_its_question(clerk: Client) -> None:
    address, field = counter(clerk), current(OVERSIZE).spec.form.field("provinces")
    assert field is not None
    first = field.options[0].value
    asked = {"f.crossing": "true", "f.provinces": [first], "shown": "crossing provinces"}
    clerk.post(address, {**asked, "then": ""})
    within = clerk.post(address, {"f.crossing": "false", "shown": "crossing", "then": ""})
    assert "provinces" not in drawn(within)
    again = clerk.post(address, {"f.crossing": "true", "shown": "crossing", "then": ""})
    assert [one.value for one in drawn(again)["provinces"].choices if one.chosen] == [first]


def test_a_box_that_was_drawn_and_not_ticked_is_empty_now() -> None:
    spec = current(OVERSIZE).spec
    before = {"crossing": True, "provinces": ["500000"]}
    sent = QueryDict("f.crossing=true&shown=crossing+provinces")
    assert typed_from(spec, sent, before, COUNTER)["provinces"] == []


def test_the_counter_says_units_in_the_language_of_the_page(clerk: Client) -> None:
    clerk.cookies["django_language"] = "en"
    units = {one.key: one.unit for one in drawn(clerk.get(counter(clerk))).values()}
    assert not [unit for unit in units.values() if any("\u4e00" <= one <= "\u9fff" for one in unit)]


def test_both_sides_ask_the_same_and_only_the_names_differ() -> None:
    spec, typed = current(OVERSIZE).spec, form()
    public = [one for part in parts(spec, typed) for one in part.questions]
    at_window = [one for part in parts(spec, typed, side=COUNTER) for one in part.questions]
    assert [one.key for one in public] == [one.key for one in at_window]
    assert {f"f.{one.key}" for one in public} == {one.name for one in at_window}


def test_an_answer_is_read_in_words_and_never_as_its_code() -> None:
    spec = current(OVERSIZE).spec
    field = spec.form.field("crossing")
    assert field is not None
    assert question(field, True).shown == "是"
    assert question(field, "true").shown == "是"
