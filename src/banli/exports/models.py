"""Exports: a row for each list that was asked for as a file, until the file's term ends."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from banli.exports.states import ExportFormat, ExportState


class Export(models.Model):
    """One list, with its filters, as one file of one person."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    what = models.CharField(max_length=20)
    """Key of the list."""
    query = models.TextField(default="")
    """The filters, as the list's own address has them."""
    format = models.CharField(max_length=4)
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=8, default=ExportState.WAITING.value)
    rows = models.PositiveIntegerField(default=0)
    """Rows that are written."""
    total = models.PositiveIntegerField(null=True)
    """Rows that were there when the job began; null before, and where nobody counts them."""
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    """When the job last gave a sign of life, or ended."""
    size = models.PositiveBigIntegerField(null=True)
    """Bytes of the finished file."""
    digest = models.CharField(max_length=64, default="")
    """SHA-256 of the finished file, in hexadecimal."""
    fault = models.TextField(default="")
    """Why it failed: a catalogue key, or words."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, ExportState))), name="exports_export_known_state"
            ),
            models.CheckConstraint(
                condition=Q(format__in=sorted(map(str, ExportFormat))), name="exports_export_known_format"
            ),
            models.CheckConstraint(
                condition=(Q(state="done", size__isnull=False) & ~Q(digest=""))
                | (~Q(state="done") & Q(size__isnull=True, digest="")),
                name="exports_export_done_is_whole",
            ),
            models.UniqueConstraint(
                fields=["asked_by", "what", "query", "format", "language"],
                condition=Q(state__in=["running", "waiting"]),
                name="exports_export_asked_once",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["asked_by", "-asked_at"], name="exports_export_of_person")]

    def __str__(self) -> str:
        return f"{self.what}.{self.format}"

    def path(self, folder: Path) -> Path:
        """Where the finished file lies under ``folder``."""
        return folder / f"{self.pk}.{self.format}"
