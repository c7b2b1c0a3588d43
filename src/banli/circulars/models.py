"""The wordings of the centre's papers."""

from __future__ import annotations

from django.db import models


class CircularBook(models.Model):
    """What a pack's ``circulars.yaml`` says, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"circulars {self.pk}"
