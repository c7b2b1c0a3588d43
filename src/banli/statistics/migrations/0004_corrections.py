"""Events that take others back are few among all: they are found at once, and cost a bulk load nothing."""

from django.db import migrations

INDEX = "CREATE INDEX statistics_annulments ON ledger_event (id) WHERE right(name, 9) = '_annulled'"


class Migration(migrations.Migration):
    dependencies = [("statistics", "0003_facts"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(INDEX, "DROP INDEX statistics_annulments")]
