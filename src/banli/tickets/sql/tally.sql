-- Visits as figures count them: what the record says of each up to a place in it. The parts are put in by
-- banli.statistics.selectors.tallies.

-- :rows
-- A visit counts on the day its service ended; by then it is decided what came of it.
SELECT e.id, e.id AS by_event, e.subject, e.name, e.scope, e.day, e.at,
       CASE WHEN before.handled THEN 'handled' WHEN before.asked THEN 'asked' ELSE 'without' END AS key, 1 AS n,
       coalesce(before.handled, false)::integer AS handled
  FROM ledger_event_view AS e
 CROSS JOIN LATERAL (
       SELECT bool_or(x.body::jsonb -> 'asked' IS NULL) AS handled, bool_or(x.body::jsonb -> 'asked' IS NOT NULL) AS asked
         FROM ledger_event_view AS x
        WHERE x.topic = 'ticket' AND x.subject = e.subject AND x.seq < e.seq AND x.name = 'handled') AS before
 WHERE e.topic = 'ticket' AND e.facet = '' AND e.name = 'finished' AND e.day BETWEEN <first> AND <last>
   AND e.id <= <position>
