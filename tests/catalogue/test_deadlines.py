"""Which limit of an item counts where only some facts are told, and when it ends."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.catalogue.rules.definition.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Not,
)
from banli.catalogue.rules.meaning.deadlines import decided, written
from banli.catalogue.service import ItemSpec, deadline, holds, limits, limits_by, named_in, read_facts
from banli.kernel.errors import Invalid, Missing, Refused
from banli.province.load import SICHUAN
from banli.worktime.service import shipped_calendar

KEYS = ("a", "b", "c")
comparisons = st.builds(
    Comparison, field=st.sampled_from(KEYS), op=st.sampled_from(["==", "!=", "<"]), value=st.integers(0, 2)
)
conditions = st.recursive(
    comparisons,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AllOf(all=tuple(parts))),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: AnyOf(any=tuple(parts))),
        inner.map(lambda part: Not(**{"not": part})),
    ),
    max_leaves=6,
)
some_facts = st.dictionaries(st.sampled_from(KEYS), st.integers(0, 2))


@pytest.fixture(scope="module")
def oversize() -> ItemSpec:
    return named_in(SICHUAN, "oversize-transport")


@given(conditions, some_facts, st.fixed_dictionaries(dict.fromkeys(KEYS, st.integers(0, 2))))
def test_what_some_facts_decide_no_further_fact_undoes(
    condition: Any, told: dict[str, int], all_of_them: dict[str, int]
) -> None:
    answer = decided(condition, told)
    if answer is not None:
        assert holds(condition, {**all_of_them, **told}) is answer
    assert decided(condition, all_of_them) is holds(condition, all_of_them)


@pytest.mark.parametrize("crossing", [True, False])
@pytest.mark.parametrize("grade", ["I", "II", "III"])
def test_told_facts_choose_as_the_facts_of_a_case_do(oversize: ItemSpec, crossing: bool, grade: str) -> None:
    facts = read_facts(oversize, [f"crossing={str(crossing).lower()}", f"class={grade}"])
    assert facts == {"crossing": crossing, "class": grade}
    assert limits_by(oversize, facts) == limits(oversize, facts)


def test_a_fact_nobody_told_is_not_taken_for_absent(oversize: ItemSpec) -> None:
    with pytest.raises(Refused) as caught:
        limits_by(oversize, {"crossing": True})
    listed = str(caught.value)
    assert "crossing=true & class=I → 5 working / 4 working" in listed
    assert "crossing=true → 20 working / 18 working" in listed
    assert "15 working" not in listed, "across provinces the last rule cannot be reached"


def test_both_limits_are_explained_with_their_basis(oversize: ItemSpec) -> None:
    found = deadline(oversize, {"crossing": False, "class": "II"}, date(2022, 9, 30), shipped_calendar())
    data = found.as_data()
    assert (data["due"], data["promised"]["due"]) == ("2022-10-12", "2022-10-10")
    assert data["statutory"]["basis"]["zh"].startswith("管理规定第十五条")
    assert data["days"][1]["notice"] == "国办发明电〔2021〕11号"


@pytest.mark.parametrize(
    "text", ["height_m=tall", "height_m=inf", "crossing=perhaps", "class=", "nothing=1", "class"]
)
def test_a_fact_that_cannot_be_read_is_named(oversize: ItemSpec, text: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_facts(oversize, [text, "class=I"])
    assert [problem.where for problem in caught.value.problems] == ["fact"]
    assert text in str(caught.value.problems[0])


def test_a_condition_is_written_as_facts_are_told() -> None:
    condition = AllOf(
        all=(
            Comparison(field="a", op="==", value=True),
            AnyOf(
                any=(
                    Comparison(field="b", op="in", value=("x", "y")),
                    Comparison(field="c", op=">=", other="d"),
                )
            ),
            Not(**{"not": Comparison(field="e", op="<", value=3)}),
        )
    )
    assert written(condition) == "a=true & (b=x|y | c>=d) & not (e<3)"
    assert written(None) == ""


def test_an_item_of_a_pack_is_found_by_name_and_by_both_codes(oversize: ItemSpec) -> None:
    for name in (oversize.slug, oversize.task_code, oversize.catalog_code):
        assert named_in(SICHUAN, name) == oversize
    with pytest.raises(Missing):
        named_in(SICHUAN, oversize.catalog_code[:-1])
