-- Rows that others are about to point at, many at once.

-- :revisions
-- Those that are there; nobody takes them away until the transaction ends.
SELECT id FROM catalogue_revision WHERE id = ANY(%(keys)s) FOR KEY SHARE
