"""Each field of expertise has a department that keeps its experts."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("experts", "0002_written_once"), ("people", "0001_initial")]

    operations = [
        migrations.AddField(
            "expertfield",
            "department",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.department",
            ),
        ),
    ]
