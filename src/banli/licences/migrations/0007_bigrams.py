"""Numbers and holders are found by words in their middle, with an index over pairs of characters."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations

from banli.kernel.bigrams import Bigrams
from banli.kernel.statements import script


class Migration(migrations.Migration):
    dependencies = [("licences", "0006_printed_number")]

    operations = [
        migrations.RunSQL(script("licences", "0007_bigrams"), "DROP FUNCTION banli_bigrams(text)"),
        migrations.AddIndex("certificate", GinIndex(Bigrams("number_folded"), name="licences_number_says")),
        migrations.AddIndex("certificate", GinIndex(Bigrams("holder_folded"), name="licences_holder_says")),
    ]
