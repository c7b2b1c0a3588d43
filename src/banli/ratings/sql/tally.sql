-- Ratings as figures count them: what the record says of each up to a place in it. The parts are put in by
-- banli.statistics.selectors.tallies.

-- :rows
-- A rating counts on the day it was given, until it is deemed not valid.
SELECT e.id, greatest(e.id, later.id) AS by_event, e.subject, e.name, e.scope, e.day, e.at, said.grade AS key,
       (NOT later.voided)::integer AS n,
       (NOT later.voided AND said.grade NOT IN (<bad>))::integer AS good,
       (NOT later.voided AND said.grade IN (<bad>))::integer AS bad,
       (NOT later.voided AND said.grade IN (<bad>) AND later.called)::integer AS called,
       (NOT later.voided AND said.grade IN (<bad>) AND later.mended)::integer AS mended
  FROM ledger_event_view AS e
 CROSS JOIN LATERAL (SELECT e.body::jsonb ->> 'grade' AS grade) AS said
 CROSS JOIN LATERAL (
       SELECT max(x.id) AS id, coalesce(bool_or(x.name = 'voided'), false) AS voided,
              coalesce(bool_or(x.name = 'called_back'), false) AS called,
              coalesce(bool_or(x.name = 'mended'), false) AS mended
         FROM ledger_event_view AS x
        WHERE x.topic = 'rating' AND x.subject = e.subject AND x.seq > e.seq AND x.id <= <position>
          AND x.name IN ('voided', 'called_back', 'mended')) AS later
 WHERE e.topic = 'rating' AND e.facet = '' AND e.name = 'rated' AND e.day BETWEEN <first> AND <last>
   AND e.id <= <position>
