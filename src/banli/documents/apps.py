"""The app's name in the house; it has no tables and only lends its message catalogue."""

from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Typesetting of what leaves the house on paper."""

    name = "banli.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
