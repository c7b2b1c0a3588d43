"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class CreditConfig(AppConfig):
    """Bans and counted violations."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.credit"
    label = "credit"
