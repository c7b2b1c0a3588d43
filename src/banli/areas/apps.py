"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Registers of rights to ground."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.areas"
    label = "areas"
