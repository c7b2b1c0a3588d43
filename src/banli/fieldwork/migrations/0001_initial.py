import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=40, unique=True)),
                ("kind", models.TextField()),
                ("group", models.TextField()),
                ("day", models.DateField(blank=True, null=True)),
                ("day_text", models.TextField(blank=True)),
                ("reported_on", models.DateField()),
                ("order", models.IntegerField(default=0)),
                ("matter", models.TextField()),
                ("partners", models.JSONField(default=list)),
                ("targets", models.JSONField(default=list)),
                ("facts", models.JSONField()),
                ("requirements", models.JSONField(default=list)),
                ("outcomes", models.JSONField(default=list)),
                ("report_text", models.TextField()),
                ("state", models.TextField()),
                ("follow_up_on", models.DateField(blank=True, null=True)),
                ("followed_up_on", models.DateField(blank=True, null=True)),
                ("follow_up_result", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-reported_on", "-id"], name="fieldwork_activity_latest"),
                    models.Index(
                        condition=models.Q(("state", "awaiting")),
                        fields=["follow_up_on"],
                        name="fieldwork_follow_ups_due",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["training", "talk", "green_channel", "outreach", "visit"])
                        ),
                        name="fieldwork_activity_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group__in", ["business_environment", "service_quality"])),
                        name="fieldwork_activity_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day__isnull", False), models.Q(("day_text", ""), _negated=True), _connector="OR"
                        ),
                        name="fieldwork_activity_has_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("follow_up_on__isnull", False),
                                ("followed_up_on", None),
                                ("state", "awaiting"),
                            ),
                            models.Q(("follow_up_on", None), ("followed_up_on", None), ("state", "done")),
                            models.Q(
                                ("follow_up_on__isnull", False),
                                ("followed_up_on__isnull", False),
                                ("state", "done"),
                            ),
                            _connector="OR",
                        ),
                        name="fieldwork_state_and_follow_up_agree",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day", None),
                            ("followed_up_on", None),
                            ("followed_up_on__gte", models.F("day")),
                            _connector="OR",
                        ),
                        name="fieldwork_follow_up_after_the_day",
                    ),
                ],
            },
        ),
    ]
