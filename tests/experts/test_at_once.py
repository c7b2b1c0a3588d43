"""Two officers at the same moment: one panel, one leaving, one conclusion."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from tests.house import person

from banli.experts.models import ExpertOpinion, Panel, PanelConclusion
from banli.experts.service import conclude, decline, give_opinion, seats_of
from banli.experts.states import Verdict
from banli.kernel.actors import Role
from banli.kernel.errors import Refused, Stale
from banli.ledger.service import events, verify

pytestmark = pytest.mark.django_db(transaction=True)
Drawn = Callable[..., Panel]


@pytest.fixture
def pool(transactional_db: None, pool: None) -> None:
    """The pool of the other tests, committed."""


def at_once(act: Callable[[], Any]) -> list[str]:
    """Do ``act`` from four hands; what became of each, in order of name."""

    def one(_hand: int) -> str:
        try:
            act()
        except (Refused, Stale) as error:
            return type(error).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(4) as hands:
        return sorted(hands.map(one, range(4)))


def test_four_draws_at_once_make_one_panel(pool: None, drawn: Drawn) -> None:
    person(Role.REVIEWER)
    assert at_once(drawn) == ["Refused", "Refused", "Refused", "done"]
    assert len(seats_of(Panel.objects.get())) == 5
    assert verify().ok


def test_an_expert_leaves_once_and_one_stand_in_moves_up(pool: None, drawn: Drawn) -> None:
    panel, by = drawn(), person(Role.REVIEWER)
    expert = seats_of(panel)[0].expert.public_id
    told = at_once(lambda: decline(panel=panel.public_id, expert=expert, reason="出差", by=by))
    assert told == ["Refused", "Refused", "Refused", "done"]
    names = [one.name for one in events("experts", panel.public_id)]
    assert names == ["panel_drawn", "expert_declined", "stand_in_seated"]


def test_a_version_of_an_opinion_and_a_conclusion_are_written_once(pool: None, drawn: Drawn) -> None:
    panel, by = drawn(wanted=1), person(Role.REVIEWER)
    expert = seats_of(panel)[0].expert.public_id

    def opinion() -> None:
        give_opinion(
            panel=panel.public_id, expert=expert, verdict=Verdict.AGREES, text="同意", by=by, version=0
        )

    assert at_once(opinion) == ["Stale", "Stale", "Stale", "done"]
    assert ExpertOpinion.objects.count() == 1
    told = at_once(lambda: conclude(panel=panel.public_id, text="同意", by=by))
    assert told == ["Refused", "Refused", "Refused", "done"]
    assert PanelConclusion.objects.count() == 1
