-- A figure counted again from the events themselves.

-- :plain
-- A count of events, which needs nothing of their bodies.
SELECT (SELECT count(*) FROM ledger_event_view AS e WHERE e.topic = 'case' AND <days> AND e.id <= %(position)s)
       - (SELECT count(*) FROM (<taken_back>) AS e)

-- :ranks
SELECT part, sum(sign)::bigint FROM (<contributions>) AS c WHERE whole <> 0 GROUP BY part

-- :halves
SELECT coalesce(sum(sign * part), 0)::bigint, coalesce(sum(sign * whole), 0)::bigint FROM (<contributions>) AS c
