-- How an event counts: one row for each event that counts, with the measures read from its body, and one row with
-- sign -1 for each event that a correction takes back. Sums of sign times measure are the facts.
--
-- <body>, <due> and the like are put in by banli.statistics.selectors.events. OFFSET 0 keeps the planner from walking
-- over all events where a few are known by their ids, and from computing an expression once for each place it is used in.

-- :in_block
-- Joined with the topic's index, as the planner likes to, every block would walk over the whole record.
(SELECT * FROM ledger_event_view WHERE id BETWEEN %(first)s AND %(last)s OFFSET 0)

-- :by_id
(SELECT e.* FROM unnest(%(ids)s::bigint[]) AS i (id)
  CROSS JOIN LATERAL (SELECT * FROM ledger_event_view WHERE id = i.id OFFSET 0) AS e)

-- :waiting
(SELECT e.* FROM ledger_outbox_view AS o
  CROSS JOIN LATERAL (SELECT * FROM ledger_event_view WHERE id = o.event OFFSET 0) AS e WHERE o.topic = 'case' AND <which>)

-- :folded
(SELECT * FROM ledger_event_view AS f
  WHERE NOT EXISTS (SELECT FROM ledger_outbox_view AS o WHERE o.event = f.id))

-- :body
-- Nothing for a body that is no JSON object.
CASE WHEN left(<body>, 1) = '{' AND pg_input_is_valid(<body>, 'jsonb') THEN <body>::jsonb END

-- :day
-- Nothing for a text that is no ISO day.
substring(<text> FROM '^[0-9]{4}-[0-1][0-9]-[0-3][0-9]$')

-- :whole
-- Nothing for a text that is no whole number.
substring(<text> FROM '^[0-9]{1,5}$')::integer

