"""States and events in words, and a paper as it is handed to a browser."""

from __future__ import annotations

import pytest

from banli.cases.states import TRANSITIONS, State
from banli.screens.event_words import EVENTS
from banli.screens.papers import Paper, answer
from banli.screens.words import STATES


def test_every_state_has_words_for_officers_and_for_applicants() -> None:
    assert set(STATES) == set(State)


def test_every_event_of_the_state_table_has_words_for_both() -> None:
    assert {one.event for one in TRANSITIONS} <= set(EVENTS)


@pytest.mark.parametrize(("save", "way"), [(True, "attachment"), (False, "inline")])
def test_a_paper_is_shown_or_saved_under_its_own_name_and_kept_by_nobody_on_the_way(
    save: bool, way: str
) -> None:
    response = answer(Paper(b"%PDF", "受理通知书.pdf"), save=save)
    assert response["Content-Disposition"].startswith(way)
    assert "%E5%8F%97%E7%90%86" in response["Content-Disposition"]
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
