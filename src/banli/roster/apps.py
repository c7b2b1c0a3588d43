"""The app and its place in the house."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    """The roster of the windows."""

    name = "banli.roster"
    label = "roster"
    default_auto_field = "django.db.models.BigAutoField"
