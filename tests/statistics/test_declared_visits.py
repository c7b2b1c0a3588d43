"""最多跑一次: how many came more often than their item declares, counted from the record, opening to these cases."""

from __future__ import annotations

import pytest
from tests.house import open_house, person, proposed

from banli.cases import service as cases
from banli.cases.models import Case
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, Role
from banli.ledger.models import Event
from banli.site.jobs import drain_outbox
from banli.statistics.acts.freezing import freeze
from banli.statistics.rules.formulas import Number
from banli.statistics.rules.indicators import OVER_DECLARED
from banli.statistics.service import intact, open_figure, reading, recount


@pytest.fixture
def ended(db: None) -> list[str]:
    """Three permits that ended: nobody came, once, and three times where the item declares fewer."""
    open_house()
    found = []
    for visits in (0, 1, 3):
        case = proposed()
        # How often somebody came is counted by acts at the window; here it is set for the end to say.
        Case.objects.filter(pk=case.pk).update(visits=visits)
        found.append(cases.grant(by=person(Role.APPROVER), number=case.number).number)
    return found


def counted() -> Number | None:
    today = clock.today()
    found = reading(today, today, indicators=(OVER_DECLARED,))
    return found.number(found.total, OVER_DECLARED)


def test_who_came_more_often_than_declared_is_counted_and_can_be_opened(ended: list[str]) -> None:
    case = cases.find(ended[0], SYSTEM)
    declared = cases.spec_of(case).visits.number
    over = sum(visits > declared for visits in (0, 1, 3))
    assert 0 < over < 3
    assert counted() == Number(over, 3)
    drain_outbox()
    assert counted() == Number(over, 3)
    today = clock.today()
    shown = freeze(by=SYSTEM, from_=today, to=today, key="over_declared")
    assert intact(shown)
    assert recount(shown) == Number(over, 3)
    assert {one.name for one in open_figure(shown)} == {"granted"}
    assert all("visits_declared" in (one.body or "") for one in Event.objects.filter(name="granted"))


def test_where_nothing_ended_there_is_nothing_to_say(db: None) -> None:
    open_house()
    assert counted() in (None, Number(0, 0))
