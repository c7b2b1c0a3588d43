"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class VehiclesConfig(AppConfig):
    """The inventory of a carrier's vehicles."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.vehicles"
    label = "vehicles"
