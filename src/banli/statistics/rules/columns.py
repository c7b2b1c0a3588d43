"""How reported events count, whole columns at a time: what :mod:`banli.statistics.selectors.events` says in SQL.

Bulk intake knows what each event says before it is written as text; counting it here spares reading every body again.
Two definitions of one thing: ``tests/statistics/test_columns.py`` holds them equal, whatever events say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from banli.statistics.rules.formulas import MEASURES
from banli.statistics.rules.happenings import CLOSINGS, COMPLETIONS, DECIDED, DUE_MOVERS, STANDSTILLS
from banli.statistics.rules.indicators import COUNTED
from banli.statistics.rules.tables import (
    COUNTED_ONLY,
    DUE,
    DUE_KEY,
    ITEM_TOOK,
    ITEM_TOOK_KEY,
    KEYS,
    TOOK,
    TOOK_KEY,
)

SAID = pa.schema(
    [
        ("case", pa.int32()),
        ("name", pa.string()),
        ("day", pa.date32()),
        ("scope", pa.string()),
        ("facet", pa.string()),
        ("channel", pa.string()),
        ("item", pa.int64()),
        ("accepted_on", pa.date32()),
        ("promised_due", pa.date32()),
        ("statutory_due", pa.date32()),
        ("took_days", pa.int32()),
        ("limit_days", pa.int32()),
    ]
)
"""One row for each event of cases that are new. The events of a case stand together, in order, and none of them takes
another one back; ``case`` tells cases apart. Limits and days are in working days; null where an event does not say."""
LARGEST = 99_999
"""Whole numbers of days that a body may say; others say nothing."""
FINE = ("name", "day", "month", "scope", "facet", "channel")


@dataclass(frozen=True, slots=True)
class Facts:
    """Rows for one table of facts: its key columns, then what is added up."""

    table: str
    columns: tuple[str, ...]
    rows: pa.Table


def counted(said: pa.RecordBatch) -> list[Facts]:
    """The facts of the events in ``said``, a :data:`SAID`, for every table; no key twice in one table."""
    month = pc.floor_temporal(said.column("day"), unit="month").cast(pa.date32())
    rows = pa.table(
        {
            **{name: said.column(name) for name in (*FINE[:2], *FINE[3:], "item")},
            "month": month,
            **_measures(said),
        }
    )
    fine = _grouped(rows, FINE, MEASURES)
    facts = []
    for table, key in KEYS.items():
        source = rows.filter(pc.is_valid(rows["item"])) if "item" in key else fine
        if table in COUNTED_ONLY:
            source = source.filter(pc.is_in(source["name"], value_set=pa.array(COUNTED)))
        facts.append(Facts(table, (*key, *MEASURES), _grouped(source, key, MEASURES)))
    facts.append(Facts(TOOK, (*TOOK_KEY, "n"), _took(said)))
    facts.append(Facts(ITEM_TOOK, (*ITEM_TOOK_KEY, "n"), _item_took(said, month)))
    facts.append(Facts(DUE, (*DUE_KEY, "n"), _due(said)))
    return facts


def _grouped(rows: pa.Table, key: Sequence[str], sums: Sequence[str]) -> pa.Table:
    found = rows.group_by(list(key), use_threads=False).aggregate([(one, "sum") for one in sums])
    names = [one.removesuffix("_sum") for one in found.column_names]
    return found.rename_columns(names).select([*key, *sums])


def _measures(said: pa.RecordBatch) -> dict[str, Any]:
    """The measures of each event; all but ``n`` are of events that end a case."""
    day, due = said.column("day"), said.column("promised_due")
    lawful, accepted = said.column("statutory_due"), said.column("accepted_on")
    took, limit = _whole(said.column("took_days")), _whole(said.column("limit_days"))
    closing = pc.is_in(said.column("name"), value_set=pa.array(CLOSINGS))
    begun = pc.and_(closing, pc.is_valid(accepted))
    has_took, has_limit = pc.and_(closing, pc.is_valid(took)), pc.and_(closing, pc.is_valid(limit))
    none = pa.repeat(pa.scalar(0, pa.int64()), len(said))
    return {
        "n": pa.repeat(pa.scalar(1, pa.int64()), len(said)),
        "begun": _number(begun),
        "timed": _number(pc.and_(begun, pc.is_valid(due))),
        "on_time": _number(pc.and_kleene(begun, pc.less_equal(day, due))),
        "early": _number(pc.and_kleene(begun, pc.less(day, due))),
        "overdue": _number(pc.and_kleene(begun, pc.greater(day, due))),
        "lawful": _number(pc.and_(begun, pc.is_valid(lawful))),
        "beyond": _number(pc.and_kleene(begun, pc.greater(day, lawful))),
        "same_day": _number(pc.and_kleene(closing, pc.equal(accepted, day))),
        "measured": _number(pc.and_(has_took, has_limit)),
        "took": _where(has_limit, took),
        "allowed": _where(has_took, limit),
        "visited": none,
        "visits": none,
        "revisited": none,
        "followed": none,
        "reused": none,
        "declared": none,
        "exceeded": none,
    }


def _number(condition: Any) -> Any:
    return pc.fill_null(condition, False).cast(pa.int64())


def _where(condition: Any, days: Any) -> Any:
    return pc.if_else(condition, pc.fill_null(days, 0).cast(pa.int64()), pa.scalar(0, pa.int64()))


def _whole(days: Any) -> Any:
    sound = pc.and_(pc.greater_equal(days, 0), pc.less_equal(days, LARGEST))
    return pc.if_else(sound, days, pa.scalar(None, pa.int32()))


def _took(said: pa.RecordBatch) -> pa.Table:
    days = _whole(said.column("took_days"))
    ended = pc.and_(pc.is_valid(days), pc.is_in(said.column("name"), value_set=pa.array(COMPLETIONS)))
    rows = pa.table({**{one: said.column(one) for one in TOOK_KEY[:3]}, "days": days}).filter(ended)
    return _grouped(_one_each(rows, 1), TOOK_KEY, ("n",))


def _item_took(said: pa.RecordBatch, month: Any) -> pa.Table:
    days, item = _whole(said.column("took_days")), said.column("item")
    decided = pc.is_in(said.column("name"), value_set=pa.array(DECIDED))
    which = pc.and_(pc.and_(pc.is_valid(days), pc.is_valid(item)), decided)
    rows = pa.table({"month": month, "item": item, "days": days}).filter(which)
    return _grouped(_one_each(rows, 1), ITEM_TOOK_KEY, ("n",))


def _due(said: pa.RecordBatch) -> pa.Table:
    """How the events move the promised limits of open cases: -1 where a limit was, +1 where it is now."""
    movers = said.filter(pc.is_in(said.column("name"), value_set=pa.array(DUE_MOVERS)))
    still = pc.is_in(movers.column("name"), value_set=pa.array((*STANDSTILLS, *CLOSINGS)))
    now = pc.if_else(still, pa.scalar(None, pa.date32()), movers.column("promised_due"))
    parts = [_moved(movers, now, 1)]
    if len(movers) > 1:
        same = pc.equal(movers.column("case").slice(1), movers.column("case").slice(0, len(movers) - 1))
        before = pc.if_else(same, now.slice(0, len(movers) - 1), pa.scalar(None, pa.date32()))
        parts.append(_moved(movers.slice(1), before, -1))
    found = _grouped(pa.concat_tables(parts), DUE_KEY, ("n",))
    return found.filter(pc.not_equal(found["n"], 0))


def _moved(events: pa.RecordBatch, due: Any, step: int) -> pa.Table:
    rows = pa.table({**{one: events.column(one) for one in DUE_KEY[:3]}, "due": due})
    return _one_each(rows.filter(pc.is_valid(rows["due"])), step)


def _one_each(rows: pa.Table, step: int) -> pa.Table:
    return rows.append_column("n", pa.repeat(pa.scalar(step, pa.int64()), len(rows)))
