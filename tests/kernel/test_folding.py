"""Whatever keyboard a number or a name was typed on, it is one number and one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.kernel.folding import DOTS, folded_name, folded_number, spellings, visible

NUMBER = "川社证（2026）00000001号"
CASE = "11510000990000105F"
MARKS = st.sampled_from([" ", "\u3000", "\u200b", "\u202d", "\u202c", "-", "－", "—", "\ufeff", "·"])


@pytest.mark.parametrize(
    "typed",
    [
        "川社证[2026]00000001号",
        "川社证(2026)00000001号",
        "川社证〔2026〕00000001号",
        "川社证【２０２６】 00000001 号",
        "证书编号：川社证（2026）0000-0001号",
        "\u202d川社证「2026」00000001号\u202c",
    ],
)
def test_a_certificate_number_is_the_same_with_any_brackets_and_widths(typed: str) -> None:
    assert folded_number(typed) == folded_number(NUMBER)


@pytest.mark.parametrize(
    "typed",
    [
        "１１５１００００９９００００１０５Ｆ",
        "办件编号：11510000990000105f",
        "编号: 11510000-990000-105F",
        "办件编号 11510000990000105F",
    ],
)
def test_a_case_number_is_the_same_with_any_widths_hyphens_and_label(typed: str) -> None:
    assert folded_number(typed) == CASE


@pytest.mark.parametrize("dot", DOTS)
def test_a_name_is_the_same_with_any_dot(dot: str) -> None:
    assert folded_name(f"买买提{dot}阿不都拉") == folded_name(" 买买提·\u200b阿不都拉")


def test_different_numbers_and_names_stay_different() -> None:
    assert folded_number("川社证（2026）1号") != folded_number("川社证（2026）11号")
    assert folded_name("张三") != folded_name("张三丰")
    assert folded_name("王-李") != folded_name("王李")


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded_number(folded_number(text)) == folded_number(text)
    assert folded_name(folded_name(text)) == folded_name(text)


@given(st.lists(st.tuples(MARKS, st.sampled_from("川0123456789ABF")), min_size=1, max_size=30))
def test_marks_between_the_characters_of_a_number_change_nothing(parts: list[tuple[str, str]]) -> None:
    bare = "".join(one for _mark, one in parts)
    assert folded_number("".join(mark + one for mark, one in parts)) == folded_number(bare) == bare


def test_a_pasted_telephone_loses_its_marks() -> None:
    assert visible("\u202d13500000000\u202c") == "13500000000"


def test_a_name_is_looked_up_with_every_dot_it_may_be_kept_with() -> None:
    assert "买买提·阿不都拉" in spellings("买买提•阿不都拉")
    assert spellings("张三") == ("张三",)
