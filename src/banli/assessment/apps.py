"""The app and its place in the house."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Monthly and yearly assessment."""

    name = "banli.assessment"
    label = "assessment"
    default_auto_field = "django.db.models.BigAutoField"
