"""A year's numbers put straight into the daily facts: twenty million events would be made otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction

from banli.statistics.acts.folding import FOLD_LOCK
from banli.statistics.rules.tables import KEYS

ADD = """
INSERT INTO {table} AS f ({key}, n) SELECT * FROM unnest({types}, %s::bigint[])
ON CONFLICT ({key}, fold) DO UPDATE SET n = f.n + excluded.n
"""


COUNTED_IN = ("daykind", "monthkind", "daydepartment", "monthdepartment")


@transaction.atomic
def count_in(counts: Mapping[tuple[date, str, str, str], int]) -> None:
    """Add ``counts`` by (day, department, kind, event name), in the caller's transaction."""
    if not counts:
        return
    summed: dict[str, Counter[tuple[str | date, ...]]] = {table: Counter() for table in COUNTED_IN}
    for (day, scope, facet, name), n in counts.items():
        month = day.replace(day=1)
        summed["daykind"][name, day, facet] += n
        summed["monthkind"][name, month, facet] += n
        summed["daydepartment"][name, day, scope, facet] += n
        summed["monthdepartment"][name, month, scope, facet] += n
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
        for table in COUNTED_IN:
            key = KEYS[f"statistics_{table}"]
            types = ", ".join(f"%s::{'date' if one in {'day', 'month'} else 'text'}[]" for one in key)
            sql = ADD.format(table=f"statistics_{table}", key=", ".join(key), types=types)
            rows = summed[table]
            cursor.execute(sql, [*map(list, zip(*rows, strict=True)), list(rows.values())])
