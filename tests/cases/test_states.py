"""The state table holds together."""

from __future__ import annotations

import pytest

from banli.cases.permissions import BY_OWNER, GRANTS
from banli.cases.states import OPEN, OWNERS, TRANSITIONS, Owner, State, acts_from
from banli.kernel.actors import Role


def test_every_state_has_an_owner() -> None:
    assert set(OWNERS) == set(State)


@pytest.mark.parametrize("state", sorted(State))
def test_every_state_can_be_reached_and_left_or_is_an_end(state: State) -> None:
    assert any(transition.target == state for transition in TRANSITIONS)
    left = acts_from(state)
    assert bool(left) != (OWNERS[state] == Owner.NOBODY)


@pytest.mark.parametrize("state", sorted(OPEN))
def test_every_open_state_leads_to_an_end(state: State) -> None:
    reached, frontier = {state}, [state]
    while frontier:
        for transition in acts_from(frontier.pop()):
            if transition.target not in reached:
                reached.add(transition.target)
                frontier.append(transition.target)
    assert reached - OPEN, "a case could never end"


def test_a_result_is_given_exactly_where_a_case_ends() -> None:
    for transition in TRANSITIONS:
        leaves_open = transition.target in OPEN
        comes_from_open = not transition.sources or bool(set(transition.sources) & OPEN)
        assert (transition.result is not None) == (comes_from_open and not leaves_open), transition.act


def test_the_owner_of_an_act_owns_a_state_it_starts_from_or_acts_over_it() -> None:
    for transition in TRANSITIONS:
        owners = {OWNERS[source] for source in transition.sources}
        acts_over_another = transition.act in {
            "retract",
            "withdraw",
            "extend",
            "decide_on_the_spot",
            "deliver",
        }
        assert not owners or transition.owner in owners or acts_over_another, transition.act


def test_every_kind_of_act_is_somebodys_and_not_everybodys() -> None:
    for permission in BY_OWNER.values():
        holders = {role for role, held in GRANTS.by_role.items() if permission in held}
        assert holders
        assert Role.SUPERVISOR not in holders
