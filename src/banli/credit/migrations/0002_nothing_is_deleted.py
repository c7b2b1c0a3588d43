"""Subjects, bans and violations are never deleted; a violation never changes."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.tables import immutable, kept


class Migration(migrations.Migration):
    dependencies = [("credit", "0001_initial")]
    operations = [
        kept("credit_subject", "a credit record is never deleted"),
        kept("credit_ban", "a credit record is never deleted"),
        immutable("credit_violation", "a violation is never changed"),
    ]
