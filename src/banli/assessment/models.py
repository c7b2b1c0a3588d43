"""Templates, frozen rounds with their scores, objections, and marks written down by hand. Nothing is ever deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.assessment.states import AssessmentState, ObjectionState

ANSWERED = [str(ObjectionState.UPHELD), str(ObjectionState.REJECTED)]


class AssessmentBook(models.Model):
    """What a pack says of assessment, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"assessment {self.pk}"


class Assessment(models.Model):
    """A month or a year, frozen with the template it was computed by. ``public_id`` is KH-2022-10 or KH-2022."""

    public_id = models.CharField(max_length=12, unique=True)
    first = models.DateField()
    last = models.DateField()
    yearly = models.BooleanField()
    template = models.JSONField()
    state = models.CharField(max_length=30)
    object_until = models.DateField(null=True)
    """The last day for objections; None for a year, whose months were open to them."""
    digest = models.CharField(max_length=64)
    position = models.BigIntegerField()
    """The last event of the record when it was computed."""
    frozen_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()
    published_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, AssessmentState))), name="assessment_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state=str(AssessmentState.FROZEN)) ^ Q(published_at__isnull=False),
                name="assessment_published_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(yearly=True) ^ Q(object_until__isnull=False), name="assessment_month_has_days"
            ),
            models.UniqueConstraint(fields=["first", "yearly"], name="assessment_period_once"),
        ]

    def __str__(self) -> str:
        return self.public_id


class AssessmentScore(models.Model):
    """The score of one department, or of one of its windows, with the marks it was computed from.

    ``total`` is as frozen; ``final`` is without the marks whose objections were upheld, from the publication on.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("people.Window", null=True, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField()
    """Of a month its marks; of a year the months with their totals."""
    total = models.DecimalField(max_digits=5, decimal_places=1)
    final = models.DecimalField(max_digits=5, decimal_places=1, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assessment", "department", "window"],
                name="assessment_score_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.department_id} {self.window_id or ''}".strip()


class Objection(models.Model):
    """A department's objection to one mark of a round, and the answer."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="objections")
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    mark = models.CharField(max_length=80)
    reason = models.TextField()
    state = models.CharField(max_length=30)
    raised_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "mark"], name="assessment_objection_once"),
            models.CheckConstraint(
                condition=Q(state=str(ObjectionState.RAISED), answer="", answered_at__isnull=True)
                | (Q(state__in=ANSWERED, answered_at__isnull=False) & ~Q(answer="")),
                name="assessment_objection_answered_in_words",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="assessment_objection_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.mark}"


class AssessmentNote(models.Model):
    """A mark that somebody of the hall wrote down."""

    public_id = models.CharField(max_length=40, unique=True)
    criterion = models.CharField(max_length=40)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey("people.Window", null=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(db_index=True)
    text = models.TextField()
    noted_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="assessment_note_has_words")
        ]

    def __str__(self) -> str:
        return self.public_id
