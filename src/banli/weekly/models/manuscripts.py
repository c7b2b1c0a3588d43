"""Manuscripts: Word files and pasted texts that were read, piece by piece, and which pieces were taken."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from banli.weekly.models.issue import Issue
from banli.weekly.states import From


class Manuscript(models.Model):
    """What somebody handed in for an issue, as it was read. Of its bytes the digest and the pictures are kept."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="manuscripts")
    department = models.TextField(blank=True)
    """Code of the department whose lines they become; '' for the editor's own."""
    source = models.TextField()
    name = models.TextField(blank=True)
    """The name of the file; '' for what was pasted."""
    sha256 = models.CharField(max_length=64)
    """Digest of the file, or of the text that was pasted."""
    pieces = models.JSONField()
    """As :class:`banli.weekly.rules.pieces.Piece` tells them, in order."""
    dropped = models.JSONField(default=dict)
    """What was left behind, and how often."""
    taken = ArrayField(models.TextField(), default=list, blank=True)
    """What was taken of it: places of pieces, or changes of an issue that came back."""
    read_by = models.TextField()
    """The label of whoever handed it in, as the ledger names it."""
    read_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(source__in=[str(one) for one in From]), name="weekly_manuscript_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.name or self.source}"


class ManuscriptPicture(models.Model):
    """A picture of a manuscript, made anew: kept until its issue takes it at its print size."""

    manuscript = models.ForeignKey(Manuscript, on_delete=models.CASCADE, related_name="pictures")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.manuscript_id}: {self.file_id}"
