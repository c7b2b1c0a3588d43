"""A figure says what it counts: cases, or what another app declares."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("statistics", "0009_declared_visits")]
    operations = [migrations.AddField("figure", "topic", models.TextField(db_default="case"))]
