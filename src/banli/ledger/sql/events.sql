-- Writes of the record, and reads for those who watch over it.

-- :append
-- An event and its row of the outbox.
SELECT ledger_append(<values>)

-- :take
-- Rows of the outbox, taken by whoever comes first.
WITH taken AS (
  DELETE FROM ledger_outbox
   WHERE event IN (SELECT event FROM ledger_outbox ORDER BY event LIMIT %(limit)s FOR UPDATE SKIP LOCKED)
  RETURNING event, topic, subject, name, scope, facet, day)
SELECT taken.*, ledger_event.recorded_at FROM taken JOIN ledger_event ON ledger_event.id = taken.event

-- :last
SELECT seq, digest FROM ledger_event WHERE topic = %(topic)s AND subject = %(subject)s ORDER BY seq DESC LIMIT 1

-- :oldest_waiting
-- The age of the oldest news that nobody has counted or told.
SELECT recorded_at FROM ledger_event WHERE id = (SELECT min(event) FROM ledger_outbox)

-- :oldest_after
-- When the oldest event after an id was recorded.
SELECT min(recorded_at) FROM ledger_event WHERE id > %(after)s

-- :newest
-- When the newest events were recorded; for whoever looks at a database before any app runs.
SELECT max(recorded_at) FROM (SELECT recorded_at FROM ledger_event ORDER BY id DESC LIMIT 1000) AS latest

-- :has_table
SELECT to_regclass('ledger_event') IS NOT NULL

-- :has_events
SELECT EXISTS (SELECT 1 FROM ledger_event)

-- :still
-- Writers wait until the transaction ends.
LOCK TABLE ledger_event IN SHARE ROW EXCLUSIVE MODE

-- :about_to_write
-- A seal and a frozen figure wait for whoever holds this.
LOCK TABLE ledger_event IN ROW EXCLUSIVE MODE

-- :copy
COPY ledger_event (<columns>) FROM STDIN
