"""Counts are kept under digests and from their first try; those of before, a quarter of an hour at most, are dropped."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        migrations.DeleteModel(name="Attempt"),
        migrations.CreateModel(
            name="Attempt",
            fields=[
                ("key", models.TextField(primary_key=True, serialize=False)),
                ("failures", models.IntegerField(default=0)),
                ("since", models.DateTimeField()),
            ],
        ),
    ]
