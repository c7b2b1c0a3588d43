"""How the database does what a selector asks."""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def plan_of(read: Callable[[], object], table: str) -> str:
    """The plan of the last query on ``table`` that ``read`` asks."""
    with CaptureQueriesContext(connection) as asked:
        read()
    sql = [one["sql"] for one in asked.captured_queries if f'FROM "{table}"' in one["sql"]][-1]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row[0] for row in cursor.fetchall())
