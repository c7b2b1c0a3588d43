"""Writes of the facts: fold events into them, and count days again. One statement serves outbox and bulk intake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction

from banli.kernel.actors import Actor
from banli.ledger.service import News, append
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules import Cell, by_department, by_kind, check_range

CASES = "case"
FOLD_LOCK = 5_701_004
"""Those who fold take turns: rows of facts are then always free, and nobody can deadlock."""

FOLD = """
WITH fine AS MATERIALIZED (
  SELECT name, day, scope, facet, count(*) AS n
    FROM ledger_event WHERE topic = 'case' AND {chosen}
   GROUP BY name, day, scope, facet
), kinds AS (
  INSERT INTO statistics_daykind AS f (name, day, facet, n)
  SELECT name, day, facet, sum(n) FROM fine GROUP BY name, day, facet
  ON CONFLICT (name, day, facet) DO UPDATE SET n = f.n + excluded.n
)
INSERT INTO statistics_daydepartment AS f (name, day, scope, facet, n)
SELECT name, day, scope, facet, n FROM fine
ON CONFLICT (name, day, scope, facet) DO UPDATE SET n = f.n + excluded.n
"""
LISTED = "id = ANY(%(ids)s)"
IN_BLOCK = "id BETWEEN %(first)s AND %(last)s"

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
    """Count ``news`` of cases into the facts; a handler for :func:`banli.ledger.service.drain`."""
    ids = [one.event for one in news if one.topic == CASES]
    if ids:
        _fold(LISTED, {"ids": ids})


def fold_events(*, first: int, last: int) -> None:
    """Count every event of a case whose id lies in ``first``..``last`` into the facts, in the caller's transaction.

    A bulk intake calls this after its COPY, as late as it can, instead of filling the outbox: events and facts become
    visible together. No event of the block may have an outbox row, or it would be counted twice.
    """
    _fold(IN_BLOCK, {"first": first, "last": last})


@transaction.atomic
def add(counts: Mapping[Cell, int]) -> None:
    """Add ``counts`` to the facts, in the caller's transaction."""
    if not counts:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
        kinds, departments = by_kind(counts), by_department(counts)
        cursor.execute(ADD_BY_KIND, [*map(list, zip(*kinds, strict=True)), list(kinds.values())])
        cursor.execute(
            ADD_BY_DEPARTMENT, [*map(list, zip(*departments, strict=True)), list(departments.values())]
        )


def _fold(chosen: str, params: dict[str, object]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
        cursor.execute(FOLD.format(chosen=chosen), params)


@transaction.atomic
def rebuild(*, by: Actor, from_: date, to: date) -> None:
    """Count the days ``from_``..``to`` again from the record itself.

    The lock lets whoever has begun to fold finish first, and holds the others back; what they took from the outbox is
    still seen there and so not counted here. Readers see the old facts until this commits.

    :raises Refused: where ``from_`` is after ``to``.
    """
    GRANTS.require(by, StatisticsPermission.REBUILD)
    check_range(from_, to)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
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
