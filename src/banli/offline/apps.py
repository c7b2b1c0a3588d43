"""The app and its place in the house."""

from django.apps import AppConfig


class OfflineConfig(AppConfig):
    """Work without a network."""

    name = "banli.offline"
    label = "offline"
    default_auto_field = "django.db.models.BigAutoField"
