"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    """Experts and their panels."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.experts"
    label = "experts"
