"""The statement of the write path, its arguments called like the columns they go to."""

from __future__ import annotations

from importlib import import_module

from django.db import migrations

from banli.kernel.statements import script

BEFORE = import_module("banli.cases.migrations.0004_move")


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_views"), ("ledger", "0005_views")]
    operations = [
        migrations.RunSQL(script("cases", "0012_move"), ["DROP FUNCTION cases_move", BEFORE.MOVE]),
    ]
