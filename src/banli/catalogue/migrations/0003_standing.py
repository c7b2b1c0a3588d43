"""Drafts, suspensions and retirements; the ends that definitions bring along become retirements."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def ends(apps: Any, schema_editor: object) -> None:
    """Write the retirement of every item whose current revision says that it ends."""
    Item = apps.get_model("catalogue", "Item")
    Retirement = apps.get_model("catalogue", "Retirement")
    for item in Item.objects.filter(cancelled_on__isnull=False, current__isnull=False).select_related(
        "current"
    ):
        because = item.current.definition.get("cancelled_because") or {}
        words = {"zh": because.get("zh", ""), "en": because.get("en", "")}
        Retirement.objects.create(
            item=item,
            on=item.cancelled_on,
            because_zh=words["zh"],
            because_en=words["en"],
            law_zh=words["zh"],
            law_en=words["en"],
            open_cases="close",
            decided_at=item.current.published_at,
            decided_by=item.current.published_by,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0002_immutable_revisions"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="revision",
            name="cancelled_on",
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.CharField(max_length=60, unique=True)),
                ("definition", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("faults", models.JSONField(default=list)),
                ("drafted_at", models.DateTimeField()),
                ("drafted_by", models.CharField(max_length=100)),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("reviewed_by", models.CharField(blank=True, max_length=100)),
                ("returned_because", models.TextField(blank=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("reviewed_at__isnull", True),
                                ("reviewed_by", ""),
                                ("state", "draft"),
                            ),
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("state", "reviewed"),
                                models.Q(("reviewed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="draft_reviewed_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reviewed_by", models.F("drafted_by")), _negated=True),
                        name="draft_four_eyes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Retirement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField()),
                ("because_zh", models.TextField()),
                ("because_en", models.TextField(blank=True)),
                ("law_zh", models.TextField()),
                ("law_en", models.TextField(blank=True)),
                ("open_cases", models.CharField(max_length=10)),
                ("branch_to", models.CharField(blank=True, max_length=60)),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=100)),
                (
                    "item",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retirement",
                        to="catalogue.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("branch_to", ""), ("open_cases__in", ("finish", "close"))),
                            models.Q(("open_cases", "branch"), models.Q(("branch_to", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="retirement_open_cases_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField(null=True)),
                ("because_zh", models.TextField()),
                ("because_en", models.TextField(blank=True)),
                ("law_zh", models.TextField()),
                ("law_en", models.TextField(blank=True)),
                ("decided_at", models.DateTimeField()),
                ("decided_by", models.CharField(max_length=100)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suspensions",
                        to="catalogue.item",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gte", models.F("starts_on")),
                            _connector="OR",
                        ),
                        name="suspension_days_in_order",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ends_on__isnull", True)),
                        fields=("item",),
                        name="suspension_open_once",
                    ),
                ],
            },
        ),
        migrations.RunPython(ends, migrations.RunPython.noop),
    ]
