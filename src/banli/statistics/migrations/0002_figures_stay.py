"""A figure that was frozen stays: the database refuses to change or remove it."""

from django.db import migrations

from banli.kernel.tables import immutable


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_initial")]
    operations = [immutable("statistics_figure", "a frozen figure is never changed")]
