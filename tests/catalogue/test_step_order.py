"""The order of review steps: each begins once, and never before what it waits for; steps left out hand on."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from banli.catalogue.rules.definition.graph import (
    awaited,
    ready,
    side_by_side,
    waits,
)
from banli.catalogue.rules.definition.spec import Step


def step(key: str, **more: Any) -> Step:
    return Step.model_validate({"key": key, "kind": "examine", "name": key, "role": "reviewer", **more})


@st.composite
def procedures(draw: st.DrawFn) -> tuple[tuple[Step, ...], frozenset[str]]:
    """A procedure without a cycle, in any order of writing, and the steps that a case takes of it."""
    keys = [f"s{number}" for number in range(draw(st.integers(1, 9)))]
    steps = []
    for number, key in enumerate(keys):
        earlier = st.lists(st.sampled_from(keys[:number]), unique=True) if number else st.just([])
        after = draw(st.none() | earlier) if number else draw(st.none() | st.just([]))
        steps.append(step(key, after=after, optional=draw(st.booleans())))
    if all(one.after is not None for one in steps):
        steps = draw(st.permutations(steps))
    return tuple(steps), frozenset(draw(st.sets(st.sampled_from(keys))))


def ancestors(steps: tuple[Step, ...], key: str) -> set[str]:
    """Everything that leads to a step, found the slow way."""
    order, found = awaited(steps), set[str]()
    front = [key]
    while front:
        for one in order[front.pop()]:
            if one not in found:
                found.add(one)
                front.append(one)
    return found


@given(procedures(), st.randoms(use_true_random=False), st.booleans())
def test_every_step_begins_once_and_after_what_it_waits_for(
    drawn: tuple[tuple[Step, ...], frozenset[str]], dice: random.Random, all_optional_too: bool
) -> None:
    steps, taken = drawn
    by_key = {one.key: one for one in steps}
    needed = {key for key in taken if all_optional_too or not by_key[key].optional}
    begun: list[str] = []
    finished: set[str] = set()
    while not needed <= finished:
        may = [one.key for one in ready(steps, taken, begun, finished)]
        assert set(may).isdisjoint(begun)
        assert set(may) <= taken
        under_way = [key for key in begun if key not in finished]
        assert may or under_way, "nothing can go on"
        if may and (not under_way or dice.random() < 0.6):
            chosen = dice.choice(may)
            required = {one for one in ancestors(steps, chosen) & taken if not by_key[one].optional}
            assert required <= finished
            begun.append(chosen)
        else:
            finished.add(dice.choice(under_way))
    assert len(begun) == len(set(begun))
    assert needed <= set(begun) <= taken


@given(procedures(), st.randoms(use_true_random=False))
def test_an_optional_step_that_has_begun_is_waited_for(
    drawn: tuple[tuple[Step, ...], frozenset[str]], dice: random.Random
) -> None:
    steps, taken = drawn
    optional = [one.key for one in steps if one.optional and one.key in taken]
    begun, finished = set(optional), {key for key in taken if key not in optional}
    for one in ready(steps, taken, begun, finished):
        assert not set(waits(steps, taken)[one.key]) & set(optional)


def test_where_nothing_is_said_a_step_waits_for_the_one_before_it() -> None:
    steps = (step("a"), step("b"), step("c", after=["a"]), step("d", after=["b", "c"]), step("e"))
    assert awaited(steps) == {"a": (), "b": ("a",), "c": ("a",), "d": ("b", "c"), "e": ("d",)}


def test_a_step_that_is_not_taken_hands_on_what_it_waits_for() -> None:
    steps = (step("a"), step("b"), step("c"), step("d"))
    assert waits(steps, {"a", "d"}) == {"a": frozenset(), "d": frozenset({"a"})}


def test_steps_side_by_side_begin_together_and_the_slowest_holds_the_next() -> None:
    steps = (step("a"), step("b", after=["a"]), step("c", after=["a"]), step("d", after=["b", "c"]))
    taken = {"a", "b", "c", "d"}
    assert [one.key for one in ready(steps, taken, {"a"}, {"a"})] == ["b", "c"]
    assert ready(steps, taken, {"a", "b", "c"}, {"a", "b"}) == ()
    assert [one.key for one in ready(steps, taken, {"a", "b", "c"}, {"a", "b", "c"})] == ["d"]


def test_an_optional_step_holds_nobody_until_it_begins() -> None:
    steps = (step("a"), step("b", optional=True), step("c"))
    taken = {"a", "b", "c"}
    assert [one.key for one in ready(steps, taken, {"a"}, {"a"})] == ["b", "c"]
    assert ready(steps, taken, {"a", "b"}, {"a"}) == ()
    assert [one.key for one in ready(steps, taken, {"a", "b"}, {"a", "b"})] == ["c"]


@given(procedures())
def test_groups_side_by_side_come_after_everything_they_wait_for(
    drawn: tuple[tuple[Step, ...], frozenset[str]],
) -> None:
    steps, _taken = drawn
    seen: set[str] = set()
    for group in side_by_side(steps):
        assert all(set(awaited(steps)[one.key]) <= seen for one in group)
        seen |= {one.key for one in group}
    assert seen == {one.key for one in steps}
