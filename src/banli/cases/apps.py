"""The app and its place in the house."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "banli.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
