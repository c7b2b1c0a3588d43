"""A proposal and the rules it rests on are never deleted; what a proposal says never changes."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.tables import fixed, immutable, kept

FACTS = (
    "public_id",
    "subject_id",
    "department_id",
    "rule",
    "terms",
    "violations",
    "times",
    "made_at",
    "answer_by",
)


class Migration(migrations.Migration):
    dependencies = [("credit", "0003_proposals")]
    operations = [
        immutable("credit_countbook", "rules that were loaded stay as they were"),
        kept("credit_proposal", "a credit record is never deleted"),
        fixed("credit_proposal", FACTS, "what a proposal rests on never changes"),
    ]
