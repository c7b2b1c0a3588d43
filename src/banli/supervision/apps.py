"""The app and its place in the house."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "banli.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
