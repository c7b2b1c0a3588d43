"""The JSON interface as a Django application."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers ``banli.api`` for its catalogue; it has no tables and no templates."""

    name = "banli.api"
    label = "api"
    default_auto_field = "django.db.models.BigAutoField"
