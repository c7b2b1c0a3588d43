"""Patrols, findings, remarks and leader visits."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from banli.hall.rules.plan import Grade
from banli.hall.states import DemandState, FindingState, PhotographStage, PlanState


class PatrolPlan(models.Model):
    """What a pack says of patrols, from ``loaded_at`` on; a change makes a new row."""

    said = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"patrol plan {self.pk}"


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
            models.CheckConstraint(condition=~Q(slot=""), name="hall_patrol_slot"),
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
    sub_item = models.TextField(blank=True, default="")
    """A key of the plan; '' where the record tells the dimension alone."""
    severity = models.TextField()
    points = models.SmallIntegerField(default=1)
    """What the plan took off for it on the day it was recorded; a plan that comes later changes no finding."""
    poor_while_open = models.BooleanField(default=False)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    window = models.ForeignKey(
        "people.Window", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Whom it is about, where it is about somebody."""
    place = models.TextField()
    note = models.TextField()
    state = models.TextField(default=FindingState.OPEN.value)
    rectified_on = models.DateField(null=True, blank=True)
    rectification = models.TextField(blank=True)
    rechecked_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(dimension=""), name="hall_finding_dimension"),
            models.CheckConstraint(condition=~Q(severity=""), name="hall_finding_severity"),
            models.CheckConstraint(condition=Q(points__gte=1), name="hall_finding_points"),
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


class FindingRemark(models.Model):
    """What a second round saw of a finding that was open already."""

    public_id = models.CharField(max_length=40, unique=True)
    finding = models.ForeignKey(PatrolFinding, on_delete=models.PROTECT, related_name="remarks")
    patrol = models.ForeignKey(Patrol, on_delete=models.PROTECT, related_name="remarks")
    note = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class FindingPhotograph(models.Model):
    """A photograph of a finding, or of how it was mended."""

    finding = models.ForeignKey(PatrolFinding, on_delete=models.PROTECT, related_name="photographs")
    stage = models.CharField(max_length=10)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=[str(one) for one in PhotographStage]), name="hall_photograph_stage"
            )
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} {self.stage}"


class PatrolRemark(models.Model):
    """What a person set in the rule's place for one dimension of a period: a sentence, a grade or both.

    Without a dimension it is the opening sentence of the period.
    """

    public_id = models.CharField(max_length=40, unique=True)
    start = models.DateField()
    end = models.DateField()
    dimension = models.TextField(blank=True)
    text = models.TextField(blank=True)
    grade = models.CharField(max_length=10, blank=True, default="")
    """The grade set in the rule's place; '' keeps the rule's."""
    reason = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["start", "end", "dimension"], name="hall_remark_once"),
            models.CheckConstraint(condition=Q(end__gte=F("start")), name="hall_remark_period_in_order"),
            models.CheckConstraint(
                condition=Q(grade__in=["", *(str(one) for one in Grade if one is not Grade.UNSEEN)]),
                name="hall_remark_grade",
            ),
            models.CheckConstraint(condition=~Q(text="", grade=""), name="hall_remark_says_something"),
            models.CheckConstraint(condition=~Q(dimension="") | Q(grade=""), name="hall_remark_dimension"),
            models.CheckConstraint(condition=~Q(reason=""), name="hall_remark_has_a_reason"),
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


class LeaderDemand(models.Model):
    """What a leader demanded on a visit; a task once a department has to prove it by a day."""

    visit = models.ForeignKey(LeaderVisit, on_delete=models.PROTECT, related_name="demands")
    place = models.SmallIntegerField()
    """From 1, in the order of the visit's record."""
    text = models.TextField()
    state = models.CharField(max_length=10, default=DemandState.NOTED.value)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, null=True, related_name="+")
    """Who has to do it."""
    due_on = models.DateField(null=True)
    proof = models.TextField(blank=True)
    """What was done, in the words of who did it."""
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    """A paper or a photograph that shows it; None where words say it."""
    closed_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["visit", "place"], name="hall_demand_once"),
            models.CheckConstraint(
                condition=(
                    Q(state=DemandState.NOTED.value, department=None, due_on=None, closed_on=None, proof="")
                    | Q(
                        state=DemandState.ASSIGNED.value,
                        department__isnull=False,
                        due_on__isnull=False,
                        closed_on=None,
                    )
                    | Q(state=DemandState.CLOSED.value, department__isnull=False, closed_on__isnull=False)
                    & ~Q(proof="")
                ),
                name="hall_demand_state_and_proof_agree",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["due_on", "id"],
                condition=Q(state=DemandState.ASSIGNED.value),
                name="hall_demand_assigned",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"

    @property
    def subject(self) -> str:
        """Its name in the record: that of the visit and its place there."""
        return f"{self.visit.public_id}-{self.place}"


class VisitPlan(models.Model):
    """A leader who is to come to the hall on a day."""

    public_id = models.CharField(max_length=40, unique=True)
    day = models.DateField()
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    leader_title = models.TextField()
    place = models.TextField()
    purpose = models.TextField()
    state = models.CharField(max_length=10, default=PlanState.PLANNED.value)
    visit = models.OneToOneField(LeaderVisit, on_delete=models.PROTECT, null=True, related_name="plan")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=PlanState.HELD.value, visit__isnull=False)
                | Q(state__in=[PlanState.PLANNED.value, PlanState.CANCELLED.value], visit=None),
                name="hall_visit_plan_state",
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["day", "id"], condition=Q(state=PlanState.PLANNED.value), name="hall_visit_planned"
            )
        ]

    def __str__(self) -> str:
        return f"{self.public_id} {self.day}"
