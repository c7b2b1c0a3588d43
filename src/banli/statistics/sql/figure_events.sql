-- What stands behind a figure; the parts are put in by banli.statistics.selectors.figure_events.

-- :stands
-- No correction took the event back, up to the figure's place in the ledger.
NOT EXISTS (
  SELECT FROM ledger_event_view AS s
   WHERE s.topic = 'case' AND s.subject = <e>.subject AND s.seq > <e>.seq AND <annuls>
     AND s.id <= %(position)s AND <said> -> 'annuls' = to_jsonb(<e>.seq))

-- :last_due
(SELECT CASE WHEN x.name NOT IN (<standing>) THEN <due> END FROM ledger_event_view AS x
  WHERE x.topic = 'case' AND x.subject = <e>.subject AND x.name IN (<movers>) AND x.id <= %(position)s
    AND x.day <= <last> AND <stands> ORDER BY x.seq DESC LIMIT 1)

-- :closed
EXISTS (SELECT FROM ledger_event_view AS x
         WHERE x.topic = 'case' AND x.subject = <e>.subject AND x.name IN (<closings>) AND x.id <= %(position)s
           AND x.day <before> AND <body> ->> 'accepted_on' IS NOT NULL AND <stands>)

-- :in_area
%(key)s = coalesce((SELECT d.region_id FROM people_department_view AS d WHERE d.code = m.scope), '')

-- :up_to
(SELECT * FROM ledger_event_view WHERE id <= <position> AND id > <after>)

-- :overdue
WITH m AS (<events>)
SELECT 1 AS sign, d.by_event, d.id, d.<part> AS part, 0 AS whole FROM (<moves>) AS d WHERE d.due < <last> <line>

-- :counted
SELECT m.sign, m.by_event, m.id, <part> AS part, <whole> AS whole FROM (<events>) AS m WHERE <line>

-- :turned
SELECT c.id, c.by_event, <sign> * c.sign * c.part AS part, <sign> * c.sign * c.whole AS whole, <reason> AS reason
  FROM (<rows>) AS c

-- :behind
-- Page by page along the index (day, kind, name, id): a later page costs what the first one does.
SELECT behind.id, behind.subject, behind.name, behind.scope, behind.facet, behind.day, behind.at, behind.part
  FROM (SELECT DISTINCT day, facet, name
          FROM (SELECT e.day, e.facet, e.name FROM <facts> AS e WHERE <days> <place>
                UNION ALL
                SELECT e.day, e.facet, e.name FROM ledger_outbox_view AS e WHERE e.topic = 'case' AND <days>) AS found
         WHERE (day, facet, name) >= (%(day)s, %(facet)s, %(name)s)
         ORDER BY day, facet, name) AS cell
 CROSS JOIN LATERAL (
       SELECT m.*, <part> AS part FROM (<events>) AS m
        WHERE <counts> AND <line>
        ORDER BY m.id LIMIT %(limit)s) AS behind
 ORDER BY cell.day, cell.facet, cell.name, behind.id LIMIT %(limit)s

-- :in_cell
e.day = cell.day AND e.facet = cell.facet AND e.name = cell.name AND e.id <= %(position)s
AND e.id > CASE WHEN (cell.day, cell.facet, cell.name) = (%(day)s, %(facet)s, %(name)s) THEN %(event)s ELSE 0 END
AND <stands>

-- :differences
SELECT d.id, d.by_event, e.subject, e.name, e.day, e.at, b.recorded_at, b.actor, d.part, d.whole, d.reason
  FROM (<rows>) AS d JOIN ledger_event_view AS e ON e.id = d.id JOIN ledger_event_view AS b ON b.id = d.by_event
 WHERE (d.by_event, d.id) > (%(by_event)s, %(event)s) AND (d.part <> 0 OR d.whole <> 0)
 ORDER BY d.by_event, d.id LIMIT %(limit)s
