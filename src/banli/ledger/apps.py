"""The app and its place in the house."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "banli.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
