"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class AuthoritiesConfig(AppConfig):
    """The network of filing authorities."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.authorities"
    label = "authorities"
