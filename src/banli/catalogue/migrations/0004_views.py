"""The views that other apps read in SQL of their own (ADR 0201)."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.statements import script


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0003_standing")]
    operations = [
        migrations.RunSQL(script("catalogue", "0004_views"), "DROP VIEW catalogue_revision_view"),
    ]
