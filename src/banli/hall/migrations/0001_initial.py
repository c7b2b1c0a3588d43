import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Patrol",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("day", models.DateField()),
                ("slot", models.TextField()),
                (
                    "inspectors",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("route", models.TextField()),
                ("note", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["-day", "-id"], name="hall_patrol_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("slot__in", ["morning", "afternoon"])), name="hall_patrol_slot"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("inspectors__len__gte", 1)), name="hall_patrol_has_an_inspector"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PatrolRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("start", models.DateField()),
                ("end", models.DateField()),
                ("dimension", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("reason", models.TextField()),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("start", "end", "dimension"), name="hall_remark_once"),
                    models.CheckConstraint(
                        condition=models.Q(("end__gte", models.F("start"))),
                        name="hall_remark_period_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "dimension__in",
                                ["", "punctuality", "work_area", "dress", "badge", "discipline", "safety"],
                            )
                        ),
                        name="hall_remark_dimension",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeaderVisit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("day", models.DateField(blank=True, null=True)),
                ("day_text", models.TextField(blank=True)),
                ("reported_on", models.DateField()),
                ("order", models.IntegerField(default=0)),
                ("leader_title", models.TextField()),
                ("place", models.TextField()),
                ("heard", models.JSONField(default=list)),
                ("demands", models.JSONField(default=list)),
                ("report_text", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-reported_on", "-id"], name="hall_leader_visit_latest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day__isnull", False), models.Q(("day_text", ""), _negated=True), _connector="OR"
                        ),
                        name="hall_leader_visit_has_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PatrolFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("dimension", models.TextField()),
                ("severity", models.TextField()),
                ("place", models.TextField()),
                ("note", models.TextField()),
                ("state", models.TextField(default="open")),
                ("rectified_on", models.DateField(blank=True, null=True)),
                ("rectification", models.TextField(blank=True)),
                ("rechecked_on", models.DateField(blank=True, null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                    ),
                ),
                (
                    "patrol",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="hall.patrol"
                    ),
                ),
                (
                    "window",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.window",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["department", "id"],
                        name="hall_finding_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "dimension__in",
                                ["punctuality", "work_area", "dress", "badge", "discipline", "safety"],
                            )
                        ),
                        name="hall_finding_dimension",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["minor", "moderate", "serious"])),
                        name="hall_finding_severity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rechecked_on", None),
                                ("rectified_on", None),
                                ("state", "open"),
                            ),
                            models.Q(
                                ("rechecked_on", None),
                                ("rectified_on__isnull", False),
                                ("state", "rectified"),
                            ),
                            models.Q(
                                ("rechecked_on__gte", models.F("rectified_on")),
                                ("rectified_on__isnull", False),
                                ("state", "rechecked"),
                            ),
                            _connector="OR",
                        ),
                        name="hall_finding_state_and_days_agree",
                    ),
                ],
            },
        ),
    ]
