"""Certificates are looked up by what people type: number and holder folded, kept beside them."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from banli.kernel.folding import folded_name, folded_number

BATCH = 2_000


def fold(apps: Any, _editor: Any) -> None:
    """Fold what is kept already."""
    certificates = apps.get_model("licences", "Certificate").objects
    batch = []
    for one in certificates.only("id", "number", "holder").order_by("id").iterator(BATCH):
        one.number_folded, one.holder_folded = folded_number(one.number), folded_name(one.holder)
        batch.append(one)
        if len(batch) == BATCH:
            certificates.bulk_update(batch, ["number_folded", "holder_folded"])
            batch = []
    certificates.bulk_update(batch, ["number_folded", "holder_folded"])


class Migration(migrations.Migration):
    dependencies = [("licences", "0004_certificates_from_before")]

    operations = [
        migrations.AddField("certificate", "number_folded", models.TextField(db_default="", default="")),
        migrations.AddField("certificate", "holder_folded", models.TextField(db_default="", default="")),
        migrations.RunPython(fold, migrations.RunPython.noop),
        migrations.AddIndex(
            "certificate", models.Index(fields=["number_folded"], name="licences_by_folded_number")
        ),
    ]
