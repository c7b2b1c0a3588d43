"""A green channel speeds up; the checker refuses one that skips a legal step or has no time for its periods."""

from __future__ import annotations

from typing import Any

import pytest
from tests.catalogue.samples import ITEMS

from banli.catalogue.rules import GreenChannel, ItemSpec
from banli.catalogue.rules.checks.channel import least_days, sped_up
from banli.catalogue.rules.checks.quality import found_in
from banli.catalogue.rules.definition.folder import read_folder
from banli.catalogue.rules.definition.graph import waits
from banli.catalogue.rules.definition.spec import Limit
from banli.kernel.text import Words


def item() -> ItemSpec:
    spec = read_folder(ITEMS / "power-grid-environment").spec
    assert spec
    return spec


def promise(days: int) -> Limit:
    return Limit(days=days, unit="working", basis=Words(zh="承诺", en="promise"))


def told(**changes: Any) -> list[str]:
    """What the checker says of the item with a changed green channel."""
    spec = item()
    assert spec.green_channel
    channel = GreenChannel.model_validate({**spec.green_channel.model_dump(), **changes})
    return [
        f"{rule}: {message}"
        for _place, rule, message, _params in found_in(spec.model_copy(update={"green_channel": channel}))
    ]


def test_the_pack_s_green_channel_is_sound() -> None:
    assert told() == []


@pytest.mark.parametrize(
    "step",
    [
        "accepted-report",
        "accepted-form",
        "examine",
        "survey",
        "assessment",
        "experts",
        "natural",
        "proposed",
        "approve",
    ],
)
def test_a_channel_that_skips_a_legal_step_is_refused(step: str) -> None:
    (only,) = told(leaves_out=(step,))
    assert only.startswith("channel: a green channel speeds up and leaves no legal step out")


def test_an_optional_step_that_its_law_wants_is_not_skipped_either() -> None:
    spec = item()
    steps = tuple(
        step.model_copy(update={"basis": Words(zh="某法", en="a law")}) if step.key == "listed" else step
        for step in spec.steps
    )
    found = found_in(spec.model_copy(update={"steps": steps}))
    assert [rule for _place, rule, _message, _params in found] == ["channel"]


def test_a_channel_without_time_for_the_publicity_is_refused() -> None:
    (only,) = told(promised=promise(14))
    assert only.startswith("flow: the steps need up to")
    assert told(promised=promise(15)) == []


def test_a_channel_that_lets_a_step_run_after_the_decision_is_refused() -> None:
    assert any("the path ends here" in one for one in told(side_by_side={"approve": ()}))


def test_a_channel_that_promises_no_less_is_refused() -> None:
    assert told(promised=promise(25)) == [
        "channel: the green channel promises no less time than the item does"
    ]


def test_unknown_steps_are_told() -> None:
    assert told(leaves_out=("nothing",))[0].startswith("channel: there is no step")
    assert told(side_by_side={"nothing": ()})[0].startswith("channel: there is no step")


def test_the_faster_procedure_runs_side_by_side() -> None:
    faster = sped_up(item())
    keys = [step.key for step in faster.steps]
    assert "listed" not in keys
    order = waits(faster.steps, keys)
    assert order["survey"] == order["natural"] == frozenset()
    assert order["proposed"] >= {"accepted-report", "experts", "natural"}


@pytest.mark.parametrize(("procedure", "days"), [("report", 15), ("form", 10), ("recheck", 0)])
def test_publicity_takes_its_days(procedure: str, days: int) -> None:
    assert least_days(item(), {"procedure": procedure}, promise(24)) == days
