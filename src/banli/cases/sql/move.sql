-- The one statement of the write path: compare and swap, append, outbox. It knows no rules. Columns and arguments are
-- put in by banli.cases.acts.columns.

-- :function
CREATE FUNCTION cases_move(<arguments>) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
  UPDATE cases_case SET version = p_seq, head = p_digest, <columns>
   WHERE id = p_subject::bigint AND version = p_version;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN ledger_append(<event>);
END $$;

-- :call
SELECT cases_move(<values>)
