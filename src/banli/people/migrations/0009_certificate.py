from django.db import migrations, models


class Migration(migrations.Migration):
    """The enforcement certificates of officers."""

    dependencies = [("people", "0008_identity")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="certificate",
            field=models.CharField(db_default="", default="", max_length=30),
        )
    ]
