"""A step that only a grant needs: what may be one, and who may wait for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.catalogue.procedures import APPROVE, EXAMINE, Data, check, limit, step

PUBLICITY = step("publicity", "publicity", only="granted", limit=limit(2))


@pytest.mark.parametrize(
    "steps",
    [
        [step("examine", only="granted"), APPROVE],
        [EXAMINE, {**PUBLICITY, "optional": True}, APPROVE],
        [EXAMINE, PUBLICITY, step("once-more"), APPROVE],
    ],
    ids=["the examination", "one that is optional", "one that others wait for"],
)
def test_a_refusal_can_do_without_a_step_of_a_grant_only(tmp_path: Path, steps: list[Data]) -> None:
    assert {fault.rule for fault in check(tmp_path, steps=steps)} == {"steps"}


def test_only_the_decision_waits_for_a_step_of_a_grant_only(tmp_path: Path) -> None:
    assert check(tmp_path, steps=[EXAMINE, PUBLICITY, APPROVE]) == []
