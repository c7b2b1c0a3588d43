"""The views that other apps read in SQL of their own (ADR 0201)."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.statements import script


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_hot_tables")]
    operations = [
        migrations.RunSQL(script("ledger", "0005_views"), "DROP VIEW ledger_event_view, ledger_outbox_view"),
    ]
