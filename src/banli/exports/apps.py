"""The app and its place in the house."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "banli.exports"
    label = "exports"
    default_auto_field = "django.db.models.BigAutoField"
