"""The app and its place in the house."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "banli.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
