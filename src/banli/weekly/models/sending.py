"""Where a published issue goes, who has it, who read it, and where it is archived."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.weekly.models.issue import Issue


class Delivery(models.Model):
    """Copies for one recipient; the receipt and the mark of reading come later."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="deliveries")
    group = models.TextField()
    """报, 送 or 发."""
    recipient = models.TextField()
    department = models.TextField(blank=True)
    """Code of the department whose people may confirm it; '' for those outside, confirmed by the editor."""
    copies = models.PositiveIntegerField()
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    received_by = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(group__in=["报", "送", "发"]), name="weekly_delivery_group"),
            models.UniqueConstraint(fields=["issue", "group", "recipient"], name="weekly_delivery_once"),
        ]

    def __str__(self) -> str:
        return f"{self.group}：{self.recipient}"


class Archive(models.Model):
    """A published issue in the archive."""

    issue = models.OneToOneField(Issue, on_delete=models.PROTECT, related_name="archive")
    number = models.TextField(unique=True)
    """Archive number: series, year, running number."""
    retention = models.TextField()
    """永久, 30年 or 10年."""
    archived_at = models.DateTimeField()
    archived_by = models.TextField()

    def __str__(self) -> str:
        return self.number
