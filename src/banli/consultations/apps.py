"""The app and its place in the house."""

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    """Consultations."""

    name = "banli.consultations"
    label = "consultations"
    default_auto_field = "django.db.models.BigAutoField"
