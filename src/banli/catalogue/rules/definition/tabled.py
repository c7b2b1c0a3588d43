"""Tables of limits as a definition holds them: which version counts on a day, and what a row says of a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from banli.catalogue.rules.definition.conditions import Facts, Scalar
from banli.catalogue.rules.definition.rulespec import LookedUp, Threshold


def version(tables: Iterable[Threshold], key: str, day: Any = None) -> Threshold | None:
    """The version of the table ``key`` in force on ``day`` (an ISO day); the newest where none is told."""
    versions = sorted(
        (one for one in tables if one.key == key), key=lambda one: one.effective_from, reverse=True
    )
    if not isinstance(day, str):
        return versions[0] if versions else None
    return next((one for one in versions if one.effective_from.isoformat() <= day), None)


def looked_up(wanted: LookedUp, tables: Iterable[Threshold], facts: Facts) -> Scalar | None:
    """The column of the last row that fits the facts; None where no row does."""
    table = version(tables, wanted.table, facts.get(wanted.as_of))
    fitting = [row for row in table.rows if _fits(wanted, row, facts)] if table else []
    return fitting[-1].get(wanted.column) if fitting else None


def _fits(wanted: LookedUp, row: Mapping[str, Scalar], facts: Facts) -> bool:
    """A column that a row does not have asks nothing of the case."""
    alike = all(facts.get(fact) == row[column] for column, fact in wanted.by.items() if column in row)
    return alike and all(
        _at_least(facts.get(fact), row[column]) for column, fact in wanted.at_least.items() if column in row
    )


def _at_least(value: Any, least: Scalar) -> bool:
    numbers = all(isinstance(one, int | float) and not isinstance(one, bool) for one in (value, least))
    return numbers and bool(value >= least)
