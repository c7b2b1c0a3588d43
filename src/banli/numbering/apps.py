"""The app and its place in the house."""

from django.apps import AppConfig


class NumberingConfig(AppConfig):
    name = "banli.numbering"
    label = "numbering"
    default_auto_field = "django.db.models.BigAutoField"
