"""Days used are kept by month and item; what was counted before is noted, so that a job counts it again once."""

from typing import Any

from django.db import migrations, models
from django.db.models import Max, Min


def note(apps: Any, _schema_editor: Any) -> None:
    """Every day that was counted is to be counted again."""
    days = apps.get_model("statistics", "DayKind").objects.aggregate(from_day=Min("day"), to_day=Max("day"))
    if days["from_day"] is not None:
        apps.get_model("statistics", "ToCount").objects.create(**days)


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
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
