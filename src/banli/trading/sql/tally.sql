-- Projects of trading as figures count them: what the record says of each up to a place in it. The parts are put in
-- by banli.trading.selectors.tally and banli.statistics.selectors.tallies.

-- :rows
-- A project counts on the day it was registered, the day its result was put up, and the day it failed. A result counts
-- no more once it was withdrawn or its project failed, and not while the project is suspended. Amounts are in fen.
SELECT e.id, greatest(e.id, later.id) AS by_event, e.subject, e.name, e.scope, e.day, e.at, project.kind AS key,
       (e.name = 'trading_registered')::integer AS registered,
       (e.name = 'trading_failed')::integer AS failed,
       result.n AS results,
       result.n * result.fen AS amount,
       result.n * project.fen AS budget,
       result.n * CASE WHEN project.kind IN (<sells>) THEN result.fen - project.fen ELSE project.fen - result.fen END
         AS difference
  FROM ledger_event_view AS e
 CROSS JOIN LATERAL (
       SELECT x.body::jsonb ->> 'kind' AS kind, ((x.body::jsonb ->> 'amount')::numeric * 100)::bigint AS fen
         FROM ledger_event_view AS x WHERE x.topic = 'trading' AND x.subject = e.subject AND x.seq = 1) AS project
 CROSS JOIN LATERAL (
       SELECT max(x.id) AS id,
              coalesce(bool_or(x.name IN ('trading_result_withdrawn', 'trading_failed')), false) AS gone,
              count(*) FILTER (WHERE x.name = 'trading_suspended')
                > count(*) FILTER (WHERE x.name = 'trading_resumed') AS rests
         FROM ledger_event_view AS x
        WHERE x.topic = 'trading' AND x.subject = e.subject AND x.seq > e.seq AND x.id <= <position>
          AND x.name IN ('trading_result_withdrawn', 'trading_failed', 'trading_suspended', 'trading_resumed')
          AND e.name = 'trading_result_announced') AS later
 CROSS JOIN LATERAL (
       SELECT (e.name = 'trading_result_announced' AND NOT later.gone AND NOT later.rests)::integer AS n,
              CASE WHEN e.name = 'trading_result_announced' THEN ((e.body::jsonb ->> 'amount')::numeric * 100)::bigint
                ELSE 0 END AS fen) AS result
 WHERE e.topic = 'trading' AND e.facet = '' AND e.name IN ('trading_registered', 'trading_result_announced', 'trading_failed')
   AND e.day BETWEEN <first> AND <last> AND e.id <= <position>
