"""The app and its place in the house."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "banli.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
