"""What a panel says by its majority, and who may still leave it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banli.experts.rules.panel import Seat, check_conclusion, panel_state, tally
from banli.experts.states import Outcome, PanelState, SeatState, Verdict
from banli.kernel.errors import Refused

A, C, D = Verdict.AGREES, Verdict.AGREES_WITH_CONDITIONS, Verdict.DISAGREES


def members(*verdicts: Verdict | None) -> list[Seat]:
    return [Seat(f"ZJ-{n}", n, SeatState.SITTING, one) for n, one in enumerate(verdicts, 1)]


@pytest.mark.parametrize(
    ("verdicts", "outcome", "dissenting"),
    [
        ([A, A, A], Outcome.FOR, []),
        ([A, A, D], Outcome.FOR, ["ZJ-3"]),
        ([A, C, D], Outcome.FOR_WITH_CONDITIONS, ["ZJ-3"]),
        ([C, C, C], Outcome.FOR_WITH_CONDITIONS, []),
        ([D, D, A], Outcome.AGAINST, ["ZJ-3"]),
        ([D, C, D], Outcome.AGAINST, ["ZJ-2"]),
        ([A, D], Outcome.DIVIDED, ["ZJ-2"]),
        ([A, C, D, D], Outcome.DIVIDED, ["ZJ-3", "ZJ-4"]),
    ],
)
def test_more_than_half_decide_and_who_differs_is_named(
    verdicts: list[Verdict], outcome: Outcome, dissenting: list[str]
) -> None:
    found = tally(members(*verdicts))
    assert (found.outcome, list(found.dissenting)) == (outcome, dissenting)


@given(st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=15))
def test_a_majority_is_never_smaller_than_the_other_side(verdicts: list[Verdict]) -> None:
    found = tally(members(*verdicts))
    assert found.agrees + found.with_conditions + found.disagrees == len(verdicts)
    if found.outcome is not Outcome.DIVIDED:
        assert len(found.dissenting) * 2 < len(verdicts)


def test_a_panel_waits_for_every_member_and_is_short_without_one() -> None:
    assert panel_state(members(A, None), 2, False) is PanelState.WAITING
    assert panel_state(members(A, D), 2, False) is PanelState.READY
    assert panel_state(members(A), 2, False) is PanelState.SHORT
    assert panel_state(members(A), 2, True) is PanelState.CONCLUDED


def test_a_conclusion_before_its_time_is_refused_with_the_numbers() -> None:
    with pytest.raises(Refused, match="3名专家中还有2名"):
        check_conclusion(members(A, None, None), 3, False, "结论")
    with pytest.raises(Refused, match="应有3名，现有2名"):
        check_conclusion(members(A, D), 3, False, "结论")
