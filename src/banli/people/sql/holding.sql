-- Rows that others are about to point at, many at once.

-- :departments
-- Those that are there; nobody takes them away until the transaction ends.
SELECT code FROM people_department WHERE code = ANY(%(keys)s) FOR KEY SHARE
