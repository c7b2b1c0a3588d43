"""The app and its place in the house."""

from django.apps import AppConfig


class CircularsConfig(AppConfig):
    """Papers of the centre."""

    name = "banli.circulars"
    label = "circulars"
    default_auto_field = "django.db.models.BigAutoField"
