"""What a publication is found by is found by words in its middle, with an index over pairs of characters."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from banli.kernel.bigrams import Bigrams


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0002_comments"), ("licences", "0007_bigrams")]

    operations = [
        migrations.AddIndex("publication", GinIndex(Bigrams("found_by"), name="disclosure_found_by_says")),
    ]
