"""What the database itself guarantees of published revisions."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION catalogue_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a published revision is immutable: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER catalogue_revision_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON catalogue_revision
  FOR EACH STATEMENT EXECUTE FUNCTION catalogue_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [
        migrations.RunSQL(
            REFUSE,
            "DROP TRIGGER catalogue_revision_immutable ON catalogue_revision;DROP FUNCTION catalogue_refuse();",
        ),
    ]
