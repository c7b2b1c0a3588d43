"""Guidance is whole: every item has its stages, every question ends somewhere, and the walk says what the item says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
import yaml

from banli.catalogue.service import ItemSpec, spec_in
from banli.guidance.rules.checks import check_guidance
from banli.guidance.rules.definition import StageFile, Walk
from banli.province.guidance import guidance_faults, guidance_of, walk_files
from banli.province.load import SICHUAN


@cache
def specs() -> dict[str, ItemSpec]:
    """Every item of the pack."""
    found = {path.name: spec_in(path) for path in sorted((SICHUAN / "items").iterdir()) if path.is_dir()}
    return {slug: spec for slug, spec in found.items() if spec is not None}


def data(name: str) -> dict[str, Any]:
    """A file of the pack as it is written."""
    found: dict[str, Any] = yaml.safe_load((SICHUAN / name).read_text(encoding="utf-8"))
    return found


def told(stages: dict[str, Any], walk: dict[str, Any]) -> list[str]:
    """What the check finds in the stages and the walk of transport, each with its place."""
    walks = {path.name: Walk.model_validate(data(f"walks/{path.name}")) for path in walk_files(SICHUAN)}
    walks["transport.yaml"] = Walk.model_validate(walk)
    found = check_guidance(StageFile.model_validate(stages), walks, specs())
    return [
        f"{name} {'.'.join(map(str, where))}: {message % params}" for name, (where, message, params) in found
    ]


def test_the_guidance_of_the_pack_is_whole() -> None:
    assert guidance_faults(SICHUAN, specs()) == []
    assert len(guidance_of(SICHUAN, specs()).walks) >= 5


Change = Callable[[dict[str, Any], dict[str, Any]], Any]
WALK, REPLIES = "transport.yaml turns", "replies"
CHANGES: dict[str, tuple[Change, str]] = {
    "an item that stands in no stage": (
        lambda stages, walk: (
            stages["stages"][0]["items"].__setitem__(0, "no-crime-record-lookup")
            or stages["stages"][1]["items"].remove("academic-record-check")
        ),
        "guidance.yaml stages: the item “academic-record-check” stands in no stage of life.",
    ),
    "a stage of what the pack has not": (
        lambda stages, walk: stages["stages"][0]["items"].append("birth-certificate"),
        "guidance.yaml stages.0.items.1: “birth-certificate” is no item of the pack that one can apply for.",
    ),
    "a penalty at hand": (
        lambda stages, walk: stages["at_hand"].append("advertising-penalty"),
        "guidance.yaml at_hand.7: “advertising-penalty” is no item of the pack that one can apply for.",
    ),
    "a company’s item in a person’s life": (
        lambda stages, walk: stages["stages"][0]["items"].append("oversize-transport"),
        "guidance.yaml stages.0.items.1: “oversize-transport” is for others than those whose stage of life this is"
        " (server_types).",
    ),
    "an item twice in a stage": (
        lambda stages, walk: stages["stages"][0]["items"].append("academic-record-check"),
        "guidance.yaml stages.0.items.1: the item “academic-record-check” stands here twice.",
    ),
    "two stages of one key": (
        lambda stages, walk: stages["stages"][1].update(key="study"),
        "guidance.yaml stages.1.key: the key “study” is used twice.",
    ),
    "a question that is not there": (
        lambda stages, walk: walk["turns"]["parts"][REPLIES][1].update(to="weight"),
        f"{WALK}.parts.replies.1.to: the walk has no question “weight”.",
    ),
    "a beginning that is not there": (
        lambda stages, walk: walk.update(start="begin"),
        "transport.yaml start: the walk has no question “begin”.",
    ),
    "a circle": (
        lambda stages, walk: walk["turns"]["mass"][REPLIES][0].update(to="size"),
        f"{WALK}.mass.replies.0.to: the answer leads back to “size”: one would walk in a circle.",
    ),
    "a question nobody comes to": (
        lambda stages, walk: walk["turns"]["size"][REPLIES][1].update(to="origin"),
        f"{WALK}.mass: no answer leads to the question “mass”.",
    ),
    "two answers of one key": (
        lambda stages, walk: walk["turns"]["size"][REPLIES][1].update(key="over"),
        f"{WALK}.size.replies.1.key: the key “over” is used twice.",
    ),
    "an end with an item that is not there": (
        lambda stages, walk: walk["turns"]["what"][REPLIES][1]["end"].update(item="driver"),
        f"{WALK}.what.replies.1.end.item: “driver” is no item of the pack that one can apply for.",
    ),
    "an end with a law that is not the item’s": (
        lambda stages, walk: walk["turns"]["what"][REPLIES][1]["end"]["law"]["title"].update(zh="公路法"),
        f"{WALK}.what.replies.1.end.law.title: “公路法” is none of the laws that the item"
        " “driver-qualification-lookup” names.",
    ),
    "a threshold that is not the item’s": (
        lambda stages, walk: walk["turns"]["mass"][REPLIES][1]["end"]["grounds"]["form"].update(
            mass_kg=49001
        ),
        f"{WALK}.mass.replies.1.end.grounds.facts.oversize: by the rules of “oversize-transport”, “oversize” is then"
        " True and not False.",
    ),
    "a reason that the item’s checks do not find": (
        lambda stages, walk: walk["turns"]["parts"][REPLIES][0]["end"]["grounds"]["form"].update(
            divisible=False
        ),
        f"{WALK}.parts.replies.0.end.grounds.finds.0: the checks of “oversize-transport” do not find “divisible” then.",
    ),
    "grounds that the form does not ask": (
        lambda stages, walk: walk["turns"]["parts"][REPLIES][0]["end"]["grounds"]["form"].update(parts=2),
        f"{WALK}.parts.replies.0.end.grounds.form.parts: the item “oversize-transport” has no question “parts”.",
    ),
    "an item that no walk ends with": (
        lambda stages, walk: walk["turns"]["licence"][REPLIES][0].update(
            end=walk["turns"]["licence"][REPLIES][1]["end"]
        ),
        "care.yaml turns: no walk ends with the item “oversize-transport”.",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_wrong_is_told_with_its_place(name: str) -> None:
    change, message = CHANGES[name]
    stages, walk = data("guidance.yaml"), data("walks/transport.yaml")
    change(stages, walk)
    assert message in told(stages, walk)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda reply: reply.update(to="size"), "one of the two"),
        (lambda reply: reply.pop("end"), "one of the two"),
    ],
)
def test_an_answer_leads_on_or_ends_and_never_both_or_neither(
    change: Callable[[dict[str, Any]], Any], said: str
) -> None:
    walk = data("walks/transport.yaml")
    change(walk["turns"]["parts"][REPLIES][0])
    with pytest.raises(ValueError, match=said):
        Walk.model_validate(walk)
