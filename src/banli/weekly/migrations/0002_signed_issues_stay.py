"""A signed issue stays as it was signed: the database refuses to change its words, figures or numbers."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION weekly_refuse_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  owner bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.issue_id ELSE NEW.issue_id END;
BEGIN
  IF EXISTS (SELECT 1 FROM weekly_issue WHERE id = owner AND state IN ('signed', 'published')) THEN
    RAISE EXCEPTION 'a signed issue is never changed: % on % is refused', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER weekly_line_stays BEFORE INSERT OR UPDATE OR DELETE ON weekly_line
  FOR EACH ROW EXECUTE FUNCTION weekly_refuse_part();
CREATE TRIGGER weekly_figure_stays BEFORE INSERT OR UPDATE OR DELETE ON weekly_issuefigure
  FOR EACH ROW EXECUTE FUNCTION weekly_refuse_part();

CREATE FUNCTION weekly_refuse_issue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state NOT IN ('signed', 'published') THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'signed' AND NEW.state = 'published'
     AND (NEW.year, NEW.number_in_year, NEW.number_in_all, NEW.signed_on, NEW.signed_by, NEW.week_start,
          NEW.week_end, NEW.frame_id)
       = (OLD.year, OLD.number_in_year, OLD.number_in_all, OLD.signed_on, OLD.signed_by, OLD.week_start,
          OLD.week_end, OLD.frame_id) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a signed issue is never changed: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER weekly_issue_stays BEFORE UPDATE OR DELETE ON weekly_issue
  FOR EACH ROW EXECUTE FUNCTION weekly_refuse_issue();
"""
ALLOW = """
DROP TRIGGER weekly_issue_stays ON weekly_issue;
DROP TRIGGER weekly_figure_stays ON weekly_issuefigure;
DROP TRIGGER weekly_line_stays ON weekly_line;
DROP FUNCTION weekly_refuse_issue();
DROP FUNCTION weekly_refuse_part();
"""


class Migration(migrations.Migration):
    dependencies = [("weekly", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
