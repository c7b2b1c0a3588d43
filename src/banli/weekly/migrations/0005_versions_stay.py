"""A version that was kept, and a place in the archive, are never changed: the database refuses it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION weekly_refuse_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was kept is never changed: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER weekly_version_stays BEFORE UPDATE OR DELETE ON weekly_version
  FOR EACH ROW EXECUTE FUNCTION weekly_refuse_kept();
CREATE TRIGGER weekly_archive_stays BEFORE UPDATE OR DELETE ON weekly_archive
  FOR EACH ROW EXECUTE FUNCTION weekly_refuse_kept();
"""
ALLOW = """
DROP TRIGGER weekly_archive_stays ON weekly_archive;
DROP TRIGGER weekly_version_stays ON weekly_version;
DROP FUNCTION weekly_refuse_kept();
"""


class Migration(migrations.Migration):
    dependencies = [("weekly", "0004_windows_review_sending")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
