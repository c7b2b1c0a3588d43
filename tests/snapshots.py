"""What took long to make in an empty database, kept for the run and copied back in a moment.

Loading the pack takes seconds and opening the whole centre takes most of a minute; copying their rows takes a tenth of
a second. Whoever asks first makes the rows through the real acts; every worker has a database of the same tables and
signs with the same key, so that the rows of one are good for all.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from banli.files.selectors import path_of
from banli.files.service import StoredFile
from banli.kernel import clock

OF_DJANGO = ("django_migrations", "django_content_type", "auth_permission")
"""Tables that are never empty."""
TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind = 'r' AND c.relname <> ALL (%s) ORDER BY 1
"""
NUMBERED = """
SELECT t.oid::regclass::text, s.oid::regclass::text, a.attname::text FROM pg_class s
JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') AND d.classid = 'pg_class'::regclass
JOIN pg_class t ON t.oid = d.refobjid JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
WHERE s.relkind = 'S'
"""
"""Table, its sequence, the column it numbers."""
EMPTY = "SELECT NOT (EXISTS (TABLE ledger_event) OR EXISTS (TABLE people_user) OR EXISTS (TABLE people_department))"
APART = "catalogue_revision"
"""What every worker numbers apart from the others."""
NO_ROWS = 21
"""Bytes of COPY's binary form without a row: head and end."""


def kept(name: str, make: Callable[[], Any]) -> Any:
    """Have in the database what ``make`` leaves in an empty one at this moment of the clock; gives what it returned.

    In a database that holds something already, ``make`` does its work.

    :param make: real acts; what it returns must be what JSON can hold.
    """
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        if not cursor.fetchone()[0]:
            return make()
    at = hashlib.sha256(f"{name} {clock.now().isoformat()}".encode()).hexdigest()[:16]
    root = Path(os.environ["BANLI_TEST_FOLDER"])
    folder = root / f"kept-{at}"
    with (root / f"kept-{at}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            returned = make()
            half = root / f"kept-{at}.half"
            shutil.rmtree(half, ignore_errors=True)
            _keep(half)
            (half / "returned.json").write_text(json.dumps(returned), encoding="utf-8")
            half.rename(folder)
            return returned
    _bring_back(folder)
    return json.loads((folder / "returned.json").read_text(encoding="utf-8"))


def _keep(folder: Path) -> None:
    """Write the rows of each table, its highest numbers, and the files."""
    (folder / "rows").mkdir(parents=True)
    numbers = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TABLES, [list(OF_DJANGO)])
        for (table,) in cursor.fetchall():
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as out:
                content = b"".join(bytes(part) for part in out)
            if len(content) > NO_ROWS:
                (folder / "rows" / table).write_bytes(content)
        cursor.execute(NUMBERED)
        for table, sequence, column in cursor.fetchall():
            if table != APART and (folder / "rows" / table).exists():
                cursor.execute(f"SELECT max({column}) FROM {table}")
                numbers.append((sequence, *cursor.fetchone()))
    (folder / "numbers.json").write_text(json.dumps(numbers), encoding="utf-8")
    for file in StoredFile.objects.all():
        copy = folder / "files" / path_of(file.sha256).relative_to(_files())
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path_of(file.sha256), copy)


def _bring_back(folder: Path) -> None:
    """Put rows and numbers into the empty database, and the files into the folder of this worker."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for rows in sorted((folder / "rows").iterdir()):
            with cursor.copy(f"COPY {rows.name} FROM STDIN (FORMAT binary)") as into:
                into.write(rows.read_bytes())
        for sequence, number in json.loads((folder / "numbers.json").read_text(encoding="utf-8")):
            cursor.execute(
                f"SELECT setval('{sequence}', greatest(last_value, {int(number)})) FROM {sequence}"
            )
        cursor.execute("SET LOCAL session_replication_role = origin")
    if (folder / "files").exists():
        shutil.copytree(folder / "files", _files(), dirs_exist_ok=True)


def _files() -> Path:
    return Path(settings.DATA_FOLDER) / "files"
