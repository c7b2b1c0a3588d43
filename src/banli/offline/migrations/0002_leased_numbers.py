import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("offline", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LeasedNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("series", models.TextField()),
                ("serial", models.BigIntegerField()),
                ("query_number", models.CharField(max_length=12)),
                ("day", models.DateField()),
                ("state", models.CharField(max_length=8)),
                ("leased_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "device",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="offline.device",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["device", "user", "day"], name="offline_number_of_device"),
                    models.Index(
                        condition=models.Q(("state", "leased")), fields=["day"], name="offline_number_leased"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "serial"), name="offline_number_leased_once"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["leased", "returned", "used", "voided"])),
                        name="offline_number_known_state",
                    ),
                ],
            },
        ),
    ]
