"""Many rows at once: their ids drawn from a sequence, their text handed to COPY."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from banli.kernel.statements import statements

SQL = statements("kernel", "bulk")
PIECE = 1 << 20
"""Bytes handed to COPY at a time."""


def draw(sequence: str, count: int) -> list[range]:
    """``count`` ids from ``sequence``, in as many runs as other writers drew from their midst."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(SQL["draw"], {"sequence": sequence, "count": count})
        begins = cursor.fetchall()
        cursor.execute(SQL["drawn"], {"sequence": sequence})
        last = cursor.fetchone()[0]
    ends = [before for _first, before in begins[1:]] + [last]
    return [range(first, end + 1) for (first, _before), end in zip(begins, ends, strict=True)]


def copy(sql: str, texts: Iterable[bytes | memoryview]) -> None:
    """Hand ``texts`` to the COPY statement ``sql``, in pieces."""
    with connection.cursor() as cursor, cursor.copy(sql) as writing:
        for text in texts:
            view = memoryview(text)
            for start in range(0, len(view), PIECE):
                writing.write(view[start : start + PIECE])
