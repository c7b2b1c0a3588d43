"""The app and its place in the house."""

from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "banli.statistics"
    label = "statistics"
    default_auto_field = "django.db.models.BigAutoField"
