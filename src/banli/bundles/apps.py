"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    """Bundles of items that are handed in together."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.bundles"
    label = "bundles"
