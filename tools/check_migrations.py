"""Say whether the tables that the models describe are those that the migrations make; needs no database."""

from __future__ import annotations

import os
import sys


def missing() -> list[str]:
    """What a new migration would have to do, one line each; also migrations that follow the same one."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "banli.site.settings")
    django.setup()
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState
    from django.utils.translation import deactivate_all

    deactivate_all()  # names of fields are compared as they are written in the code
    loader = MigrationLoader(None)
    lines = [
        f"{app}: {' and '.join(names)} follow the same one"
        for app, names in loader.detect_conflicts().items()
    ]
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    for app, migrations in detector.changes(graph=loader.graph).items():
        for migration in migrations:
            lines += [f"{app}: {operation.describe()}" for operation in migration.operations]
    return lines


def main() -> int:
    """Exit code 1 with the lines where anything is missing."""
    lines = missing()
    print("\n".join(lines) or "tables and migrations agree")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
