"""How long a term is that the form asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from banli.catalogue.rules.definition.months import months_later
from banli.catalogue.rules.meaning.functions.axles import row_of

Facts = Mapping[str, Any]
Rows = tuple[Mapping[str, Any], ...]
Fault = Mapping[str, Any]


def length(facts: Facts, rows: Rows) -> Iterator[Fault]:
    """A term longer than its kind of trips may have. ``most_days`` and ``most_months`` are 0 where they limit nothing.

    Both count the first day; months end on the day before the day of the same number.
    """
    try:
        first, last = (date.fromisoformat(facts[key]) for key in ("depart_on", "until_on"))
    except (KeyError, TypeError, ValueError):
        return
    row = row_of(rows, trip=facts.get("trip"))
    if row is None:
        return
    ends = []
    if row["most_days"]:
        ends.append(first + timedelta(days=row["most_days"] - 1))
    if row["most_months"]:
        ends.append(months_later(first, row["most_months"]) - timedelta(days=1))
    if ends and last > min(ends):
        yield {"first": first.isoformat(), "until": last.isoformat(), "most": min(ends).isoformat()}
