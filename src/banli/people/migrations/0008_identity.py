from django.db import migrations, models


class Migration(migrations.Migration):
    """Accounts of people whose identity was verified."""

    dependencies = [("people", "0007_platform")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="identity",
            field=models.CharField(db_default="", default="", max_length=18),
        )
    ]
