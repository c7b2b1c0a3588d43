"""A figure that was frozen stays: the database refuses to change or remove it."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION statistics_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a frozen figure is never changed: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER statistics_figure_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON statistics_figure
  FOR EACH STATEMENT EXECUTE FUNCTION statistics_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [
        migrations.RunSQL(
            REFUSE,
            "DROP TRIGGER statistics_figure_stays ON statistics_figure; DROP FUNCTION statistics_refuse();",
        ),
    ]
