"""The app and its place in the house."""

from __future__ import annotations

from django.apps import AppConfig


class RoadsConfig(AppConfig):
    """The road network; adviser on the route of an oversize transport."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "banli.roads"
    label = "roads"

    def ready(self) -> None:
        """Items that ask ``roads`` get its findings."""
        from banli.catalogue.service import advise
        from banli.roads.service import advice

        advise("roads", advice)
