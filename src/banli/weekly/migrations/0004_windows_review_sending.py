"""What windows send, review, every version, distribution and archive; issues of months and years; errata."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("weekly", "0003_days_and_subject"),
    ]

    operations = [
        migrations.CreateModel(
            name="Archive",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.TextField(unique=True)),
                ("retention", models.TextField()),
                ("archived_at", models.DateTimeField()),
                ("archived_by", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Ask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.TextField()),
                ("reminders", models.PositiveIntegerField(default=0)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("nothing", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("department", models.TextField()),
                ("section", models.TextField()),
                ("text", models.TextField()),
                ("source_topic", models.TextField(blank=True)),
                ("source_subject", models.TextField(blank=True)),
                ("state", models.TextField(default="waiting")),
                ("reason", models.TextField(blank=True)),
                ("sent_by", models.TextField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("group", models.TextField()),
                ("recipient", models.TextField()),
                ("department", models.TextField(blank=True)),
                ("copies", models.PositiveIntegerField()),
                ("sent_at", models.DateTimeField()),
                ("received_at", models.DateTimeField(null=True)),
                ("received_by", models.TextField(blank=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("read_by", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("event", models.TextField()),
                ("made_by", models.TextField()),
                ("made_at", models.DateTimeField()),
                ("content", models.JSONField()),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="issue",
            name="weekly_issue_state",
        ),
        migrations.RemoveConstraint(
            model_name="issue",
            name="weekly_issue_number_in_year",
        ),
        migrations.RemoveConstraint(
            model_name="line",
            name="weekly_line_section",
        ),
        migrations.AddField(
            model_name="frame",
            name="kind",
            field=models.TextField(default="week"),
        ),
        migrations.AddField(
            model_name="frame",
            name="organisations",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.TextField(), default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="frame",
            name="outline",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="frame",
            name="recipients",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="issue",
            name="kind",
            field=models.TextField(default="week"),
        ),
        migrations.AddField(
            model_name="issue",
            name="lines_due",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="issue",
            name="mends",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="errata",
                to="weekly.issue",
            ),
        ),
        migrations.AddField(
            model_name="issue",
            name="mode",
            field=models.TextField(default="normalised"),
        ),
        migrations.AddField(
            model_name="issue",
            name="remark",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="issue",
            name="sent_by",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="issuefigure",
            name="correction",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="line",
            name="drawn",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="line",
            name="version",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="issue",
            name="first_day",
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name="issue",
            name="number_in_all",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="frame",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["week", "month", "year"])), name="weekly_frame_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["collecting", "draft", "in_review", "to_sign", "signed", "published"])
                ),
                name="weekly_issue_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_day__gte", models.F("first_day"))),
                name="weekly_issue_days_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["week", "month", "year"])), name="weekly_issue_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("mode__in", ["faithful", "normalised"])), name="weekly_issue_mode"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mends", None)),
                fields=("kind", "first_day"),
                name="weekly_issue_of_a_period_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("kind", "number_in_all"), name="weekly_issue_number_in_all"
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("kind", "year", "number_in_year"), name="weekly_issue_number_in_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "section__in",
                        [
                            "statement",
                            "activity",
                            "business_environment",
                            "service_quality",
                            "leader_visits",
                            "patrol",
                            "corrections",
                        ],
                    )
                ),
                name="weekly_line_section",
            ),
        ),
        migrations.AddField(
            model_name="archive",
            name="issue",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="archive", to="weekly.issue"
            ),
        ),
        migrations.AddField(
            model_name="ask",
            name="issue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="asks", to="weekly.issue"
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="issue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="contributions", to="weekly.issue"
            ),
        ),
        migrations.AddField(
            model_name="contribution",
            name="line",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="weekly.line"
            ),
        ),
        migrations.AddField(
            model_name="delivery",
            name="issue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="weekly.issue"
            ),
        ),
        migrations.AddField(
            model_name="version",
            name="issue",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="weekly.issue"
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(fields=("issue", "department"), name="weekly_ask_once"),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "taken", "declined", "taken_back"])),
                name="weekly_contribution_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "section__in",
                        [
                            "statement",
                            "activity",
                            "business_environment",
                            "service_quality",
                            "leader_visits",
                            "patrol",
                            "corrections",
                        ],
                    )
                ),
                name="weekly_contribution_section",
            ),
        ),
        migrations.AddConstraint(
            model_name="contribution",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="weekly_contribution_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.CheckConstraint(
                condition=models.Q(("group__in", ["报", "送", "发"])), name="weekly_delivery_group"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("issue", "group", "recipient"), name="weekly_delivery_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="version",
            constraint=models.UniqueConstraint(fields=("issue", "number"), name="weekly_version_once"),
        ),
    ]
