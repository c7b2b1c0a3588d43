"""A message to the applicant of a case. The words are made when it is read, in the reader's language."""

from __future__ import annotations

from django.db import models


class Message(models.Model):
    event = models.BigIntegerField(unique=True)
    """The ledger event it tells of: the same news never makes two messages."""
    topic = models.TextField()
    subject = models.TextField()
    name = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["topic", "subject", "id"], name="notices_by_subject")]

    def __str__(self) -> str:
        return f"{self.topic}/{self.subject} {self.name}"
