"""The app and its place in the house."""

from django.apps import AppConfig


class WeeklyConfig(AppConfig):
    name = "banli.weekly"
    label = "weekly"
    default_auto_field = "django.db.models.BigAutoField"
