-- Tries at something secret.

-- :reserve
-- One more try at each key that has one left; a key without one is passed over. Keys in order, so that two askers
-- wait for one another and never crosswise.
INSERT INTO people_attempt AS held (key, failures, since)
SELECT key, 1, %(now)s FROM unnest(%(keys)s::text[]) AS key ORDER BY key
ON CONFLICT (key) DO UPDATE SET
    failures = CASE WHEN held.since > %(before)s THEN held.failures + 1 ELSE 1 END,
    since = CASE WHEN held.since > %(before)s THEN held.since ELSE excluded.since END
WHERE held.since <= %(before)s
   OR held.failures < CASE WHEN held.key = %(source)s THEN %(from_one)s ELSE %(of_one)s END
