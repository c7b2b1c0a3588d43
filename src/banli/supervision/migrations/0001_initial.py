import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("cases", "0004_move"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RuleBook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField()),
                ("loaded_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Agenda",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="cases.case",
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at", "case"], name="supervision_agenda_by_moment")],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("one", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("stands_on", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("one", True)), name="supervision_round_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="Signal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=20, unique=True)),
                ("rule", models.CharField(max_length=20)),
                ("level", models.CharField(max_length=8)),
                ("key", models.CharField(max_length=80)),
                ("round", models.SmallIntegerField()),
                ("start", models.DateField()),
                ("due", models.DateField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("state", models.CharField(default="raised", max_length=10)),
                ("explanation", models.TextField(default="")),
                ("explained_at", models.DateTimeField(null=True)),
                ("cancelled_because", models.TextField(default="")),
                ("cancelled_at", models.DateTimeField(null=True)),
                (
                    "cancelled_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cases.case",
                    ),
                ),
                (
                    "department",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.department",
                    ),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Urging",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("content", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("due_on", models.DateField()),
                ("answer", models.TextField(default="")),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="urgings",
                        to="supervision.signal",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(fields=["-at", "-id"], name="supervision_signal_latest"),
        ),
        migrations.AddIndex(
            model_name="signal",
            index=models.Index(fields=["department", "-at", "-id"], name="supervision_signal_of_dept"),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["cancelled", "explained", "raised"])),
                name="supervision_signal_known_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["blue", "red", "yellow"])),
                name="supervision_signal_known_level",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("explained_at__isnull", True), ("explained_by__isnull", True), ("explanation", "")
                    ),
                    models.Q(
                        ("explained_at__isnull", False),
                        ("explained_by__isnull", False),
                        models.Q(("explanation", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="supervision_signal_explained_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("cancelled_at__isnull", False),
                        ("state", "cancelled"),
                        models.Q(("cancelled_because", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("state", "cancelled"), _negated=True),
                        ("cancelled_at__isnull", True),
                        ("cancelled_because", ""),
                        ("cancelled_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="supervision_signal_cancelled_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "explained"), _negated=True),
                    ("explained_at__isnull", False),
                    _connector="OR",
                ),
                name="supervision_signal_explained_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.CheckConstraint(
                condition=models.Q(("recorded_at__gte", models.F("at"))),
                name="supervision_signal_recorded_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.UniqueConstraint(
                fields=("case", "key", "round", "rule", "at"), name="supervision_signal_crossing_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="signal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["raised", "explained"])),
                fields=("case", "key", "round", "rule"),
                name="supervision_signal_stands_once",
            ),
        ),
        migrations.AddIndex(
            model_name="urging",
            index=models.Index(
                condition=models.Q(("answer", "")), fields=["due_on"], name="supervision_urging_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(("content", ""), _negated=True), name="supervision_urging_has_content"
            ),
        ),
        migrations.AddConstraint(
            model_name="urging",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="supervision_urging_answered_whole",
            ),
        ),
    ]
