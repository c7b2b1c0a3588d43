"""Signals and urgings are never deleted and what they say never changes; cases that are there are looked at once."""

from __future__ import annotations

from django.db import migrations

from banli.kernel.tables import fixed, immutable, kept

LOOK_AT_THEM = """
INSERT INTO supervision_agenda (case_id, at)
SELECT c.id, now() FROM cases_case c
WHERE c.source = '' AND (c.completed_at IS NULL OR c.due_on IS NOT NULL
  OR EXISTS (SELECT 1 FROM cases_promise p WHERE p.case_id = c.id AND p.kept IS NULL))
"""


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial")]
    operations = [
        kept("supervision_signal", "a signal is never deleted"),
        fixed(
            "supervision_signal",
            (
                *("number", "rule", "level", "case_id", "key", "round", "department_id"),
                *("start", "due", "at", "recorded_at"),
            ),
            "what a signal says never changes",
        ),
        kept("supervision_urging", "what was pressed for is never deleted"),
        fixed(
            "supervision_urging",
            ("signal_id", "content", "sent_at", "sent_by_id", "due_on"),
            "what was pressed for never changes",
        ),
        immutable("supervision_rulebook", "rules that were in force are never changed"),
        migrations.RunSQL(LOOK_AT_THEM, migrations.RunSQL.noop),
    ]
