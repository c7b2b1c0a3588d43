-- An exhibit of a signed issue is never changed, as its lines are not.
CREATE FUNCTION weekly_refuse_exhibit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  standing bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.line_id ELSE NEW.line_id END;
BEGIN
  IF EXISTS (SELECT 1 FROM weekly_line JOIN weekly_issue ON weekly_issue.id = weekly_line.issue_id
             WHERE weekly_line.id = standing AND weekly_issue.state IN ('signed', 'published')) THEN
    RAISE EXCEPTION 'a signed issue is never changed: % on % is refused', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER weekly_exhibit_stays BEFORE INSERT OR UPDATE OR DELETE ON weekly_exhibit
  FOR EACH ROW EXECUTE FUNCTION weekly_refuse_exhibit();
