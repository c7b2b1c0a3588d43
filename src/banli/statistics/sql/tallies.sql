-- Tallies: what figures count besides cases. <rows> is the statement of the app that declares the tally.

-- :sums
SELECT m.key, <sums> FROM (<rows>) AS m GROUP BY m.key

-- :counted
SELECT 1 AS sign, m.by_event, m.id, <part> AS part, <whole> AS whole FROM (<rows>) AS m WHERE <line>

-- :behind
SELECT m.id, m.subject, m.name, m.scope, m.key, m.day, m.at, <part> AS part
  FROM (<rows>) AS m
 WHERE (<part> <> 0 OR <whole> <> 0) AND <line> AND (m.day, m.id) > (%(day)s, %(event)s)
 ORDER BY m.day, m.id LIMIT %(limit)s

-- :of_line
SELECT m.id, m.by_event, m.subject, m.name, m.key, m.day, m.at, <part> AS part, <whole> AS whole
  FROM (<rows>) AS m WHERE <line>

-- :differences
-- Rows that the two figures count otherwise, each with the event that makes the difference.
SELECT d.id, d.by_event, d.subject, d.name, d.key, d.day, d.at, e.recorded_at, e.actor, d.part, d.whole, d.reason
  FROM (SELECT coalesce(b.id, a.id) AS id, greatest(a.by_event, b.by_event) AS by_event,
               coalesce(b.subject, a.subject) AS subject, coalesce(b.name, a.name) AS name, coalesce(b.key, a.key) AS key,
               coalesce(b.day, a.day) AS day, coalesce(b.at, a.at) AS at,
               coalesce(b.part, 0) - coalesce(a.part, 0) AS part, coalesce(b.whole, 0) - coalesce(a.whole, 0) AS whole,
               CASE WHEN coalesce(b.id, a.id) > <low> THEN 'recorded'
                    WHEN a.id IS NULL OR b.id IS NULL THEN 'period' ELSE 'changed' END AS reason
          FROM (<first>) AS a FULL JOIN (<second>) AS b ON a.id = b.id) AS d
  JOIN ledger_event_view AS e ON e.id = d.by_event
 WHERE (d.by_event, d.id) > (%(by_event)s, %(event)s) AND (d.part <> 0 OR d.whole <> 0)
 ORDER BY d.by_event, d.id LIMIT %(limit)s
