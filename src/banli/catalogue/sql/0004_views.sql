-- What other apps may read of the catalogue in SQL of their own: which item a revision is of.
CREATE VIEW catalogue_revision_view AS
  SELECT id, item_id, number, effective_from FROM catalogue_revision;
