"""The app and its place in the house."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "banli.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
