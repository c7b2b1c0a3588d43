-- Where the chain of a case ends.

-- :astray
SELECT c.number, c.version FROM cases_case AS c
 WHERE c.id BETWEEN %(first)s AND %(last)s
   AND (NOT EXISTS (SELECT FROM ledger_event_view AS e WHERE e.topic = 'case' AND e.subject = c.id::text
                       AND e.seq = c.version AND e.digest = c.head)
        OR EXISTS (SELECT FROM ledger_event_view AS e WHERE e.topic = 'case' AND e.subject = c.id::text
                       AND e.seq = c.version + 1))
 ORDER BY c.id LIMIT 1
