"""Places in the list of standings from a sequence, so that issuing waits for no other."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.statements import script


class Migration(migrations.Migration):
    dependencies = [("licences", "0008_tokens")]

    operations = [migrations.RunSQL(script("licences", "0009_places"), "DROP SEQUENCE licences_place")]
