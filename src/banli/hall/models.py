"""Patrols, findings, remarks and leader visits."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from banli.hall.rules.grades import Dimension, Severity
from banli.hall.rules.records import Slot
from banli.hall.states import FindingState


class Patrol(models.Model):
    """One round through the hall."""

    public_id = models.CharField(max_length=40, unique=True)
    day = models.DateField()
    slot = models.TextField()
    inspectors = ArrayField(models.TextField())
    route = models.TextField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(slot__in=[str(slot) for slot in Slot]), name="hall_patrol_slot"
            ),
            models.CheckConstraint(condition=Q(inspectors__len__gte=1), name="hall_patrol_has_an_inspector"),
        ]
        indexes: ClassVar = [models.Index(fields=["-day", "-id"], name="hall_patrol_latest")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.day} {self.slot}"


class PatrolFinding(models.Model):
    """Something found on a patrol, and what became of it."""

    public_id = models.CharField(max_length=40, unique=True)
    patrol = models.ForeignKey(Patrol, on_delete=models.PROTECT, related_name="findings")
    dimension = models.TextField()
    severity = models.TextField()
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(
        "people.Window", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.TextField()
    note = models.TextField()
    state = models.TextField(default=FindingState.OPEN.value)
    rectified_on = models.DateField(null=True, blank=True)
    rectification = models.TextField(blank=True)
    rechecked_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(dimension__in=[str(one) for one in Dimension]), name="hall_finding_dimension"
            ),
            models.CheckConstraint(
                condition=Q(severity__in=[str(one) for one in Severity]), name="hall_finding_severity"
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=FindingState.OPEN.value, rectified_on=None, rechecked_on=None)
                    | Q(state=FindingState.RECTIFIED.value, rectified_on__isnull=False, rechecked_on=None)
                    | Q(
                        state=FindingState.RECHECKED.value,
                        rectified_on__isnull=False,
                        rechecked_on__gte=F("rectified_on"),
                    )
                ),
                name="hall_finding_state_and_days_agree",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["department", "id"],
                condition=Q(state=FindingState.OPEN.value),
                name="hall_finding_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.dimension} {self.state}"


class PatrolRemark(models.Model):
    """A sentence in place of the rule's for one dimension of a period, or (dimension '') its opening."""

    public_id = models.CharField(max_length=40, unique=True)
    start = models.DateField()
    end = models.DateField()
    dimension = models.TextField(blank=True)
    text = models.TextField()
    reason = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["start", "end", "dimension"], name="hall_remark_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="hall_remark_period_in_order"),
            models.CheckConstraint(
                condition=Q(dimension__in=["", *(str(one) for one in Dimension)]),
                name="hall_remark_dimension",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.dimension or '-'}"


class LeaderVisit(models.Model):
    """A leader of a department in the hall."""

    public_id = models.CharField(max_length=40, unique=True)
    day = models.DateField(null=True, blank=True)
    day_text = models.TextField(blank=True)
    reported_on = models.DateField()
    """A day of the period in whose report it stands."""
    order = models.IntegerField(default=0)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    leader_title = models.TextField()
    place = models.TextField()
    heard = models.JSONField(default=list)
    demands = models.JSONField(default=list)
    report_text = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(day__isnull=False) | ~Q(day_text=""), name="hall_leader_visit_has_a_time"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-reported_on", "-id"], name="hall_leader_visit_latest")]

    def __str__(self) -> str:
        return f"{self.public_id} {self.leader_title}"
