"""The calendar on which dates were counted last. What is on record now stands as it was told."""

from __future__ import annotations

from django.db import migrations, models

AS_IT_IS = """
INSERT INTO cases_counted (calendar, moved, at)
SELECT string_agg(year || '-' || edition, ' ' ORDER BY year), 0, now()
  FROM (SELECT year, max(edition) AS edition FROM worktime_calendaredition GROUP BY year) AS in_force
HAVING count(*) > 0
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_move"), ("worktime", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Counted",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("calendar", models.TextField(unique=True)),
                ("moved", models.IntegerField(default=0)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.RunSQL(AS_IT_IS, migrations.RunSQL.noop),
    ]
