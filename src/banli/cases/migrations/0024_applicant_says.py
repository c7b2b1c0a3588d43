"""Cases are found by words in the middle of the applicant's name, with an index over pairs of characters."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import migrations
from django.db.models import Q

from banli.kernel.bigrams import Bigrams


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_signed_papers"), ("licences", "0007_bigrams")]

    operations = [
        migrations.AddIndex(
            "case", GinIndex(Bigrams("applicant"), name="cases_applicant_says", condition=Q(source=""))
        ),
    ]
