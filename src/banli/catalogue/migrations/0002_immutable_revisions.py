"""What the database itself guarantees of published revisions."""

from django.db import migrations

from banli.kernel.tables import immutable


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [immutable("catalogue_revision", "a published revision is immutable")]
