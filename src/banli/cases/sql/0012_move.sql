-- As banli.cases.acts.columns made it.
DROP FUNCTION cases_move;
CREATE FUNCTION cases_move(p_version integer, p_state text, p_due_on date, p_statutory_due_on date, p_accepted_at timestamptz, p_extended_days integer, p_limits jsonb, p_paused_on date, p_paused_for text, p_window_id text, p_pauses jsonb, p_reviewer_id bigint, p_received_on date, p_visits integer, p_revision_id bigint, p_completed_at timestamptz, p_result text, p_topic text, p_subject text, p_seq integer, p_name text, p_scope text, p_facet text, p_at timestamptz, p_recorded_at timestamptz, p_actor text, p_body text, p_digest bytea) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases_case SET version = p_seq, head = p_digest, state = p_state, due_on = p_due_on, statutory_due_on = p_statutory_due_on, accepted_at = p_accepted_at, extended_days = p_extended_days, limits = p_limits, paused_on = p_paused_on, paused_for = p_paused_for, window_id = p_window_id, pauses = p_pauses, reviewer_id = p_reviewer_id, received_on = p_received_on, visits = p_visits, revision_id = p_revision_id, completed_at = p_completed_at, result = p_result
   WHERE id = p_subject::bigint AND version = p_version;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN ledger_append(p_topic, p_subject, p_seq, p_name, p_scope, p_facet, p_at, p_recorded_at, p_actor, p_body, p_digest);
END $$;
