"""The desk: the workbench of clerks, reviewers, approvers and the people who run the hall."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "banli.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
