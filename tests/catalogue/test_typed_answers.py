"""Numbers, codes and days as people type them: taken for what they mean, or asked back at the field."""

from __future__ import annotations

from typing import Any

import pytest

from banli.catalogue.rules.definition.fields import Field
from banli.catalogue.rules.meaning.forms import Wrong, read_answer
from banli.kernel.checkdigits import identity_check, is_identity_number
from banli.kernel.text import Words


def field(kind: str) -> Field:
    """A question of this type."""
    return Field(key="asked", type=kind, label=Words(zh="问题", en="Question"))


@pytest.mark.parametrize("typed", ["3,4", "3，4", "19,8", "4,2", "1,23,4", "²", "①", "1,2345", "٣½"])
def test_a_number_that_could_mean_another_is_asked_back(typed: str) -> None:
    with pytest.raises(Wrong):
        read_answer(field("number"), typed)


def test_the_question_names_what_was_probably_meant() -> None:
    with pytest.raises(Wrong) as asked:
        read_answer(field("number"), "3，4")
    assert asked.value.params["number"] == "3.4"


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12,000", 12000), ("１２，０００．５", 12000.5), ("3.4", 3.4), ("\u202d42\u202c", 42)],
)
def test_a_thousands_mark_stays_one(typed: str, number: float) -> None:
    assert read_answer(field("number"), typed) == number


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("8,000 9,000", [8000, 9000]),
        ("8,000；9,000", [8000, 9000]),
        ("1.35, 1.4", [1.35, 1.4]),
        ("1.35，1.4", [1.35, 1.4]),
        ("7000,8000,9000", [7000, 8000, 9000]),
        ("8000、9000", [8000, 9000]),
    ],
)
def test_a_list_is_parted_where_its_writer_parted_it(typed: str, numbers: list[float]) -> None:
    assert read_answer(field("number_list"), typed) == numbers


@pytest.mark.parametrize("typed", ["8,000", "3,4", "8,00 9,000"])
def test_a_list_that_could_be_one_number_is_asked_back(typed: str) -> None:
    with pytest.raises(Wrong):
        read_answer(field("number_list"), typed)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("mobile", "\u202d13500000000\u202c", "13500000000"),
        ("mobile", "+86 135-0000-0000", "13500000000"),
        ("mobile", "手机：（＋８６）１３５００００００００", "13500000000"),
        ("plate", "川A·\u200b12345", "川A12345"),
        ("plate", "川ａ・１２３４５", "川A12345"),
        ("identity", "\u202d110105 19491231 002x\u202c", "11010519491231002X"),
        ("uscc", "91350100-M000100Y43\ufeff", "91350100M000100Y43"),
    ],
)
def test_codes_are_kept_folded(kind: str, typed: str, kept: str) -> None:
    assert read_answer(field(kind), typed) == kept


@pytest.mark.parametrize(
    "first", ["51010018991231001", "99010019900101001", "00010019900101001", "51010019900230001"]
)
def test_an_identity_number_needs_a_region_and_a_day_of_birth(first: str) -> None:
    assert not is_identity_number(first + identity_check(first))


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "0999-05-05", "1753-01-01"])
def test_a_day_of_an_impossible_year_is_told_at_the_field(day: Any) -> None:
    with pytest.raises(Wrong):
        read_answer(field("date"), day)
