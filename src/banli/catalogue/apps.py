"""The catalogue app."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    """Items and their revisions."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.catalogue"
    label = "catalogue"
