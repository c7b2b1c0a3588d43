"""The shared face as a Django application: its templates, static files and template tags are found."""

from django.apps import AppConfig


class ScreensConfig(AppConfig):
    """Registers ``banli.screens``."""

    name = "banli.screens"
    label = "screens"
    default_auto_field = "django.db.models.BigAutoField"
