"""The app and its place in the house."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    name = "banli.licences"
    label = "licences"
    default_auto_field = "django.db.models.BigAutoField"
