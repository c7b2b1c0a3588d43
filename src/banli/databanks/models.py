"""Databanks as loaded, the records of those kept in the platform's own table, every question, every answer issued."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Kept(models.Model):
    """A databank with its definition, as its pack says it."""

    key = models.CharField(max_length=40, primary_key=True)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, db_index=False)
    definition = models.JSONField()
    as_of = models.DateTimeField()
    """Of which moment the records of its own table are."""
    digest = models.CharField(max_length=64)
    """Of definition and records: what is loaded again unchanged leaves no event."""

    def __str__(self) -> str:
        return self.key


class Record(models.Model):
    """One record of a databank that the platform keeps in its own table."""

    databank = models.ForeignKey(Kept, on_delete=models.CASCADE, db_index=False)
    place = models.PositiveIntegerField()
    """Its place among the records, which is the order they are told in."""
    keys = models.JSONField()
    """What it is asked by, folded."""
    values = models.JSONField()
    """What it gives."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["databank", "place"], name="databanks_record_place_once")
        ]
        indexes: ClassVar = [
            GinIndex(fields=["keys"], opclasses=["jsonb_path_ops"], name="databanks_record_by_keys")
        ]

    def __str__(self) -> str:
        return f"{self.databank_id}/{self.place}"


class Inquiry(models.Model):
    """One question to a databank, answered or not: who asked, what, when, on which basis (查询留痕).

    What was asked is known by a keyed digest; the values themselves stand in the case alone.
    """

    databank = models.CharField(max_length=40)
    subject = models.TextField()
    """The number of the case it was asked for."""
    basis = models.TextField()
    by = models.TextField()
    """The asker as the record names actors."""
    keys = models.JSONField()
    """By which keys it was asked."""
    question = models.CharField(max_length=64)
    """Keyed digest of what was asked."""
    outcome = models.CharField(max_length=10)
    answer = models.CharField(max_length=64, default="")
    """Digest of the reply; '' where there was none."""
    why = models.TextField(default="")
    """Why there was no reply, for whoever keeps the platform."""
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=["found", "nothing"]) & ~Q(answer="")
                | Q(outcome="silent", answer="") & ~Q(why=""),
                name="databanks_inquiry_answered_or_why_not",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["subject", "id"], name="databanks_inquiry_by_subject"),
            models.Index(fields=["at"], name="databanks_inquiry_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.databank} for {self.subject}"


class Answer(models.Model):
    """An answer issued to whoever asked (查询结果): what the databank knew at its moment, verified by its code."""

    subject = models.TextField(unique=True)
    """The number of the case it answers."""
    databank = models.CharField(max_length=40)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, db_index=False)
    title = models.JSONField()
    number = models.TextField(unique=True)
    code = models.CharField(max_length=16, unique=True)
    """What strangers verify it by."""
    holder = models.TextField()
    holder_code = models.TextField()
    found = models.BooleanField()
    """False where the databank has no such record, which is an answer too."""
    head = models.JSONField()
    """The labels of what is told, each in two languages."""
    rows = models.JSONField()
    """One list of texts for each record, in the order of the labels."""
    said = models.TextField(default="")
    """What is said where nothing is found."""
    total = models.PositiveIntegerField()
    """How many records there are; more than ``rows`` where not all are listed."""
    as_of = models.DateTimeField()
    by_hand = models.BooleanField(default=False)
    """Typed at the window from the databank's own screen."""
    digest = models.CharField(max_length=64)
    issued_at = models.DateTimeField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(found=True) & ~Q(rows=[]) | Q(found=False, rows=[]) & ~Q(said=""),
                name="databanks_answer_says_something",
            )
        ]

    def __str__(self) -> str:
        return self.number
