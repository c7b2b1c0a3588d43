-- :draw
-- Where a run of ids begins, and the last one of the run before it.
WITH drawn AS MATERIALIZED (SELECT nextval(%(sequence)s::regclass) AS id FROM generate_series(1, %(count)s)),
told AS (SELECT id, lag(id) OVER () AS before FROM drawn)
SELECT id, before FROM told WHERE before IS NULL OR id <> before + 1 ORDER BY id

-- :drawn
SELECT currval(%(sequence)s::regclass)
