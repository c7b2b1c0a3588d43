"""Writes of the facts: fold events into them, and count days again. One statement serves outbox and bulk intake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from banli.kernel.actors import Actor
from banli.kernel.statements import filled, statements
from banli.ledger.service import News, append
from banli.statistics.models import ToCount
from banli.statistics.permissions import GRANTS, StatisticsPermission
from banli.statistics.rules.formulas import MEASURES
from banli.statistics.rules.happenings import DECIDED
from banli.statistics.rules.indicators import COUNTED
from banli.statistics.rules.periods import check_range
from banli.statistics.rules.tables import COUNTED_ONLY, KEYS, TABLES
from banli.statistics.selectors.events import (
    BY_ID,
    FOLDED,
    IN_BLOCK,
    due_moves,
    listed,
    measured,
)

CASES = "case"
FOLD_LOCK = 5_701_004
"""Whoever changes rows that are there takes turns, briefly. Bulk intakes write rows of their own and never wait."""
TOGETHER, AGAIN = 0, -1
"""What ``fold`` is in rows that are put together, and in those just counted again."""

PLACED = "statistics_monthitem"
"""The one table that is added up event by event, for those whose case is of an item."""

SQL = statements("statistics", "folding")
ROWS = SQL["rows"]
ADD = SQL["add"]
ADD_TOOK = SQL["add_took"]
ADD_DUE = SQL["add_due"]
ADD_ITEM_TOOK = SQL["add_item_took"]


def _add(table: str) -> str:
    rows, sign = ("placed", "sign * ") if table == PLACED else ("fine", "")
    which = "<counted>" if table in COUNTED_ONLY else "true"
    return filled(
        ADD,
        table=table,
        key=", ".join(KEYS[table]),
        rows=rows,
        which=f"{which} AND item IS NOT NULL" if table == PLACED else which,
        measures=", ".join(MEASURES),
        summed=", ".join(f"sum({sign}{one})" for one in MEASURES),
        added=", ".join(f"{one} = f.{one} + excluded.{one}" for one in MEASURES),
    )


def _statement(source: str, days: str, adds: Mapping[str, str], gone: str = "") -> str:
    """One statement that reads events once and adds them to every table of ``adds``; ``gone`` are CTEs before it."""
    written = "".join(f", {name} AS ({add})" for name, add in adds.items())
    return filled(
        f"WITH {gone}{ROWS}{written} SELECT 1",
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
BY_MONTH = {
    "month_kinds": _add("statistics_monthkind"),
    "month_departments": _add("statistics_monthdepartment"),
    "items": _add("statistics_monthitem"),
    "item_took": filled(ADD_ITEM_TOOK, decided=listed(DECIDED)),
}
BETWEEN = "e.day BETWEEN %(from)s AND %(to)s"
DAY_TABLES = tuple(table for table in TABLES if table.startswith("statistics_day"))
MONTH_TABLES = tuple(table for table in TABLES if table.startswith("statistics_month"))
PUT_TOGETHER = SQL["put_together"]


def fold(news: list[News]) -> None:
    """Count ``news`` of cases into the facts; a handler for :func:`banli.ledger.service.drain`."""
    ids = [one.event for one in news if one.topic == CASES]
    if not ids:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        _take_turns(cursor)
        cursor.execute(_statement(BY_ID, "true", {**BY_DAY, **BY_MONTH}), {"ids": ids, "fold": TOGETHER})


def fold_events(*, first: int, last: int) -> None:
    """Count every event of a case whose id lies in ``first``..``last`` into the facts, in the caller's transaction.

    A bulk intake calls this after its COPY instead of filling the outbox: events and facts become visible together. It
    writes rows of its own and waits for nobody; :func:`compact` puts them together later. No event of the block may
    have an outbox row, or it would be counted twice.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        sql = _statement(IN_BLOCK, "true", {**BY_DAY, **BY_MONTH})
        cursor.execute(sql, {"first": first, "last": last, "fold": max(first, 1)})


@transaction.atomic
def compact() -> bool:
    """Put the rows together that bulk intakes wrote; True where there were any. The counts stay what they are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM statistics_daykind WHERE fold <> 0)")
        if not cursor.fetchone()[0]:
            return False
        _take_turns(cursor)
        _put_together(cursor)
    return True


@transaction.atomic
def rebuild(*, by: Actor, from_: date, to: date) -> None:
    """Count the days ``from_``..``to`` again from the record itself; facts kept by month, the whole months.

    The lock lets whoever drains the outbox finish first, and holds the others back; what they took is still seen there
    and so not counted here. One statement takes the old rows away and counts: a bulk intake that ends meanwhile is in
    both or in neither. Readers see the old facts until this commits.

    :raises Refused: where ``from_`` is after ``to``.
    """
    GRANTS.require(by, StatisticsPermission.REBUILD)
    check_range(from_, to)
    days: dict[str, Any] = {"from": from_, "to": to, "fold": AGAIN}
    with connection.cursor() as cursor:
        _take_turns(cursor)
        cursor.execute(_statement(FOLDED, BETWEEN, BY_DAY, _gone(DAY_TABLES, "day")), days)
        cursor.execute(SQL["months"], days)
        first, last = cursor.fetchone()
        months = {"from": first, "to": last, "fold": AGAIN}
        gone = _gone(MONTH_TABLES, "month")
        cursor.execute(_statement(FOLDED, BETWEEN, BY_MONTH, gone), months)
        _put_together(cursor)
    ToCount.objects.filter(from_day__gte=from_, to_day__lte=to).delete()
    append(
        topic="statistics",
        subject="facts",
        name="rebuilt",
        by=by,
        body={"from": from_.isoformat(), "to": to.isoformat()},
    )


def _take_turns(cursor: Any) -> None:
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])


def _gone(tables: Sequence[str], column: str) -> str:
    return "".join(
        f"gone_{table} AS (DELETE FROM {table} WHERE {column} BETWEEN %(from)s AND %(to)s), "
        for table in tables
    )


def _put_together(cursor: Any) -> None:
    for table, (key, measures) in TABLES.items():
        sql = filled(
            PUT_TOGETHER,
            table=table,
            key=", ".join(key),
            measures=", ".join(measures),
            summed=", ".join(f"sum({one})" for one in measures),
            added=", ".join(f"{one} = f.{one} + excluded.{one}" for one in measures),
        )
        cursor.execute(sql)
