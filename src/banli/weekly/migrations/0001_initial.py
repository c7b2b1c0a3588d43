"""Frames, issues, lines and figures of the weekly report."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("files", "0001_initial"),
        ("statistics", "0002_figures_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="Frame",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("masthead", models.TextField()),
                ("issuer", models.TextField()),
                ("column", models.TextField()),
                ("source", models.TextField()),
                ("scope", models.TextField()),
                (
                    "distribution",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None),
                ),
                ("copies", models.PositiveIntegerField()),
                ("loaded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("copies__gt", 0)), name="weekly_frame_has_copies"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Issue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("week_start", models.DateField(unique=True)),
                ("week_end", models.DateField()),
                ("state", models.TextField(default="collecting")),
                ("version", models.PositiveIntegerField(default=0)),
                ("year", models.PositiveIntegerField(null=True)),
                ("number_in_year", models.PositiveIntegerField(null=True)),
                ("number_in_all", models.PositiveIntegerField(null=True, unique=True)),
                ("signed_on", models.DateField(null=True)),
                ("signed_by", models.TextField(null=True)),
                (
                    "docx",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "frame",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issues", to="weekly.frame"
                    ),
                ),
                (
                    "json",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
                (
                    "pdf",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.storedfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IssueFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveIntegerField()),
                (
                    "figure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="statistics.figure"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="weekly.issue"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.TextField()),
                ("order", models.PositiveIntegerField()),
                ("heading", models.TextField(blank=True)),
                ("text", models.TextField()),
                ("item", models.BooleanField(default=True)),
                ("source_topic", models.TextField(blank=True)),
                (
                    "source_subjects",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), blank=True, default=list, size=None
                    ),
                ),
                ("edited", models.BooleanField(default=False)),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="weekly.issue"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["collecting", "draft", "signed", "published"])),
                name="weekly_issue_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(("week_end__gte", models.F("week_start"))),
                name="weekly_issue_week_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["signed", "published"]),
                        ("number_in_all__isnull", False),
                        ("number_in_year__isnull", False),
                        ("signed_by__isnull", False),
                        ("signed_on__isnull", False),
                        ("year__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ["signed", "published"]), _negated=True),
                        ("number_in_all__isnull", True),
                        ("number_in_year__isnull", True),
                        ("signed_by__isnull", True),
                        ("signed_on__isnull", True),
                        ("year__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="weekly_issue_numbered_when_signed",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["published"]),
                        ("docx__isnull", False),
                        ("json__isnull", False),
                        ("pdf__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ["published"]), _negated=True),
                        ("docx__isnull", True),
                        ("json__isnull", True),
                        ("pdf__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="weekly_issue_files_when_published",
            ),
        ),
        migrations.AddConstraint(
            model_name="issue",
            constraint=models.UniqueConstraint(
                fields=("year", "number_in_year"), name="weekly_issue_number_in_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="issuefigure",
            constraint=models.UniqueConstraint(fields=("issue", "figure"), name="weekly_figure_once"),
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
                        ],
                    )
                ),
                name="weekly_line_section",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="weekly_line_not_empty"
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edited", True), ("source_subjects", []), ("source_topic", "")),
                    models.Q(
                        models.Q(("source_topic", ""), _negated=True),
                        models.Q(("source_subjects", []), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="weekly_line_has_a_source_or_an_editor",
            ),
        ),
    ]
