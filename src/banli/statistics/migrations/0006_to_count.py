"""What was counted before `followed` was there is noted, so that a job counts it again once."""

from django.db import migrations, models

NOTE = """
INSERT INTO statistics_tocount (from_day, to_day)
SELECT min(day), max(day) FROM statistics_daykind HAVING count(*) > 0
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0005_followed")]
    operations = [
        migrations.CreateModel(
            name="ToCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("from_day", models.DateField()),
                ("to_day", models.DateField()),
            ],
        ),
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
    ]
