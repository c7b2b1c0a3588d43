"""Pauses as they are written."""

from __future__ import annotations

import pytest
from tests.worktime.days import day

from banli.kernel.errors import Refused
from banli.worktime.service import Pause, read_pause, read_pauses


def test_two_days_joined_by_two_dots_are_a_pause() -> None:
    assert read_pause("2022-10-19..2022-10-26") == Pause(day("2022-10-19"), day("2022-10-26"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "2022-10-19",
        "2022-10-19..",
        "2022-10-19...2022-10-26",
        "2022-10-19 .. 2022-10-26",
        "2022-10-19,2022-10-26",
        "2022-02-30..2022-03-01",
        "20221019..20221026",
        "２０２２-10-19..2022-10-26",
        "yesterday..today",
        "2022-10-19..2022-10-26\n",
    ],
)
def test_anything_else_is_refused_in_its_own_words(text: str) -> None:
    with pytest.raises(Refused) as caught:
        read_pause(text)
    assert text in str(caught.value)
    assert "2022-10-19..2022-10-26" in str(caught.value)


def test_a_pause_that_ends_before_it_starts_and_two_that_overlap_are_refused() -> None:
    with pytest.raises(Refused, match="2022-10-26"):
        read_pause("2022-10-26..2022-10-19")
    with pytest.raises(Refused, match="2022-10-25"):
        read_pauses(["2022-10-19..2022-10-26", "2022-10-25..2022-10-27"])
    assert len(read_pauses(["2022-10-26..2022-10-27", "2022-10-19..2022-10-26"])) == 2
