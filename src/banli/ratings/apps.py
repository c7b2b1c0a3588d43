"""The app and its place in the house."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "banli.ratings"
    label = "ratings"
    default_auto_field = "django.db.models.BigAutoField"
