"""How many answers were taken over instead of asked: counted from the record, opening to its applications."""

from __future__ import annotations

import pytest
from tests.house import OVERSIZE, form, open_house

from banli.cases.service import submit
from banli.catalogue.service import current
from banli.kernel import clock
from banli.kernel.actors import SYSTEM, VISITOR
from banli.site.jobs import drain_outbox
from banli.statistics.acts.freezing import freeze
from banli.statistics.rules.formulas import Number
from banli.statistics.rules.indicators import REUSED
from banli.statistics.service import intact, open_figure, reading, recount


@pytest.fixture
def applied(db: None) -> list[str]:
    """Two applications that took answers over, and one that did not; their numbers."""
    open_house()
    needed = [one.key for one in current(OVERSIZE).spec.materials]
    return [
        submit(
            by=VISITOR,
            item=OVERSIZE,
            form=form(),
            handed_in=needed,
            told={"reused": reused},
        ).number
        for reused in (7, 5, 0)
    ]


def counted() -> Number | None:
    today = clock.today()
    found = reading(today, today, indicators=(REUSED,))
    return found.number(found.total, REUSED)


def test_the_sum_is_the_same_before_and_after_it_is_folded(applied: list[str]) -> None:
    assert counted() == Number(12)
    drain_outbox()
    assert counted() == Number(12)


def test_a_frozen_one_opens_to_the_applications_that_were_asked_less(applied: list[str]) -> None:
    drain_outbox()
    today = clock.today()
    shown = freeze(by=SYSTEM, from_=today, to=today, key="reused")
    assert (shown.value, shown.unit) == (12, "answers")
    assert intact(shown)
    assert recount(shown) == Number(12)
    assert [one.name for one in open_figure(shown)] == ["submitted", "submitted"]


def test_where_nothing_was_handed_in_here_nothing_was_reused(db: None) -> None:
    open_house()
    assert counted() == Number(0)
