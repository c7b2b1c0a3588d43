"""Foreign keys of many new cases at once: asked once for each value they hold, and not once for each row.

The promise is the same: a value that is there is locked until the transaction ends, one that is not lets nothing
through.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.db import IntegrityError

from banli.catalogue.service import hold_revisions
from banli.kernel.statements import filled, statements
from banli.people.service import hold_departments

SQL = statements("cases", "foreign_keys")
NAMED: Mapping[str, Callable[[Collection[Any]], set[Any]]] = {
    "revision_id": hold_revisions,
    "department_id": hold_departments,
}
"""What a reported case points at: its column, and what locks those of the values that are there."""


def write_pointing(cursor: Any, ids: Sequence[range], write: Callable[[], None]) -> None:
    """Let ``write`` write the new cases ``ids``, and ask their foreign keys afterwards in sets.

    A server that does not let us ask in sets asks row by row.

    :raises IntegrityError: where a case points at something that is not there.
    """
    cursor.execute(SQL["role"], {"role": "replica"})
    apart = cursor.fetchone()[0] is not None
    write()
    if not apart:
        return
    cursor.execute(SQL["role"], {"role": "origin"})
    for column, hold in NAMED.items():
        held = {value for run in ids for value in _values(cursor, column, run)}
        if astray := held - hold(held):
            raise IntegrityError(f"no {column} {sorted(astray)}")


def _values(cursor: Any, column: str, run: range) -> list[Any]:
    cursor.execute(filled(SQL["values"], column=column), {"first": run.start, "last": run.stop - 1})
    return [value for (value,) in cursor.fetchall()]
