"""What the database itself guarantees of a table; for migrations."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.statements import filled, statements


def immutable(table: str, saying: str) -> migrations.RunSQL:
    """Rows of ``table`` are inserted and never changed: UPDATE, DELETE and TRUNCATE fail with ``saying``."""
    return _guard("immutable", table, saying=saying)


def kept(table: str, saying: str) -> migrations.RunSQL:
    """Rows of ``table`` may change and are never deleted: DELETE and TRUNCATE fail with ``saying``."""
    return _guard("kept", table, saying=saying)


def fixed(table: str, columns: tuple[str, ...], saying: str) -> migrations.RunSQL:
    """The facts ``columns`` of a row of ``table`` never change: an UPDATE that changes one fails with ``saying``."""
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return _guard("fixed", table, saying=saying, changed=changed)


def _guard(kind: str, table: str, **parts: str) -> migrations.RunSQL:
    sql, parts = statements("kernel", "tables"), {"name": f"{table}_{kind}", "table": table, **parts}
    return migrations.RunSQL(filled(sql[kind], **parts), filled(sql["back"], **parts))
