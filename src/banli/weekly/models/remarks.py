"""Remarks of the house style that somebody looked at and let stand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.weekly.models.issue import Line


class Dismissal(models.Model):
    """A remark on a line that is let stand, with the reason. It counts as long as the line says the same."""

    line = models.ForeignKey(Line, on_delete=models.CASCADE, related_name="dismissals")
    rule = models.TextField()
    found = models.TextField()
    meant = models.TextField(blank=True)
    said = models.TextField()
    """The text of the line when the remark was let stand."""
    reason = models.TextField()
    dismissed_by = models.TextField()
    """The label of whoever did, as the ledger names it."""
    dismissed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="weekly_dismissal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.rule} {self.found}"
