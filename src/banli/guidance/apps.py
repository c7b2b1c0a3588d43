"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """Ways to the item one needs."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.guidance"
    label = "guidance"
