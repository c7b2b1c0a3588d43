"""The site as a Django application: it owns the periodic jobs and the access rule of every address."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Registers ``banli.site`` so that its jobs, commands and catalogue are found."""

    name = "banli.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
