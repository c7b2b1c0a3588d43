"""Registers have keepers."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0003_accounts")]

    operations = [
        migrations.CreateModel(
            name="Keeper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("register", models.CharField(max_length=20)),
                (
                    "department",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="people.department"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=["register", "department"], name="people_keeper_once")
                ],
            },
        ),
    ]
