"""Cases whose whole course is on record are added up apart.

What was counted before has nothing there: until it is counted again what is open of it has no data, and is not wrong.
"""

from django.db import migrations, models

TABLES = ("daychannel", "daydepartment", "daydue", "daykind", "monthdepartment", "monthitem", "monthkind")


class Migration(migrations.Migration):
    dependencies = [("statistics", "0004_corrections")]
    operations = [
        migrations.AddField(table, "followed", models.BigIntegerField(db_default=0)) for table in TABLES
    ]
