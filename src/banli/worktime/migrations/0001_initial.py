from django.db import migrations, models

FROZEN = """
CREATE FUNCTION worktime_edition_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a calendar edition is never changed: load a new edition';
END $$;
CREATE TRIGGER worktime_edition_frozen BEFORE UPDATE OR DELETE ON worktime_calendaredition
    FOR EACH ROW EXECUTE FUNCTION worktime_edition_frozen();
"""

THAWED = """
DROP TRIGGER worktime_edition_frozen ON worktime_calendaredition;
DROP FUNCTION worktime_edition_frozen();
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="CalendarEdition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("edition", models.PositiveSmallIntegerField()),
                ("notice_number", models.TextField()),
                ("notice_date", models.DateField()),
                ("notice_page", models.TextField(blank=True)),
                ("checked", models.TextField()),
                ("off", models.JSONField()),
                ("worked", models.JSONField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "edition"), name="worktime_edition_once"),
                    models.CheckConstraint(
                        condition=models.Q(("edition__gte", 1)), name="worktime_edition_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 1950), ("year__lt", 2200)),
                        name="worktime_year_sensible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_number", ""), _negated=True),
                        name="worktime_edition_has_its_notice",
                    ),
                ]
            },
        ),
        migrations.RunSQL(FROZEN, THAWED),
    ]
