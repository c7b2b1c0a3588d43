"""How near an item is to a question that meets none of its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.catalogue.rules.nearness import INSIDE, NEAR, nearness, sound_of, words_of
from banli.catalogue.rules.search import reworded
from banli.kernel.text import Words

WORDS = words_of(Words(zh="诊所备案", en="Filing of clinics"), ["开诊所", "牙科诊所", "dentist"])
SOUNDS = [sound_of(one) for one in WORDS]


def near(question: str) -> float:
    return nearness(question, sound_of(question), WORDS, SOUNDS)


@pytest.mark.parametrize("question", ["诊锁备案", "针所备案", "整所备案", "zhensuobeian", "dentits"])
def test_a_word_of_the_same_sound_or_with_a_slip_is_near(question: str) -> None:
    assert near(question) >= NEAR


@pytest.mark.parametrize("question", ["备", "结婚证", "户口", "cat", "clean", "备战高考", ""])
def test_another_word_is_not_near(question: str) -> None:
    assert near(question) < NEAR


@given(before=st.text("天地玄黄宇宙洪荒", max_size=8), after=st.text("天地玄黄宇宙洪荒", max_size=8))
def test_a_word_inside_any_question_is_nearest_of_all(before: str, after: str) -> None:
    assert near(before + "牙科诊所" + after) == INSIDE + 4


@given(st.text(max_size=60))
def test_no_question_is_too_odd(question: str) -> None:
    assert near(question) >= 0
    assert reworded(question, {}) == question


def test_the_longest_word_that_was_said_is_reworded_and_none_twice() -> None:
    synonyms = {"医生": "医师", "医生证": "医师执业注册", "医师": "大夫"}
    assert reworded("查医生证和医生", synonyms) == "查医师执业注册和医师"
    assert reworded("a.b(", {"a.b(": "甲"}) == "甲"
