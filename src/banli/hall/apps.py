"""The hall app."""

from __future__ import annotations

from django.apps import AppConfig


class HallConfig(AppConfig):
    """Patrols and leader visits."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.hall"
    label = "hall"
