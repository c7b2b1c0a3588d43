"""The one statement of the write path: compare and swap, append, outbox. It knows no rules."""

from django.db import migrations

MOVE = """
CREATE FUNCTION cases_move(
  p_version integer, p_state text, p_due_on date, p_statutory_due_on date, p_accepted_at timestamptz,
  p_extended_days integer, p_limits jsonb, p_paused_on date, p_window text, p_pauses jsonb,
  p_reviewer bigint, p_completed_at timestamptz, p_result text,
  p_topic text, p_subject text, p_seq integer, p_name text, p_scope text, p_facet text,
  p_at timestamptz, p_recorded_at timestamptz, p_actor text, p_body text, p_digest bytea
) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases_case SET
    state = p_state, version = p_seq, head = p_digest, due_on = p_due_on, statutory_due_on = p_statutory_due_on,
    accepted_at = p_accepted_at, extended_days = p_extended_days, limits = p_limits, paused_on = p_paused_on,
    window_id = p_window, pauses = p_pauses, reviewer_id = p_reviewer, completed_at = p_completed_at,
    result = p_result
  WHERE id = p_subject::bigint AND version = p_version;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN ledger_append(
    p_topic, p_subject, p_seq, p_name, p_scope, p_facet, p_at, p_recorded_at, p_actor, p_body, p_digest);
END $$;
ALTER TABLE cases_case SET (fillfactor = 85);
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            MOVE,
            "DROP FUNCTION cases_move(integer, text, date, date, timestamptz, integer, jsonb, date, text, jsonb,"
            " bigint, timestamptz, text, text, text, integer, text, text, text, timestamptz, timestamptz, text,"
            " text, bytea)",
        )
    ]