-- :promised
-- What an event says of the promised last day.
coalesce(<body> ->> 'promised_due', <body> #>> '{due_on,to}', <body> ->> 'due_on')

-- :taken_back
SELECT -1 AS sign, s.id AS by_event, <columns>
  FROM (SELECT id, subject, seq, body FROM <source> AS given WHERE topic = 'case' AND <annuls>) AS s
 CROSS JOIN LATERAL (SELECT <said> -> 'annuls' AS seq OFFSET 0) AS named
 CROSS JOIN LATERAL (
   SELECT * FROM ledger_event_view
    WHERE topic = 'case' AND subject = s.subject AND ledger_event_view.seq < s.seq
      AND to_jsonb(ledger_event_view.seq) = named.seq OFFSET 0) AS e
 WHERE <days> AND NOT EXISTS (
   SELECT FROM ledger_event_view AS earlier
    WHERE earlier.topic = 'case' AND earlier.subject = s.subject AND earlier.seq < s.seq
      AND <earlier> AND <earlier_said> -> 'annuls' = named.seq)

-- :followed
-- The whole course of the case is on record: it is no case of which another system reports what it chooses.
NOT EXISTS (SELECT FROM cases_case_view AS held
             WHERE e.name IN (<movers>) AND held.source <> ''
               AND held.id = CASE WHEN e.subject ~ '^[0-9]{1,18}$' THEN e.subject::bigint END)

-- :measured
SELECT e.sign, e.by_event, <columns>, v.promised_due, v.followed AS on_record, measures.*,
       CASE WHEN e.name IN (<completions>) THEN v.took_days END AS took_days
  FROM (
    SELECT 1 AS sign, e.id AS by_event, <columns>, e.body
      FROM <source> AS e WHERE e.topic = 'case' AND <days><taken_back>
  ) AS e
 CROSS JOIN LATERAL (SELECT CASE WHEN e.name IN (<read>) THEN <body> END AS body OFFSET 0) AS b
 CROSS JOIN LATERAL (
   SELECT <accepted_on> AS accepted_on, <promised_due> AS promised_due, <statutory_due> AS statutory_due,
          <took_days> AS took_days, <limit_days> AS limit_days, <visits> AS visits, <reused> AS reused,
          <visits_declared> AS visits_declared,
          e.day::text AS day, e.name IN (<closings>) AS closing, <followed> AS followed OFFSET 0) AS v
 CROSS JOIN LATERAL (
   SELECT 1 AS n,
          (v.closing AND v.accepted_on IS NOT NULL)::integer AS begun,
          (v.closing AND v.accepted_on IS NOT NULL AND v.promised_due IS NOT NULL)::integer AS timed,
          coalesce(v.closing AND v.accepted_on IS NOT NULL AND v.day <= v.promised_due, false)::integer AS on_time,
          coalesce(v.closing AND v.accepted_on IS NOT NULL AND v.day < v.promised_due, false)::integer AS early,
          coalesce(v.closing AND v.accepted_on IS NOT NULL AND v.day > v.promised_due, false)::integer AS overdue,
          (v.closing AND v.accepted_on IS NOT NULL AND v.statutory_due IS NOT NULL)::integer AS lawful,
          coalesce(v.closing AND v.accepted_on IS NOT NULL AND v.day > v.statutory_due, false)::integer AS beyond,
          coalesce(v.closing AND v.accepted_on = v.day, false)::integer AS same_day,
          (v.closing AND v.took_days IS NOT NULL AND v.limit_days IS NOT NULL)::integer AS measured,
          CASE WHEN v.closing AND v.limit_days IS NOT NULL THEN coalesce(v.took_days, 0) ELSE 0 END AS took,
          CASE WHEN v.closing AND v.took_days IS NOT NULL THEN coalesce(v.limit_days, 0) ELSE 0 END AS allowed,
          (v.closing AND v.visits IS NOT NULL)::integer AS visited,
          CASE WHEN v.closing THEN coalesce(v.visits, 0) ELSE 0 END AS visits,
          coalesce(v.closing AND v.visits > 1, false)::integer AS revisited,
          CASE WHEN e.name = 'submitted' THEN coalesce(v.reused, 0) ELSE 0 END AS reused,
          (v.closing AND v.visits IS NOT NULL AND v.visits_declared IS NOT NULL)::integer AS declared,
          coalesce(v.closing AND v.visits > v.visits_declared, false)::integer AS exceeded,
          (v.followed AND (e.name IN (<acceptances>) OR v.closing AND v.accepted_on IS NOT NULL))::integer AS followed
          OFFSET 0) AS measures

-- :due_moves
-- How events move the promised limits of open cases: -1 where a limit was, +1 where it is now.
--
-- An acceptance sets a limit, a resumed, extended or recounted one moves it, a pause or an end takes it away. The limit
-- that was is the one the case's events before say; the second event of a case says it itself, which spares bulk intake
-- most of the looking up.
SELECT m.id, m.by_event, m.day, m.scope, m.facet, moved.due::date AS due, m.sign * moved.step AS n,
       m.sign * moved.step * m.on_record::integer AS followed
  FROM <measured> AS m
 CROSS JOIN LATERAL (
   SELECT CASE WHEN m.name IN (<acceptances>) THEN NULL
               WHEN m.seq <= 2 AND m.begun = 1 THEN m.promised_due
               ELSE (
     SELECT CASE WHEN before.name NOT IN (<standing>) THEN <before_due> END FROM ledger_event_view AS before
      WHERE before.topic = 'case' AND before.subject = m.subject AND before.seq < m.seq AND before.name IN (<movers>)
        AND NOT EXISTS (
          SELECT FROM ledger_event_view AS s
           WHERE s.topic = 'case' AND s.subject = m.subject AND s.seq BETWEEN before.seq AND m.seq - 1
             AND <annuls> AND <said> -> 'annuls' = to_jsonb(before.seq))
      ORDER BY before.seq DESC LIMIT 1) END AS due OFFSET 0) AS was
 CROSS JOIN LATERAL (
   VALUES (was.due, -1), (CASE WHEN m.name NOT IN (<standing>) THEN m.promised_due END, 1)) AS moved (due, step)
 WHERE m.name IN (<movers>) AND pg_input_is_valid(moved.due, 'date')
