"""What stands beside cases: notes of their readers, the calendar they were counted on, batches that were taken in."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from banli.cases.models.case import Case, Draft


class ReadingNote(models.Model):
    """What an officer typed into an act while reading a case (阅卷笔记): a draft, which goes once the act is done."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE)
    reader = models.ForeignKey("people.User", on_delete=models.CASCADE)
    act = models.CharField(max_length=120)
    """The act, with the step or promise it is for: ``finish_step-site-visit``."""
    version = models.IntegerField()
    """The version of the case it was made for; what changed since is to be read anew."""
    typed = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "reader", "act"], name="cases_reading_note_once")
        ]

    def __str__(self) -> str:
        return f"note of {self.reader_id} on {self.case_id}"


class Signature(models.Model):
    """A second party that signs a draft beside its applicant (共同签署): asked once at a time, signs or declines."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, related_name="signature")
    token = models.UUIDField(unique=True)
    """What leads to it; anew each time somebody is asked."""
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=254)
    """The number or address that was asked."""
    asked_at = models.DateTimeField()
    digest = models.CharField(max_length=64, default="")
    """Of what was signed (``rules.cosigning.signed_digest``)."""
    name = models.CharField(max_length=100, default="")
    """Who signed, as typed."""
    reason = models.TextField(default="")
    """Why it was declined."""
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    signed_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(signed_at=None, digest="", name="")
                | (Q(signed_at__isnull=False, declined_at=None) & ~Q(digest="") & ~Q(name="")),
                name="cases_signature_signed_or_not",
            )
        ]

    def __str__(self) -> str:
        return f"signature under {self.draft_id}"


class Counted(models.Model):
    """The calendar on which the dates of every case were counted; another one makes them be counted again."""

    calendar = models.TextField(unique=True)
    """The editions in force, such as ``2025-1 2026-1``."""
    moved = models.IntegerField(default=0)
    """How many cases moved."""
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.calendar


class Intake(models.Model):
    """A batch of cases reported by another system, taken in whole; its presence makes a second run skip it."""

    source = models.CharField(max_length=40)
    batch = models.CharField(max_length=60)
    cases = models.BigIntegerField(default=0)
    events = models.BigIntegerField(default=0)
    note = models.JSONField(default=dict)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "batch"], name="cases_intake_batch_once")]

    def __str__(self) -> str:
        return f"{self.source}/{self.batch}"
