"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class RoadsideConfig(AppConfig):
    """Checks of permits at toll stations."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.roadside"
    label = "roadside"
