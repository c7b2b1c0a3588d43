"""Check characters: one changed character and two exchanged neighbours are always found."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from banli.kernel.checkdigits import (
    CREDIT,
    EARLIEST,
    PROVINCES,
    credit_check,
    identity_check,
    is_credit_code,
    is_identity_number,
)

DIGITS = "0123456789"
places = st.integers(0, 17)


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    kind = draw(st.text(CREDIT, min_size=2, max_size=2))
    region = draw(st.text(DIGITS, min_size=6, max_size=6))
    body = draw(st.text(CREDIT, min_size=9, max_size=9))
    return (first := kind + region + body) + credit_check(first)


@st.composite
def identity_numbers(draw: st.DrawFn) -> str:
    region = draw(st.sampled_from(sorted(PROVINCES))) + f"{draw(st.integers(0, 9999)):04d}"
    birth = draw(st.dates(min_value=EARLIEST)).strftime("%Y%m%d")
    first = f"{region}{birth}{draw(st.integers(0, 999)):03d}"
    return first + identity_check(first)


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000101623741K"])
def test_published_credit_codes_hold(code: str) -> None:
    assert is_credit_code(code)


@pytest.mark.parametrize(
    "code", ["91350100M000100Y4A", "", "9135", "91350100M000100Y4３", "9135O100M000100Y43"]
)
def test_other_credit_codes_do_not(code: str) -> None:
    assert not is_credit_code(code)


def test_the_published_identity_number_holds() -> None:
    assert is_identity_number("11010519491231002X")


@pytest.mark.parametrize(
    "code", ["110105194912310021", "11010519490231002X", "11010519491231002x", "1101051949123100２X", ""]
)
def test_other_identity_numbers_do_not(code: str) -> None:
    assert not is_identity_number(code)


@given(credit_codes(), places, st.sampled_from(CREDIT))
def test_one_changed_character_of_a_credit_code_is_found(code: str, place: int, other: str) -> None:
    assume(code[place] != other)
    assert is_credit_code(code)
    assert not is_credit_code(code[:place] + other + code[place + 1 :])


@given(identity_numbers(), places, st.sampled_from(DIGITS + "X"))
def test_one_changed_character_of_an_identity_number_is_found(code: str, place: int, other: str) -> None:
    assume(code[place] != other)
    assert is_identity_number(code)
    assert not is_identity_number(code[:place] + other + code[place + 1 :])


@given(st.one_of(credit_codes(), identity_numbers()), st.integers(0, 16))
def test_exchanged_neighbours_are_found(code: str, place: int) -> None:
    assume(code[place] != code[place + 1])
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert not (is_credit_code(code) and is_credit_code(wrong))
    assert not (is_identity_number(code) and is_identity_number(wrong))
