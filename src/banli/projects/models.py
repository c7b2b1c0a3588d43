"""Plans, projects, what was done for them, and the cases let into the green channel."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.projects.states import Priority, SpotKind, Stage


class Plan(models.Model):
    """A company's plan of a year for one item."""

    public_id = models.CharField(max_length=40, unique=True)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    owner = models.TextField()
    item = models.CharField(max_length=60)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "year", "item"], name="projects_plan_once_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.year}"


class Project(models.Model):
    """A project of a plan; ``case`` is its application once it was handed in."""

    public_id = models.CharField(max_length=40, unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="projects")
    name = models.TextField()
    planned_for = models.DateField()
    case = models.OneToOneField("cases.Case", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """绿色通道 of a case: why, on whose decision, who works on it and until when."""

    public_id = models.CharField(max_length=40, unique=True)
    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    priority = models.CharField(max_length=20)
    members = models.JSONField()
    """专班: names."""
    target_on = models.DateField()
    approved_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(priority__in=sorted(map(str, Priority))), name="projects_channel_known_priority"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="projects_channel_has_reason"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Announcement(models.Model):
    """When and where the decision of a case was made public."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    published_on = models.DateField()
    place = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.place


class LogEntry(models.Model):
    """提前介入: one thing done for a project before its application."""

    public_id = models.CharField(max_length=40, unique=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="log")
    day = models.DateField()
    people = models.JSONField()
    matter = models.TextField()
    outcome = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Spot(models.Model):
    """A point or line of the plan of a site visit, and what was found there."""

    public_id = models.CharField(max_length=40, unique=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="spots")
    kind = models.CharField(max_length=10)
    place = models.TextField()
    planned_on = models.DateField()
    people = models.JSONField()
    visited_on = models.DateField(null=True)
    found = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, SpotKind))), name="projects_spot_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(visited_on__isnull=True, found="") | (Q(visited_on__isnull=False) & ~Q(found="")),
                name="projects_spot_visited_with_result",
            ),
        ]

    def __str__(self) -> str:
        return self.place


class Section(models.Model):
    """A section of a line in one province, on the timetable that the provinces share."""

    public_id = models.CharField(max_length=40, unique=True)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="sections")
    province = models.TextField()
    authority = models.TextField()
    leads = models.BooleanField()
    planned_on = models.DateField()
    stage = models.CharField(max_length=24)
    stage_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(stage__in=sorted(map(str, Stage))), name="projects_section_known_stage"
            ),
            models.UniqueConstraint(fields=["project", "province"], name="projects_section_once"),
            models.UniqueConstraint(
                fields=["project"], condition=Q(leads=True), name="projects_section_one_leads"
            ),
        ]

    def __str__(self) -> str:
        return self.province
