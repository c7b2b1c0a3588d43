"""Corrected reports are few among all events: they are found at once, and cost a bulk load nothing."""

from django.db import migrations

INDEX = "CREATE INDEX statistics_superseded ON ledger_event (id) WHERE name = 'superseded'"


class Migration(migrations.Migration):
    dependencies = [("statistics", "0003_facts"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(INDEX, "DROP INDEX statistics_superseded")]
