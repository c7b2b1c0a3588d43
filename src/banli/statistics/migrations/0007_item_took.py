"""Days used are kept by month and item; what was counted before is noted, so that a job counts it again once."""

from django.db import migrations, models

NOTE = """
INSERT INTO statistics_tocount (from_day, to_day)
SELECT min(day), max(day) FROM statistics_daykind HAVING count(*) > 0
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0006_to_count")]
    operations = [
        migrations.CreateModel(
            name="MonthTook",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "month",
                        "item",
                        "days",
                        "fold",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("month", models.DateField()),
                ("item", models.BigIntegerField()),
                ("days", models.IntegerField()),
                ("fold", models.BigIntegerField(db_default=0)),
                ("n", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
    ]
