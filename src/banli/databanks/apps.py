"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class DatabanksConfig(AppConfig):
    """The databanks of departments that answer look-ups."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.databanks"
    label = "databanks"
