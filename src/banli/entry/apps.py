"""The app and its place in the house."""

from django.apps import AppConfig


class EntryConfig(AppConfig):
    """Rules of entry to the hall."""

    name = "banli.entry"
    label = "entry"
    default_auto_field = "django.db.models.BigAutoField"
