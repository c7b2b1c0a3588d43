from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("licences", "0005_folded")]

    operations = [
        migrations.AddField(
            "certificate",
            "printed_number",
            models.CharField(db_default="", default="", max_length=80),
        ),
    ]
