"""Applications say how many of their answers were taken over; facts of before have nothing there, and nothing was."""

from django.db import migrations, models

TABLES = ("daychannel", "daydepartment", "daykind", "monthdepartment", "monthitem", "monthkind")


class Migration(migrations.Migration):
    dependencies = [("statistics", "0007_item_took")]
    operations = [
        migrations.AddField(table, "reused", models.BigIntegerField(db_default=0)) for table in TABLES
    ]
