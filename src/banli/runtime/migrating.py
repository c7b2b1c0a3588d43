"""Bring the tables up to date, quickly finding out when they are."""

from __future__ import annotations

import re
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.exceptions import InconsistentMigrationHistory

from banli.runtime.faults import CannotRun

LOCK = 0x62616E6C69
"""Advisory lock: two processes that start together migrate one after the other."""
MIGRATION = re.compile(r"\d{4}_\w+")


def shipped() -> set[tuple[str, str]]:
    """Every migration of the installed apps, by the names of their files alone."""
    found = set()
    for config in apps.get_app_configs():
        for file in (Path(config.path) / "migrations").glob("*.py"):
            if MIGRATION.fullmatch(file.stem):
                found.add((config.label, file.stem))
    return found


def applied() -> set[tuple[str, str]]:
    """Every migration the database has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if not cursor.fetchone()[0]:
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return {(app, name) for app, name in cursor.fetchall()}


def check_applied() -> None:
    """Raise :class:`CannotRun` where the database lacks a table of this program; for whoever migrates nothing."""
    missing = sorted(f"{label}.{name}" for label, name in shipped() - applied())
    if missing:
        raise CannotRun(
            "The tables of the database are not those of this program (%(name)s is missing): run ./banli migrate.",
            name=missing[0],
        )


def ensure() -> bool:
    """Apply what is missing; True where anything was. A database from a newer Banli is left alone."""
    here, there = shipped(), applied()
    ours = {label for label, _ in here}
    newer = sorted(f"{app}.{name}" for app, name in there - here if app in ours)
    if newer:
        raise CannotRun(
            "This data folder was used by a newer Banli (%(name)s); update the program.", name=newer[0]
        )
    if here <= there:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except InconsistentMigrationHistory as error:
        raise CannotRun("The database does not fit this Banli: %(reason)s", reason=error) from None
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    return True
