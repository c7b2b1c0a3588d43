"""The worktime app."""

from __future__ import annotations

from django.apps import AppConfig


class WorktimeConfig(AppConfig):
    """Calendar editions and day arithmetic."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.worktime"
    label = "worktime"
