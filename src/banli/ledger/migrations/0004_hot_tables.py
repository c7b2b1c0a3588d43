"""Autovacuum by number of rows, not by share: the reasons stand in docs/develop/operations.md."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_daily_seals")]
    operations = [
        migrations.RunSQL(
            """
            ALTER TABLE ledger_event SET (
              autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 1000000,
              autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 500000);
            ALTER TABLE ledger_outbox SET (
              autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
              autovacuum_vacuum_cost_delay = 0);
            """,
            """
            ALTER TABLE ledger_event RESET (
              autovacuum_vacuum_insert_scale_factor, autovacuum_vacuum_insert_threshold,
              autovacuum_analyze_scale_factor, autovacuum_analyze_threshold);
            ALTER TABLE ledger_outbox RESET (
              autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_vacuum_cost_delay);
            """,
        )
    ]
