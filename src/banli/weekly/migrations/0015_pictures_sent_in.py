"""Windows send in pictures and tables of their Word files beside lines of words."""

from __future__ import annotations

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of what a window sent in."""

    dependencies: ClassVar = [("files", "0003_storedfile_pages"), ("weekly", "0014_columns")]

    operations: ClassVar = [
        migrations.AddField(
            "contribution", "shows", models.TextField(blank=True, default=""), preserve_default=False
        ),
        migrations.AddField("contribution", "details", models.JSONField(blank=True, default=dict)),
        migrations.AddField(
            "contribution",
            "file",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="files.storedfile",
            ),
        ),
        migrations.AddConstraint(
            "contribution",
            models.CheckConstraint(
                condition=models.Q(("file__isnull", False), ("shows", "picture"))
                | models.Q(("file", None), ("shows__in", ["", "table"])),
                name="weekly_contribution_shows",
            ),
        ),
    ]
