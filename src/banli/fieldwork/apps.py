"""The fieldwork app."""

from __future__ import annotations

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    """What departments do for applicants outside the window."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.fieldwork"
    label = "fieldwork"
