"""The second state table holds together, and keeps to the law of each kind."""

from __future__ import annotations

from collections import Counter

import pytest

from banli.cases.permissions import BY_OWNER
from banli.cases.states import OWN_PROCEDURE, Owner, State, Transition
from banli.enforcement.rules.lawful import DUTIES, faults
from banli.enforcement.rules.table import ACTS, BY_KIND
from banli.enforcement.rules.words import STATES
from banli.enforcement.states import OWNERS, TABLES, TRANSITIONS
from banli.statistics.rules.happenings import BEGUN_BY_ORGAN, ENDED_BY_ORGAN, GIVEN_UP_BY_ORGAN

KINDS = sorted(TABLES)


def test_every_row_of_the_table_is_an_act_and_every_act_a_row() -> None:
    assert {one.act for one in TRANSITIONS} == set(ACTS)
    assert len(TRANSITIONS) == len(ACTS)
    assert {kind: {one.name for one in acts} for kind, acts in BY_KIND.items()} == {
        kind: {one.act for one in table} for kind, table in TABLES.items()
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_table_keeps_to_the_law_of_its_kind(kind: str) -> None:
    assert list(faults(kind)) == []


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        (kind, act)
        for kind, duties in DUTIES.items()
        for duty in duties
        for act in duty.before
        if len(duty.before) == 1
    ],
)
def test_a_way_round_a_duty_is_found(kind: str, act: str) -> None:
    """With a shortcut past any act that the law asks for, the proof fails."""
    duty = next(one for one in DUTIES[kind] if one.before == (act,))
    goal = next(one for one in TABLES[kind] if one.act == duty.act)
    first = next(one for one in TABLES[kind] if not one.sources)
    assert first.target is not None
    shortcut = Transition("shortcut", (first.target,), goal.sources[0], "shortcut", Owner.APPROVER, "1")
    if first.act != act:
        assert duty in faults(kind, (*TABLES[kind], shortcut))


@pytest.mark.parametrize("kind", KINDS)
def test_every_case_comes_to_an_end(kind: str) -> None:
    table = TABLES[kind]
    states = {one.target for one in table if one.target} | {state for one in table for state in one.sources}
    for state in states:
        reached, more = {state}, {state}
        while more:
            more = {one.target for one in table if one.target and reached & set(one.sources)} - reached
            reached |= more
        assert any(OWNERS.get(one, Owner.NOBODY) == Owner.NOBODY for one in reached), state


def test_every_state_is_reached_has_its_owner_and_its_name() -> None:
    reached = {one.target for one in TRANSITIONS if one.target}
    assert reached - {State.REVOKED} == set(OWN_PROCEDURE) == set(OWNERS)
    assert set(STATES) == {*OWN_PROCEDURE, State.REVOKED}
    assert {one.owner for one in TRANSITIONS} <= set(BY_OWNER)


def test_every_act_leaves_an_event_of_its_own_and_stands_on_an_article() -> None:
    assert {event for event, count in Counter(one.event for one in TRANSITIONS).items() if count > 1} == set()
    assert all(one.article and one.law for one in TRANSITIONS)


def test_what_ends_a_case_has_its_national_result_and_counts_as_it_says() -> None:
    ends = {one.event: str(one.result) for one in TRANSITIONS if one.result}
    assert ends == {**ENDED_BY_ORGAN, **GIVEN_UP_BY_ORGAN}
    assert set(BEGUN_BY_ORGAN) <= {one.event for one in TRANSITIONS}


def test_acts_have_names_in_both_languages() -> None:
    for act in ACTS.values():
        assert act.label.zh, act.name
        assert act.label.en, act.name
        assert act.button.zh
        assert act.button.en
