from django.db import migrations, models

from banli.kernel.tables import immutable


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
        immutable("worktime_calendaredition", "a calendar edition is never changed"),
    ]
