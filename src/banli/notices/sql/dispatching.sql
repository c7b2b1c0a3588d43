-- Messages on their way out.

-- :take
-- The most urgent ones that are due on a channel, for one job: the next takes others, and these only after the lease.
UPDATE notices_dispatch SET state = 'sending', tries = tries + 1, due_at = %(lease)s
WHERE id IN (
    SELECT id FROM notices_dispatch
    WHERE channel = %(channel)s AND state = ANY(%(states)s) AND due_at <= %(now)s AND (urgent OR NOT %(quiet)s)
    ORDER BY urgent DESC, due_at, id
    LIMIT %(most)s
    FOR UPDATE SKIP LOCKED
)
RETURNING id
