"""Ends of cases say how many visits their item declares; facts of before have nothing there, and nothing was said."""

from django.db import migrations, models

TABLES = ("daychannel", "daydepartment", "daykind", "monthdepartment", "monthitem", "monthkind")


class Migration(migrations.Migration):
    dependencies = [("statistics", "0008_reused")]
    operations = [
        migrations.AddField(table, name, models.BigIntegerField(db_default=0))
        for table in TABLES
        for name in ("declared", "exceeded")
    ]
