"""What stands beside cases: notes of their readers, the calendar they were counted on, batches that were taken in."""

from __future__ import annotations

from django.db import models

from banli.cases.models.case import Case


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
