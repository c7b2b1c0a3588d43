"""The state table holds together."""

from __future__ import annotations

from collections import Counter

import pytest

from banli.cases.permissions import BY_OWNER, GRANTS
from banli.cases.rules.words import ACTS, LAWS, STATES
from banli.cases.states import APPLIED, OPEN, OWN_PROCEDURE, OWNERS, TRANSITIONS, Owner, State, acts_from
from banli.kernel.actors import Role

ON_APPLICATION = sorted(set(State) - OWN_PROCEDURE)
"""The states of this table; those of the second one are held in tests/enforcement."""


def test_every_state_has_an_owner() -> None:
    assert set(OWNERS) == set(State)


@pytest.mark.parametrize("state", ON_APPLICATION)
def test_every_state_can_be_reached(state: State) -> None:
    assert any(transition.target == state for transition in TRANSITIONS)


@pytest.mark.parametrize("state", ON_APPLICATION)
def test_a_state_that_is_nobodys_is_left_by_no_act_of_its_own(state: State) -> None:
    leads_on = [one for one in acts_from(state) if one.target not in (None, state)]
    over_an_ended_case = {"revoke"}
    assert bool([one for one in leads_on if one.act not in over_an_ended_case]) != (
        OWNERS[state] == Owner.NOBODY
    )


@pytest.mark.parametrize("state", sorted(APPLIED))
def test_every_open_state_leads_to_an_end(state: State) -> None:
    reached, frontier = {state}, [state]
    while frontier:
        now = frontier.pop()
        for transition in acts_from(now):
            if transition.lands(now) not in reached:
                reached.add(transition.lands(now))
                frontier.append(transition.lands(now))
    assert reached - OPEN, "a case could never end"


def test_a_result_is_given_exactly_where_a_case_ends() -> None:
    for transition in TRANSITIONS:
        ends = bool(set(transition.sources) & OPEN) and transition.target is not None
        ends = ends and transition.target not in OPEN
        assert (transition.result is not None) == ends, transition.act


def test_every_outcome_has_its_national_code() -> None:
    assert {one.act: str(one.result) for one in TRANSITIONS if one.result} == {
        "refuse_acceptance": "6",
        "find_not_required": "2",
        "retract": "2",
        "grant": "0",
        "decide_on_the_spot": "0",
        "answer": "0",
        "answer_by_hand": "0",
        "refuse": "1",
        "forward": "4",
        "withdraw": "5",
        "terminate": "5",
        "void": "2",
        "close_with_item": "2",
    }


def test_every_transition_stands_on_an_article_and_has_its_words() -> None:
    for transition in TRANSITIONS:
        assert transition.article, transition.act
        assert transition.law in LAWS
        assert transition.act in ACTS
    assert set(STATES) == set(State)


def test_an_act_and_its_event_are_one_to_one_but_for_the_two_ways_to_grant_and_to_answer() -> None:
    events = Counter(transition.event for transition in TRANSITIONS)
    assert {event for event, count in events.items() if count > 1} == {"granted", "answered"}


def test_every_kind_of_act_is_somebodys_and_not_everybodys() -> None:
    for permission in BY_OWNER.values():
        holders = {role for role, held in GRANTS.by_role.items() if permission in held}
        assert holders
        assert Role.SUPERVISOR not in holders
