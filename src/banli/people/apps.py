"""The app and its place in the house."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "banli.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
