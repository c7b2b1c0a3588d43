-- What the database itself guarantees of a table. These texts are in migrations that were run: they do not change.

-- :immutable
CREATE FUNCTION <name>() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '<saying>: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER <name> BEFORE UPDATE OR DELETE OR TRUNCATE ON <table>
  FOR EACH STATEMENT EXECUTE FUNCTION <name>();

-- :kept
CREATE FUNCTION <name>() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '<saying>: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER <name> BEFORE DELETE OR TRUNCATE ON <table>
  FOR EACH STATEMENT EXECUTE FUNCTION <name>();

-- :fixed
CREATE FUNCTION <name>() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '<saying>: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER <name> BEFORE UPDATE ON <table>
  FOR EACH ROW WHEN (<changed>) EXECUTE FUNCTION <name>();

-- :back
DROP TRIGGER <name> ON <table>; DROP FUNCTION <name>();
