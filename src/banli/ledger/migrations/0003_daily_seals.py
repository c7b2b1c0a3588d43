"""Seals by day over blocks, and the digest a record is made with.

Seals made before were of another kind and are dropped: the next seal covers the record from its first event.
"""

from django.db import migrations, models

from banli.kernel.tables import immutable

SAYING = "the record is append-only"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_append_only")]
    operations = [
        migrations.RunSQL(
            "DROP TRIGGER ledger_seal_immutable ON ledger_seal; DROP FUNCTION ledger_seal_immutable()",
            migrations.RunSQL.noop,
        ),
        migrations.DeleteModel(name="Seal"),
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("first_event", models.BigIntegerField()),
                ("last_event", models.BigIntegerField()),
                ("events", models.BigIntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("previous", models.BinaryField(max_length=32)),
                ("key", models.TextField()),
                ("signature", models.BinaryField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("last_event__gte", models.F("first_event"))),
                        name="ledger_seal_range_in_order",
                    ),
                    models.UniqueConstraint(fields=("first_event",), name="ledger_seal_starts_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "seal", "number", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("seal", models.IntegerField()),
                ("number", models.BigIntegerField()),
                ("events", models.IntegerField()),
                ("root", models.BinaryField(max_length=32)),
                ("marks", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Founding",
            fields=[
                ("one", models.BooleanField(default=True, primary_key=True, serialize=False)),
                ("digest", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("one", True)), name="ledger_founding_once"),
                    models.CheckConstraint(
                        condition=models.Q(("digest__in", ["sha256", "sm3"])),
                        name="ledger_founding_known_digest",
                    ),
                ],
            },
        ),
        immutable("ledger_seal", SAYING),
        immutable("ledger_block", SAYING),
        immutable("ledger_founding", SAYING),
    ]
