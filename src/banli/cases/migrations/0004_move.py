"""The statement of the write path, with what a case has learned to hold since."""

from importlib import import_module

from django.db import migrations

BEFORE = import_module("banli.cases.migrations.0002_move")

DROP_BEFORE = (
    "DROP FUNCTION cases_move(integer, text, date, date, timestamptz, integer, jsonb, date, text, jsonb,"
    " bigint, timestamptz, text, text, text, integer, text, text, text, timestamptz, timestamptz, text, text, bytea)"
)
MOVE = """
CREATE FUNCTION cases_move(
  p_version integer, p_state text, p_due_on date, p_statutory_due_on date, p_accepted_at timestamptz,
  p_extended_days integer, p_limits jsonb, p_paused_on date, p_paused_for text, p_window text, p_pauses jsonb,
  p_reviewer bigint, p_received_on date, p_visits integer, p_revision bigint, p_completed_at timestamptz,
  p_result text,
  p_topic text, p_subject text, p_seq integer, p_name text, p_scope text, p_facet text,
  p_at timestamptz, p_recorded_at timestamptz, p_actor text, p_body text, p_digest bytea
) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases_case SET
    state = p_state, version = p_seq, head = p_digest, due_on = p_due_on, statutory_due_on = p_statutory_due_on,
    accepted_at = p_accepted_at, extended_days = p_extended_days, limits = p_limits, paused_on = p_paused_on,
    paused_for = p_paused_for, window_id = p_window, pauses = p_pauses, reviewer_id = p_reviewer,
    received_on = p_received_on, visits = p_visits, revision_id = p_revision, completed_at = p_completed_at,
    result = p_result
  WHERE id = p_subject::bigint AND version = p_version;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN ledger_append(
    p_topic, p_subject, p_seq, p_name, p_scope, p_facet, p_at, p_recorded_at, p_actor, p_body, p_digest);
END $$;
"""
DROP = (
    "DROP FUNCTION cases_move(integer, text, date, date, timestamptz, integer, jsonb, date, text, text, jsonb,"
    " bigint, date, integer, bigint, timestamptz, text, text, text, integer, text, text, text, timestamptz,"
    " timestamptz, text, text, bytea)"
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_procedure")]
    operations = [migrations.RunSQL([DROP_BEFORE, MOVE], [DROP, BEFORE.MOVE])]
