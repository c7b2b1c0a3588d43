-- The list of standings.

-- :take
-- The next place, which nobody else has or will have.
SELECT nextval('licences_place')
