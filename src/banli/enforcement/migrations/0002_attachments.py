import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents that a party hands in with its answer."""

    dependencies = [("enforcement", "0001_initial"), ("files", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="enforcement.entry",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="files.storedfile"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("entry", "file"), name="enforcement_attachment_once"),
                ],
            },
        ),
    ]
