"""The app and its place in the house."""

from django.apps import AppConfig


class SignaturesConfig(AppConfig):
    """Signatures inside papers."""

    name = "banli.signatures"
    label = "signatures"
    default_auto_field = "django.db.models.BigAutoField"
