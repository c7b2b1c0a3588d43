"""What packs said of the ways to an item, as it was loaded."""

from __future__ import annotations

from django.db import models


class GuidanceBook(models.Model):
    """The stages of life and the walks of a pack; the newest one counts."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}: {self.loaded_at}"
