"""What a stored file is; its bytes lie in the data folder under their digest."""

from __future__ import annotations

import uuid

from django.db import models


class StoredFile(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField()
    media_type = models.TextField()
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.IntegerField(null=True)
    """How many pages of it can be shown as pictures; None where nobody has looked at it."""
    stored_at = models.DateTimeField()
    stored_by = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["sha256"], name="files_storedfile_sha256")]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="files_storedfile_not_empty")
        ]

    def __str__(self) -> str:
        return self.name
