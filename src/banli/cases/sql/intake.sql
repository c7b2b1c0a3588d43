-- Cases that other systems report.

-- :change
UPDATE cases_case AS c
   SET state = n.state, version = n.version, head = n.head, accepted_at = n.accepted_at,
       statutory_due_on = n.statutory_due_on, paused_on = n.paused_on,
       paused_for = CASE WHEN n.paused_on IS NULL THEN '' ELSE 'reported' END, completed_at = n.completed_at,
       result = n.result
  FROM unnest(%(id)s::bigint[], %(was)s::int[], %(state)s::text[], %(version)s::int[], %(head)s::bytea[],
              %(accepted_at)s::timestamptz[], %(statutory_due_on)s::date[], %(paused_on)s::date[],
              %(completed_at)s::timestamptz[], %(result)s::text[])
    AS n(id, was, state, version, head, accepted_at, statutory_due_on, paused_on, completed_at, result)
 WHERE c.id = n.id AND c.version = n.was

-- :held
SELECT id, number, version, head, source, kind, department_id, channel, submitted_at
  FROM cases_case WHERE number = ANY(%(numbers)s) ORDER BY id FOR UPDATE

-- :events
SELECT subject, seq, name, at, body FROM ledger_event_view WHERE topic = 'case' AND subject = ANY(%(subjects)s) ORDER BY subject, seq
