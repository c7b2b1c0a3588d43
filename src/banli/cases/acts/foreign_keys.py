"""Foreign keys of many new cases at once: asked once for each value they hold, and not once for each row.

The promise is the same: a value that is there is locked until the transaction ends, one that is not lets nothing
through.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError

NAMED = (("revision_id", "catalogue_revision", "id"), ("department_id", "people_department", "code"))
"""What a reported case points at: its column, the table, and the column there."""
ROLE = """
SELECT CASE WHEN has_parameter_privilege(current_user, 'session_replication_role', 'SET')
            THEN set_config('session_replication_role', %s, true) END
"""
"""As a replica the database runs no trigger for a row; None where this server does not let us say so."""


def write_pointing(cursor: Any, ids: Sequence[range], write: Callable[[], None]) -> None:
    """Let ``write`` write the new cases ``ids``, and ask their foreign keys afterwards in sets.

    A server that does not let us ask in sets asks row by row.

    :raises IntegrityError: where a case points at something that is not there.
    """
    cursor.execute(ROLE, ["replica"])
    apart = cursor.fetchone()[0] is not None
    write()
    if not apart:
        return
    cursor.execute(ROLE, ["origin"])
    for column, table, key in NAMED:
        held = {value for run in ids for value in _values(cursor, column, run)}
        cursor.execute(f"SELECT {key} FROM {table} WHERE {key} = ANY(%s) FOR KEY SHARE", [list(held)])
        astray = held - {value for (value,) in cursor.fetchall()}
        if astray:
            raise IntegrityError(f"no {table}.{key} {sorted(astray)}")


def _values(cursor: Any, column: str, run: range) -> list[Any]:
    cursor.execute(
        f"SELECT DISTINCT {column} FROM cases_case WHERE id BETWEEN %s AND %s",
        [run.start, run.stop - 1],
    )
    return [value for (value,) in cursor.fetchall()]
