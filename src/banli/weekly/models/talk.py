"""What people say about an issue while it is written: comments with answers, and other words proposed for a line."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.weekly.models.issue import Issue, Line
from banli.weekly.states import Sent


class Comment(models.Model):
    """A comment on a place of an issue, or an answer to one."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="comments")
    line = models.ForeignKey(Line, on_delete=models.SET_NULL, null=True, related_name="comments")
    """None for the issue as a whole, for an answer, and where the line was taken out since."""
    quote = models.TextField(blank=True)
    """The words of the line it is about; '' for all of it."""
    answers = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    """The comment this one answers."""
    text = models.TextField()
    said_by = models.TextField()
    """The label of whoever said it, as the ledger names it."""
    said_at = models.DateTimeField()
    done_by = models.TextField(blank=True)
    """Who said that it is dealt with; '' while it is open."""
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="weekly_comment_not_empty"),
            models.CheckConstraint(
                condition=Q(done_by="", done_at=None) | (~Q(done_by="") & Q(done_at__isnull=False)),
                name="weekly_comment_done_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answers=None) | Q(line=None, quote="", done_by=""),
                name="weekly_comment_answers_have_no_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.text[:20]}"


class Rewording(models.Model):
    """Other words proposed for a line, and what became of them."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="rewordings")
    line = models.ForeignKey(Line, on_delete=models.SET_NULL, null=True, related_name="rewordings")
    """None where the line was taken out since."""
    before = models.TextField()
    """The words of the line that were in front of whoever proposed others."""
    text = models.TextField()
    proposed_by = models.TextField()
    """The label of whoever proposed them, as the ledger names it."""
    proposed_at = models.DateTimeField()
    state = models.TextField(default=Sent.WAITING.value)
    reason = models.TextField(blank=True)
    """Why they were declined."""
    decided_by = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[str(one) for one in Sent]), name="weekly_rewording_state"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="weekly_rewording_not_empty"),
            models.CheckConstraint(
                condition=Q(state=Sent.WAITING.value, decided_by="", decided_at=None)
                | (~Q(state=Sent.WAITING.value) & ~Q(decided_by="") & Q(decided_at__isnull=False)),
                name="weekly_rewording_decided_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.text[:20]}"

    @property
    def stale(self) -> bool:
        """True where the line says something else by now, or is no longer there."""
        return self.line is None or self.line.text != self.before
