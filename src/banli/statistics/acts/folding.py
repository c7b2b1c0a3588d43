"""Writes of the facts: fold events into them, and count days again. One statement serves outbox and bulk intake."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction

from banli.kernel.actors import Actor
from banli.ledger.service import News, append
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules.formulas import MEASURES
from banli.statistics.rules.indicators import COUNTED
from banli.statistics.rules.periods import check_range
from banli.statistics.selectors.events import (
    BY_ID,
    FOLDED,
    IN_BLOCK,
    due_moves,
    filled,
    listed,
    measured,
)

CASES = "case"
FOLD_LOCK = 5_701_004
"""Those who fold take turns: rows of facts are then always free, and nobody can deadlock."""

FACTS = {
    "statistics_daykind": ("name, day, facet", "fine", "true"),
    "statistics_daydepartment": ("name, day, scope, facet", "fine", "true"),
    "statistics_daychannel": ("name, day, facet, channel", "fine", "<counted>"),
    "statistics_monthitem": ("name, month, item, facet", "placed", "<counted> AND item IS NOT NULL"),
}
"""Table: its key, the rows it is added up from, and which of them."""

ROWS = """
read AS MATERIALIZED (<measured>),
placed AS MATERIALIZED (
  SELECT m.*, coalesce(c.channel, '') AS channel, c.item, date_trunc('month', m.day)::date AS month
    FROM read AS m
    LEFT JOIN LATERAL (
      SELECT held.channel, r.item_id AS item
        FROM cases_case AS held JOIN catalogue_revision AS r ON r.id = held.revision_id
       WHERE held.id = m.subject::bigint AND <counted> OFFSET 0) AS c ON true
),
fine AS MATERIALIZED (
  SELECT name, day, scope, facet, channel, <signed> FROM placed GROUP BY name, day, scope, facet, channel
)
"""
ADD = """
INSERT INTO <table> AS f (<key>, <measures>)
SELECT <key>, <summed> FROM <rows> WHERE <which> GROUP BY <key>
ON CONFLICT (<key>) DO UPDATE SET <added>
"""
ADD_TOOK = """
INSERT INTO statistics_daytook AS f (day, scope, facet, days, n)
SELECT day, scope, facet, took_days, sum(sign) FROM read WHERE took_days IS NOT NULL
 GROUP BY day, scope, facet, took_days
ON CONFLICT (day, scope, facet, days) DO UPDATE SET n = f.n + excluded.n
"""
ADD_DUE = """
INSERT INTO statistics_daydue AS f (day, scope, facet, due, n)
SELECT day, scope, facet, due, sum(n) FROM (<moves>) AS moves GROUP BY day, scope, facet, due
ON CONFLICT (day, scope, facet, due) DO UPDATE SET n = f.n + excluded.n
"""


def _add(table: str) -> str:
    key, rows, which = FACTS[table]
    sign = "" if rows == "fine" else "sign * "
    return filled(
        ADD,
        table=table,
        key=key,
        rows=rows,
        which=which,
        measures=", ".join(MEASURES),
        summed=", ".join(f"sum({sign}{one})" for one in MEASURES),
        added=", ".join(f"{one} = f.{one} + excluded.{one}" for one in MEASURES),
    )


def _statement(source: str, days: str, adds: Mapping[str, str]) -> str:
    """One statement that reads events once and adds them to every table of ``adds``."""
    written = "".join(f", {name} AS ({add})" for name, add in adds.items())
    return filled(
        f"WITH {ROWS}{written} SELECT 1",
        measured=measured(source, days),
        signed=", ".join(f"sum(sign * {one}) AS {one}" for one in MEASURES),
        moves=due_moves("read"),
        counted=f"name IN ({listed(COUNTED)})",
    )


BY_DAY = {
    "kinds": _add("statistics_daykind"),
    "departments": _add("statistics_daydepartment"),
    "channels": _add("statistics_daychannel"),
    "took": ADD_TOOK,
    "due": ADD_DUE,
}
BY_MONTH = {"items": _add("statistics_monthitem")}
DAY_TABLES = tuple(
    f"statistics_{name}" for name in ("daykind", "daydepartment", "daychannel", "daytook", "daydue")
)
BETWEEN = "e.day BETWEEN %(from)s AND %(to)s"


def fold(news: list[News]) -> None:
    """Count ``news`` of cases into the facts; a handler for :func:`banli.ledger.service.drain`."""
    ids = [one.event for one in news if one.topic == CASES]
    if ids:
        _run(_statement(BY_ID, "true", {**BY_DAY, **BY_MONTH}), {"ids": ids})


def fold_events(*, first: int, last: int) -> None:
    """Count every event of a case whose id lies in ``first``..``last`` into the facts, in the caller's transaction.

    A bulk intake calls this after its COPY, as late as it can, instead of filling the outbox: events and facts become
    visible together. No event of the block may have an outbox row, or it would be counted twice.
    """
    _run(_statement(IN_BLOCK, "true", {**BY_DAY, **BY_MONTH}), {"first": first, "last": last})


def _run(sql: str, params: dict[str, Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
        cursor.execute(sql, params)


@transaction.atomic
def rebuild(*, by: Actor, from_: date, to: date) -> None:
    """Count the days ``from_``..``to`` again from the record itself; facts kept by month, the whole months.

    The lock lets whoever has begun to fold finish first, and holds the others back; what they took from the outbox is
    still seen there and so not counted here. Readers see the old facts until this commits.

    :raises Refused: where ``from_`` is after ``to``.
    """
    GRANTS.require(by, StatisticsPermission.REBUILD)
    check_range(from_, to)
    days = {"from": from_, "to": to}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
        for table in DAY_TABLES:
            cursor.execute(f"DELETE FROM {table} WHERE day BETWEEN %(from)s AND %(to)s", days)
        cursor.execute(_statement(FOLDED, BETWEEN, BY_DAY), days)
        cursor.execute(
            "SELECT date_trunc('month', %(from)s::date)::date,"
            " (date_trunc('month', %(to)s::date) + interval '1 month - 1 day')::date",
            days,
        )
        months = dict(zip(("from", "to"), cursor.fetchone(), strict=True))
        cursor.execute("DELETE FROM statistics_monthitem WHERE month BETWEEN %(from)s AND %(to)s", months)
        cursor.execute(_statement(FOLDED, BETWEEN, BY_MONTH), months)
    append(
        topic="statistics",
        subject="facts",
        name="rebuilt",
        by=by,
        body={"from": from_.isoformat(), "to": to.isoformat()},
    )
