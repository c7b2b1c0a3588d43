"""The last number of each series."""

from __future__ import annotations

from django.db import models


class Series(models.Model):
    key = models.TextField(primary_key=True)
    last = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(last__gte=0), name="numbering_series_not_negative")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.last}"
