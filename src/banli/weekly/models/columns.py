"""The columns of an issue that has more than one: where each stands, and who signed it off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.weekly.models.issue import Issue
from banli.weekly.states import ColumnState


class IssueColumn(models.Model):
    """A column (栏目) of one issue; an issue of a single column has no such rows."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="columns")
    key = models.TextField()
    """The key of the pack; the first column has the key of :data:`banli.weekly.rules.columns.FIRST`."""
    order = models.PositiveIntegerField()
    state = models.TextField(default=ColumnState.COLLECTING.value)
    version = models.PositiveIntegerField(default=0)
    """Counts every change of its lines and of its state; an act on an older version is refused."""
    lines_due = models.DateTimeField(null=True)
    """Until when windows are asked to send in lines for it; the first column's stands with the issue."""
    sent_by = models.TextField(default="", blank=True)
    """The label of the editor who sent it to be reviewed."""
    remark = models.TextField(default="", blank=True)
    """Why it was given back last, or why it is left out."""
    signed_by = models.TextField(default="", blank=True)
    """The label of its signer; empty where it is not signed off."""
    signed_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["order"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "key"], name="weekly_column_once"),
            models.CheckConstraint(
                condition=Q(state__in=[str(one) for one in ColumnState]), name="weekly_column_state"
            ),
            models.CheckConstraint(
                condition=(Q(state=str(ColumnState.SIGNED_OFF), signed_at__isnull=False) & ~Q(signed_by=""))
                | (~Q(state=str(ColumnState.SIGNED_OFF)) & Q(signed_by="", signed_at__isnull=True)),
                name="weekly_column_signed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=str(ColumnState.LEFT_OUT), remark=""), name="weekly_column_left_out_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.key} {self.state}"
