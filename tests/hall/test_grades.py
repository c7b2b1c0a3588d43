"""The grade of a dimension, from counts alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.plans import the_plan

from banli.hall.rules import grades
from banli.hall.rules.grades import DimensionLine, Said, Seen
from banli.hall.rules.plan import Grade
from banli.hall.states import FindingState

PLAN = the_plan()
DIMENSIONS = [one.key for one in PLAN.dimensions]


def seen_as(severity: str, state: FindingState = FindingState.RECHECKED, dimension: str = "dress") -> Seen:
    """A finding of that severity as the pack weighs it."""
    found = PLAN.severity(severity)
    assert found is not None
    return Seen(dimension, found.points, found.poor_while_open, state)


MINOR, MODERATE, SERIOUS = (seen_as(severity.key) for severity in PLAN.severities)
OPEN_MINOR = seen_as("minor", FindingState.OPEN)
OPEN_SERIOUS = seen_as("serious", FindingState.OPEN)


def grade(rounds: int, seen: list[Seen]) -> Grade:
    return grades.grade(PLAN, rounds, seen)


def summarise(rounds: int, seen: list[Seen], said: dict[str, Said]) -> tuple[DimensionLine, ...]:
    return grades.summarise(PLAN, rounds, seen, said)


@pytest.mark.parametrize(
    ("rounds", "seen", "earned"),
    [
        (5, [], Grade.GOOD),
        (0, [], Grade.UNSEEN),
        (5, [MINOR] * 5, Grade.GOOD),
        (5, [MINOR] * 6, Grade.FAIR),
        (5, [OPEN_MINOR] * 3, Grade.FAIR),
        (5, [MODERATE, MINOR, MINOR], Grade.GOOD),
        (5, [SERIOUS], Grade.FAIR),
        (5, [SERIOUS, SERIOUS], Grade.POOR),
        (50, [OPEN_SERIOUS], Grade.POOR),
    ],
)
def test_a_grade_follows_the_points_a_round(rounds: int, seen: list[Seen], earned: Grade) -> None:
    assert grade(rounds, seen) is earned


seen_ones = st.builds(
    seen_as,
    st.sampled_from([one.key for one in PLAN.severities]),
    st.sampled_from(list(FindingState)),
    st.sampled_from(DIMENSIONS),
)


@given(st.integers(1, 20), st.lists(seen_ones, max_size=30), seen_ones)
def test_one_more_finding_never_betters_a_grade(rounds: int, seen: list[Seen], more: Seen) -> None:
    order = [Grade.GOOD, Grade.FAIR, Grade.POOR]
    assert order.index(grade(rounds, seen)) <= order.index(grade(rounds, [*seen, more]))


@given(st.integers(0, 9), st.lists(seen_ones, max_size=30))
def test_there_are_always_six_lines_in_the_order_of_the_report(rounds: int, seen: list[Seen]) -> None:
    lines = summarise(rounds, seen, {})
    assert [line.ordinal for line in lines] == ["（一）", "（二）", "（三）", "（四）", "（五）", "（六）"]
    assert [line.dimension.key for line in lines] == DIMENSIONS
    assert sum(line.findings for line in lines) == len(seen)
    assert all(line.text and not line.text.endswith("。") for line in lines)


def test_what_a_line_says() -> None:
    clean = summarise(5, [], {})[2]
    assert (clean.title, clean.text) == ("着装情况", "总体情况良好")
    assert summarise(5, [OPEN_MINOR], {})[2].text == "总体情况良好，另有1处问题正在整改"
    mended = MINOR
    assert summarise(5, [mended], {})[2].text == "总体情况良好，发现问题1处，均已整改"
    both = summarise(9, [mended, OPEN_MINOR], {})[2].text
    assert both == "总体情况良好，发现问题2处，已整改1处，1处正在整改"
    assert summarise(5, [SERIOUS, OPEN_MINOR], {})[2].text == "总体情况一般，发现问题2处，已整改1处"
    assert summarise(1, [SERIOUS], {})[2].text == "总体情况较差，发现问题1处，已整改1处"
    assert summarise(0, [], {})[2].text == "本期无巡查记录"


def test_a_remark_stands_in_place_of_the_text_but_not_of_the_grade() -> None:
    line = summarise(1, [SERIOUS], {"dress": Said("已专题整改。")})[2]
    assert (line.text, line.grade, line.remarked) == ("已专题整改", Grade.POOR, True)


def test_a_grade_set_by_hand_is_told_and_the_rules_own_stays_visible() -> None:
    line = summarise(1, [SERIOUS], {"dress": Said(grade=Grade.FAIR, reason="当场整改")})[2]
    assert (line.grade, line.ruled, line.reason) == (Grade.FAIR, Grade.POOR, "当场整改")
    assert line.text == "总体情况一般，发现问题1处，已整改1处"
