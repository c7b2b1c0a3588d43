"""A published figure: the same number for ever, the events behind it, and what it is protected against."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.statistics.record import FROM, TO, fold_all, happened, numbers

from banli.kernel.actors import SYSTEM, VISITOR, Actor, Role
from banli.kernel.errors import Denied, Missing, Refused
from banli.ledger.service import events
from banli.statistics.models import Figure
from banli.statistics.rules.happenings import ACCEPTANCES
from banli.statistics.service import (
    every_event,
    figure,
    figures,
    freeze_statement,
    holds,
    intact,
    open_figure,
    statement,
)

pytestmark = pytest.mark.django_db


def frozen(group: str = "licence", indicator: str = "accepted") -> Figure:
    """One of the six figures, frozen now for the period of the report."""
    six = freeze_statement(by=SYSTEM, from_=FROM, to=TO)
    return next(one for one in six if (one.group, one.indicator) == (group, indicator))


def test_six_numbers_are_frozen_with_definition_scope_cutoff_and_position() -> None:
    happened("accepted", "2022-03-02")
    six = freeze_statement(by=SYSTEM, from_=FROM, to=TO)
    assert [(one.group, one.indicator, one.value) for one in six] == [
        ("licence", "accepted", 1),
        ("licence", "completed", 0),
        ("public_service", "accepted", 0),
        ("public_service", "completed", 0),
        ("other_nine", "accepted", 0),
        ("other_nine", "completed", 0),
    ]
    first = six[0]
    assert (first.scope, first.definition_version, first.names) == (
        "省本级",
        3,
        list(ACCEPTANCES),
    )
    assert "按受理日期" in first.definition
    assert [event.name for event in events("figure", str(first.pk))] == ["frozen"]
    assert figure(first.pk) == first
    assert figures([one.pk for one in reversed(six)]) == six


def test_a_figure_stays_the_same_when_more_is_recorded_for_its_period() -> None:
    happened("accepted", "2022-03-02", case=1)
    before = frozen()
    happened("accepted", "2022-03-02", case=2)
    fold_all()
    assert numbers(statement(FROM, TO)) == {"licence": (2, 0)}
    again = figure(before.pk)
    assert (again.value, holds(again), [one.case for one in every_event(again)]) == (1, True, [1])
    assert frozen().value == 2


def test_a_figure_opens_to_its_events_page_by_page() -> None:
    wanted = []
    for case in range(23):
        day, kind = f"2022-03-{case % 5 + 1:02}", ("02", "07")[case % 2]
        event = happened("granted", day, kind=kind, case=case)
        wanted.append((day, kind, event, case))
        if case == 11:
            fold_all()
    happened("granted", "2022-03-01", kind="01", case=99)
    happened("accepted", "2022-03-01", kind="02", case=99)
    shown = frozen("other_nine", "completed")
    assert shown.value == 23
    assert holds(shown)
    pages, after = [], None
    while page := open_figure(shown, after, limit=4):
        assert len(page) <= 4
        pages += page
        after = page[-1].place
    assert [(one.day.isoformat(), one.kind, one.event, one.case) for one in pages] == sorted(wanted)


def test_a_figure_without_events_opens_to_nothing() -> None:
    assert list(every_event(frozen())) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE statistics_figure SET value = value + 1",
        "DELETE FROM statistics_figure",
        "TRUNCATE statistics_figure CASCADE",
    ],
)
def test_the_database_refuses_to_change_a_figure(statement: str) -> None:
    frozen()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.parametrize(
    "change", ["value = 7", "definition = 'x'", "to_day = '2022-12-31'", "names = '{refused}'"]
)
def test_a_figure_changed_behind_the_databases_back_is_found_out(change: str) -> None:
    happened("accepted", "2022-03-02")
    shown = frozen()
    assert intact(shown)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"UPDATE statistics_figure SET {change}")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert not intact(figure(shown.pk))


def test_only_editors_signers_and_the_platform_freeze() -> None:
    freeze_statement(by=Actor("编辑", frozenset({Role.EDITOR}), id=1), from_=FROM, to=TO)
    with pytest.raises(Denied):
        freeze_statement(by=VISITOR, from_=FROM, to=TO)
    with pytest.raises(Denied):
        freeze_statement(by=Actor("窗口", frozenset({Role.CLERK}), id=2), from_=FROM, to=TO)


def test_a_period_the_wrong_way_round_freezes_nothing() -> None:
    with pytest.raises(Refused):
        freeze_statement(by=SYSTEM, from_=TO, to=date(2022, 1, 1))
    assert not Figure.objects.exists()


def test_a_figure_that_is_not_there_is_missing() -> None:
    with pytest.raises(Missing, match="没有编号为"):
        figure(404)
