"""Bundles, their immutable revisions, and what was handed in at one go."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Bundle(models.Model):
    """A bundle (一件事). What it says stands in its revisions."""

    slug = models.CharField(max_length=50, unique=True)
    lead = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.slug


class Revision(models.Model):
    """A published revision of a bundle. Never updated and never deleted: the database refuses both."""

    bundle = models.ForeignKey(Bundle, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    digest = models.CharField(max_length=64)
    """SHA-256 of the definition in its canonical form."""
    effective_from = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=100)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bundle", "number"], name="bundles_revision_number_once"),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="bundles_revision_number_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}/{self.number}"


class HandIn(models.Model):
    """A bundle that was handed in: one receipt over several cases, which bear its number (``Case.together``)."""

    number = models.CharField(max_length=40, unique=True)
    draft = models.UUIDField(unique=True)
    """The draft that it was: handing in again leads to the same."""
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT)
    channel = models.CharField(max_length=10)
    owner = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
