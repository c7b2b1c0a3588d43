"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Plans, projects and the green channel."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.projects"
    label = "projects"
