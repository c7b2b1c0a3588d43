"""Rule sets, their switch, checks until their day of deletion, and what remains: numbers of days.

A check tells nobody's name, number, code or temperature.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class EntryBook(models.Model):
    """What a pack says of entry, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"entry {self.pk}"


class EntrySwitch(models.Model):
    """Somebody switched a rule set on or off, with a reason; the latest row counts."""

    rule_set = models.CharField(max_length=40)
    on = models.BooleanField()
    reason = models.TextField()
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="entry_switch_has_reason")
        ]
        indexes: ClassVar = [models.Index(fields=["rule_set", "-id"], name="entry_switch_latest")]

    def __str__(self) -> str:
        return f"{self.rule_set} {self.on}"


class EntryCheck(models.Model):
    """One check at the door. It is deleted on ``delete_on``, and the record of the ledger never knew it."""

    token = models.CharField(max_length=40, unique=True)
    """Of the form it came from: a second click is the same check."""
    rule_set = models.CharField(max_length=40)
    gate = models.TextField()
    at = models.DateTimeField()
    passed = models.BooleanField()
    failed = ArrayField(models.CharField(max_length=40), default=list)
    """Keys of the checks that were not met."""
    delete_on = models.DateField(db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(passed=True, failed__len=0) | Q(passed=False, failed__len__gte=1),
                name="entry_check_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gate} {self.passed}"


class EntryDay(models.Model):
    """How many were checked on a day at a gate: what stays when the checks are deleted."""

    day = models.DateField()
    rule_set = models.CharField(max_length=40)
    gate = models.TextField()
    checked = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "rule_set", "gate"], name="entry_day_once"),
            models.CheckConstraint(condition=Q(checked__gte=F("refused")), name="entry_day_adds_up"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.gate}"
