"""The views that other apps read in SQL of their own (ADR 0201)."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.statements import script


class Migration(migrations.Migration):
    dependencies = [("people", "0005_looks")]
    operations = [
        migrations.RunSQL(script("people", "0006_views"), "DROP VIEW people_department_view"),
    ]
