"""Numbers of events added to the daily facts as they are, for an intake that counts for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from django.db import connection, transaction

from banli.statistics.acts.folding import FOLD_LOCK

ADD = """
INSERT INTO {table} AS f ({key}, n) SELECT * FROM unnest({types}, %s::bigint[])
ON CONFLICT ({key}, fold) DO UPDATE SET n = f.n + excluded.n
"""


@transaction.atomic
def add(counts: Mapping[tuple[date, str, str, str], int]) -> None:
    """Add ``counts`` by (day, department, kind, event name), in the caller's transaction."""
    if not counts:
        return
    departments = {(name, day, scope, facet): n for (day, scope, facet, name), n in counts.items()}
    kinds = Counter[tuple[str, date, str]]()
    for (name, day, _scope, facet), n in departments.items():
        kinds[name, day, facet] += n
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [FOLD_LOCK])
        for table, key, types, rows in (
            ("statistics_daykind", "name, day, facet", "%s::text[], %s::date[], %s::text[]", kinds),
            (
                "statistics_daydepartment",
                "name, day, scope, facet",
                "%s::text[], %s::date[], %s::text[], %s::text[]",
                departments,
            ),
        ):
            sql = ADD.format(table=table, key=key, types=types)
            cursor.execute(sql, [*map(list, zip(*rows, strict=True)), list(rows.values())])
