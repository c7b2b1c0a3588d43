"""Figures are frozen here: a number with everything needed to find it again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import append
from banli.statistics.models import Figure
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules import (
    GROUPS,
    INDICATORS,
    SCOPE,
    Group,
    Indicator,
    check_range,
)
from banli.statistics.selectors import Statement, digest_of, statement

@transaction.atomic
def freeze_statement(*, by: Actor, from_: date, to: date) -> list[Figure]:
    """Freeze the six numbers of the report as figures, and leave one event.

    Writers of the ledger wait until the transaction ends: otherwise an event with a lower id could still be on its
    way, and the figure would not be the same when opened. Call it before the transaction writes events of its own.

    :raises Refused: where ``from_`` is after ``to``.
    """
    GRANTS.require(by, StatisticsPermission.FREEZE)
    check_range(from_, to)
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_event IN SHARE ROW EXCLUSIVE MODE")
    found = statement(from_, to)
    values = {row.key: row.values for row in found.rows}
    figures = [
        _frozen(found, group, indicator, values[group.key][indicator.key], by)
        for group in GROUPS
        for indicator in INDICATORS
    ]
    _note(figures, found, by)
    return figures


def _frozen(found: Statement, group: Group, indicator: Indicator, value: int, by: Actor) -> Figure:
    figure = Figure(
        indicator=indicator.key,
        definition=indicator.definition.zh,
        definition_version=indicator.version,
        names=list(indicator.names),
        group=group.key,
        facets=list(group.facets),
        scope=SCOPE.zh,
        from_day=found.from_,
        to_day=found.to,
        value=value,
        ledger_position=found.position,
        frozen_at=clock.now(),
        frozen_by=by.label,
    )
    figure.digest = digest_of(figure)
    figure.save(force_insert=True)
    return figure


def _note(figures: Sequence[Figure], found: Statement, by: Actor) -> None:
    append(
        topic="figure",
        subject=str(figures[0].pk),
        name="frozen",
        by=by,
        body={
            "from": found.from_.isoformat(),
            "to": found.to.isoformat(),
            "position": found.position,
            "digests": {str(figure.pk): figure.digest for figure in figures},
        },
    )
