"""The views that other apps read in SQL of their own (ADR 0201)."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.statements import script


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_draft_origin")]
    operations = [
        migrations.RunSQL(
            script("cases", "0011_views"),
            "DROP VIEW cases_case_view, cases_task_view, cases_hearing_view, cases_promise_view",
        ),
    ]
