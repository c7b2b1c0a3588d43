"""Writes of the counts: fold news into daily facts, count days again, freeze figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from django.db import connection, transaction

from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.ledger.service import News, append
from banli.statistics.models import Figure
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules import (
    GROUPS,
    INDICATORS,
    SCOPE,
    Cell,
    Group,
    Indicator,
    by_department,
    by_kind,
    check_range,
)
from banli.statistics.selectors import Statement, digest_of, statement

CASES = "case"

ADD_BY_KIND = """
INSERT INTO statistics_daykind AS f (name, day, facet, n)
SELECT * FROM unnest(%s::text[], %s::date[], %s::text[], %s::bigint[])
ON CONFLICT (name, day, facet) DO UPDATE SET n = f.n + excluded.n
"""
ADD_BY_DEPARTMENT = """
INSERT INTO statistics_daydepartment AS f (name, day, scope, facet, n)
SELECT * FROM unnest(%s::text[], %s::date[], %s::text[], %s::text[], %s::bigint[])
ON CONFLICT (name, day, scope, facet) DO UPDATE SET n = f.n + excluded.n
"""
LOCK_FACTS = "LOCK TABLE statistics_daykind, statistics_daydepartment IN SHARE ROW EXCLUSIVE MODE"
COUNT_AGAIN = """
INSERT INTO {table} ({columns}, n)
SELECT {columns}, count(*) FROM ledger_event AS e
 WHERE topic = 'case' AND day BETWEEN %s AND %s
   AND NOT EXISTS (SELECT 1 FROM ledger_outbox AS o WHERE o.event = e.id)
 GROUP BY {columns}
"""
FACTS = {
    "statistics_daykind": "name, day, facet",
    "statistics_daydepartment": "name, day, scope, facet",
}


def fold(news: list[News]) -> None:
    """Count ``news`` of cases into the daily facts; a handler for :func:`banli.ledger.service.drain`."""
    add(Counter((one.day, one.scope, one.facet, one.name) for one in news if one.topic == CASES))


@transaction.atomic
def add(counts: Mapping[Cell, int]) -> None:
    """Add ``counts`` to the daily facts, in the caller's transaction.

    A bulk intake calls this beside its own COPY instead of filling the outbox: events and facts become visible
    together. Rows are taken in one order, so that two writers wait for each other and never deadlock.
    """
    if not counts:
        return
    with connection.cursor() as cursor:
        kinds, departments = by_kind(counts), by_department(counts)
        cursor.execute(ADD_BY_KIND, [*map(list, zip(*kinds, strict=True)), list(kinds.values())])
        cursor.execute(
            ADD_BY_DEPARTMENT, [*map(list, zip(*departments, strict=True)), list(departments.values())]
        )


@transaction.atomic
def rebuild(*, by: Actor, from_: date, to: date) -> None:
    """Count the days ``from_``..``to`` again from the record itself.

    The lock lets whoever has begun to add to the facts finish first, and holds the others back; what they took
    from the outbox is still seen there and so not counted here. Readers see the old facts until this commits.

    :raises Refused: where ``from_`` is after ``to``.
    """
    GRANTS.require(by, StatisticsPermission.REBUILD)
    check_range(from_, to)
    with connection.cursor() as cursor:
        cursor.execute(LOCK_FACTS)
        for table, columns in FACTS.items():
            cursor.execute(f"DELETE FROM {table} WHERE day BETWEEN %s AND %s", [from_, to])
            cursor.execute(COUNT_AGAIN.format(table=table, columns=columns), [from_, to])
    append(
        topic="statistics",
        subject="facts",
        name="rebuilt",
        by=by,
        body={"from": from_.isoformat(), "to": to.isoformat()},
    )


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
