"""What windows are asked for, and what they send in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.weekly.models.issue import Issue, Line
from banli.weekly.models.manuscripts import Manuscript
from banli.weekly.rules.columns import FIRST
from banli.weekly.rules.outline import Section
from banli.weekly.states import ExhibitKind, Sent


class Ask(models.Model):
    """A department asked for lines of one column of an issue."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="asks")
    department = models.TextField()
    """Code of the department."""
    column = models.TextField(default=FIRST)
    """Key of the column it is asked for."""
    reminders = models.PositiveIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    nothing = models.BooleanField(default=False)
    """The department said it has nothing to tell."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "department", "column"], name="weekly_ask_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.department}"


class Contribution(models.Model):
    """What a window sent in: a line, written or from a record of its department, or a picture or table of its file."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="contributions")
    department = models.TextField()
    section = models.TextField()
    text = models.TextField()
    """The words of a line, the caption of a picture or table."""
    source_topic = models.TextField(blank=True)
    source_subject = models.TextField(blank=True)
    manuscript = models.ForeignKey(Manuscript, on_delete=models.SET_NULL, null=True, related_name="+")
    """The Word file or pasted text it was read from; None where it was typed."""
    shows = models.TextField(blank=True)
    """Picture or table; '' for a line of words."""
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    """The picture, made anew at its print size."""
    details = models.JSONField(default=dict, blank=True)
    """Of a picture ``source``, ``alt`` and ``width``; of a table ``source``, ``cells``, ``aligns`` and ``unit``."""
    state = models.TextField(default=Sent.WAITING.value)
    reason = models.TextField(blank=True)
    """Why it was not taken."""
    sent_by = models.TextField()
    """The label of the sender, as the ledger names it."""
    sent_at = models.DateTimeField()
    line = models.ForeignKey(Line, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[str(one) for one in Sent]), name="weekly_contribution_state"
            ),
            models.CheckConstraint(
                condition=Q(section__in=[str(one) for one in Section]), name="weekly_contribution_section"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="weekly_contribution_not_empty"),
            models.CheckConstraint(
                condition=(
                    Q(shows=ExhibitKind.PICTURE.value, file__isnull=False)
                    | Q(shows__in=["", ExhibitKind.TABLE.value], file=None)
                ),
                name="weekly_contribution_shows",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department}: {self.text[:20]}"
