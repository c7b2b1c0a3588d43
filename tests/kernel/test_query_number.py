"""A query number: typed in any way, and never with a wrong character taken for another case."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.query_number import (
    ALPHABET,
    LENGTH,
    check_character,
    draw_query_number,
    grouped,
    query_number_in,
)

BODIES = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


def whole(body: str) -> str:
    """With its check character."""
    return body + check_character(body)


@given(BODIES)
def test_it_is_read_however_it_is_typed(body: str) -> None:
    number = whole(body)
    for typed in (
        number,
        number.lower(),
        grouped(number),
        f"查询编号：{grouped(number)}",
        f" {number[:6]}-{number[6:]} ",
    ):
        assert query_number_in(typed) == number


@given(BODIES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(body: str, place: int, other: str) -> None:
    number = whole(body)
    typed = number[:place] + other + number[place + 1 :]
    assert query_number_in(typed) == (number if typed == number else "")


@given(st.text(max_size=30))
def test_any_text_is_a_query_number_or_none(text: str) -> None:
    found = query_number_in(text)
    assert found == "" or (len(found) == LENGTH and query_number_in(found) == found)


def test_the_end_of_a_case_number_is_none() -> None:
    assert query_number_in("202210170001") == ""
    assert not set("01ILOU") & set(ALPHABET)


def test_what_is_drawn_is_one() -> None:
    drawn = {draw_query_number() for _ in range(200)}
    assert len(drawn) == 200
    assert all(query_number_in(one) == one for one in drawn)
