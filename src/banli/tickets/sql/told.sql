-- What was told to those who took a ticket, against what came true.

-- :came_true
-- Of the tickets taken from ``first`` to ``last`` that told an interval and were called: how many there were, how many
-- waited as told, and how many were out by more than ``late`` seconds. From events alone: a wait ends with the first call.
SELECT count(*), count(*) FILTER (WHERE w.waited BETWEEN w.least AND w.most),
       count(*) FILTER (WHERE w.waited < w.least - %(late)s OR w.waited > w.most + %(late)s)
  FROM (
    SELECT (b.body ->> 'least')::integer AS least, (b.body ->> 'most')::integer AS most,
           extract(epoch FROM c.at - t.at) AS waited
      FROM ledger_event_view AS t
     CROSS JOIN LATERAL (SELECT t.body::jsonb AS body OFFSET 0) AS b
     CROSS JOIN LATERAL (
       SELECT min(c.at) AS at FROM ledger_event_view AS c
        WHERE c.topic = 'ticket' AND c.subject = t.subject AND c.name IN ('called', 'called_late')) AS c
     WHERE t.topic = 'ticket' AND t.facet = '' AND t.name = 'taken' AND t.day BETWEEN %(first)s AND %(last)s
       AND c.at IS NOT NULL AND b.body ? 'most') AS w
