"""An objection says what it is made to; of those of before, one that came with or after a result was to the result."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models
from django.db.models import F

ABOUT = ["trading_documents", "trading_result", "trading_session"]


def told(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("trading", "Objection").objects
    late = rows.filter(project__result_on__isnull=False, received_on__gte=F("project__result_on"))
    rows.filter(pk__in=list(late.values_list("pk", flat=True))).update(about="trading_result")


class Migration(migrations.Migration):
    dependencies = [("trading", "0001_initial")]
    operations = [
        migrations.AddField(
            "objection", "about", models.CharField(max_length=30, default=ABOUT[0]), preserve_default=False
        ),
        migrations.RunPython(told, migrations.RunPython.noop),
        migrations.AddConstraint(
            "objection",
            models.CheckConstraint(condition=models.Q(about__in=ABOUT), name="trading_objection_known_about"),
        ),
    ]
