"""The app and its place in the house."""

from django.apps import AppConfig


class TicketsConfig(AppConfig):
    name = "banli.tickets"
    label = "tickets"
    default_auto_field = "django.db.models.BigAutoField"
