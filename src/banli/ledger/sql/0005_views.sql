-- What other apps may read of the record in SQL of their own. Plain columns of one table: the planner sees through it.
CREATE VIEW ledger_event_view AS
  SELECT id, topic, subject, seq, name, scope, facet, at, day, recorded_at, actor, body, digest FROM ledger_event;
CREATE VIEW ledger_outbox_view AS
  SELECT event, topic, subject, name, scope, facet, day FROM ledger_outbox;
