from typing import ClassVar

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    """No item of an earlier release names certificates of another one: nothing is to be filled in."""

    dependencies: ClassVar = [("catalogue", "0006_words")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="item",
            name="changes",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.SlugField(max_length=60), default=list, size=None
            ),
        ),
        migrations.AddIndex(
            model_name="item",
            index=django.contrib.postgres.indexes.GinIndex(fields=["changes"], name="item_changes_gin"),
        ),
    ]
