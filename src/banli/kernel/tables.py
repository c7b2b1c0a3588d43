"""What the database itself guarantees of a table; for migrations."""

from __future__ import annotations

from django.db import migrations


def immutable(table: str, saying: str) -> migrations.RunSQL:
    """Rows of ``table`` are inserted and never changed: UPDATE, DELETE and TRUNCATE fail with ``saying``."""
    name = f"{table}_immutable"
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '{saying}: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE TRIGGER {name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION {name}();
        """,
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )


def kept(table: str, saying: str) -> migrations.RunSQL:
    """Rows of ``table`` may change and are never deleted: DELETE and TRUNCATE fail with ``saying``."""
    name = f"{table}_kept"
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '{saying}: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE TRIGGER {name} BEFORE DELETE OR TRUNCATE ON {table}
          FOR EACH STATEMENT EXECUTE FUNCTION {name}();
        """,
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )


def fixed(table: str, columns: tuple[str, ...], saying: str) -> migrations.RunSQL:
    """The facts ``columns`` of a row of ``table`` never change: an UPDATE that changes one fails with ``saying``."""
    name = f"{table}_fixed"
    changed = " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns)
    return migrations.RunSQL(
        f"""
        CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION '{saying}: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
        END $$;
        CREATE TRIGGER {name} BEFORE UPDATE ON {table}
          FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {name}();
        """,
        f"DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}();",
    )
