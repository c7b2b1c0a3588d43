"""The app and its place in the house."""

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "banli.disclosure"
    label = "disclosure"
    default_auto_field = "django.db.models.BigAutoField"
