"""Keys of pages: where the last page ended. A key that cannot be read begins at the beginning."""

from __future__ import annotations

from datetime import date, datetime

from banli.screens.parameters import whole


def day_and_id(after: str) -> tuple[date, int] | None:
    """``2022-10-21.17`` as its day and id."""
    day, _dot, pk = after.partition(".")
    number = whole(pk)
    try:
        return (date.fromisoformat(day), number) if number is not None else None
    except ValueError:
        return None


def moment_and_id(after: str) -> tuple[datetime, int] | None:
    """``2022-10-21T00:00:00+08:00.17`` as its moment and id."""
    moment, _dot, pk = after.rpartition(".")
    number = whole(pk)
    try:
        found = datetime.fromisoformat(moment)
    except ValueError:
        return None
    return (found, number) if number is not None and found.tzinfo is not None else None
