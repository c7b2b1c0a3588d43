"""An issue covers days of any period and is named by its subject; an issue of a week keeps the name it had."""

from django.db import migrations, models

FREEZE = """
CREATE OR REPLACE FUNCTION weekly_refuse_issue() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state NOT IN ('signed', 'published') THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state = 'signed' AND NEW.state = 'published'
     AND (NEW.year, NEW.number_in_year, NEW.number_in_all, NEW.signed_on, NEW.signed_by, NEW.first_day,
          NEW.last_day, NEW.frame_id, NEW.subject)
       = (OLD.year, OLD.number_in_year, OLD.number_in_all, OLD.signed_on, OLD.signed_by, OLD.first_day,
          OLD.last_day, OLD.frame_id, OLD.subject) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a signed issue is never changed: % on % is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
NAME_THEM = """
ALTER TABLE weekly_issue DISABLE TRIGGER weekly_issue_stays;
UPDATE weekly_issue SET subject = to_char(first_day, 'YYYY-MM-DD');
ALTER TABLE weekly_issue ENABLE TRIGGER weekly_issue_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("weekly", "0002_signed_issues_stay")]
    operations = [
        migrations.RemoveConstraint("issue", "weekly_issue_week_in_order"),
        migrations.RenameField("issue", "week_start", "first_day"),
        migrations.RenameField("issue", "week_end", "last_day"),
        migrations.AddField("issue", "subject", models.TextField(default="")),
        migrations.RunSQL(NAME_THEM, migrations.RunSQL.noop),
        migrations.AlterField("issue", "subject", models.TextField(unique=True)),
        migrations.RunSQL(FREEZE, migrations.RunSQL.noop),
    ]
