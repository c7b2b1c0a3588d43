"""The app and its place in the house."""

from django.apps import AppConfig


class TradingConfig(AppConfig):
    """Public resource trading."""

    name = "banli.trading"
    label = "trading"
    default_auto_field = "django.db.models.BigAutoField"
