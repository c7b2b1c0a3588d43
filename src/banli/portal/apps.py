"""The public site as a Django application."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers ``banli.portal`` for its templates and its catalogue; it has no tables."""

    name = "banli.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
