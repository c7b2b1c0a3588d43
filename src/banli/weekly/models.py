"""Frames, issues, their lines and the figures they print."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from banli.weekly.rules.outline import Entry, Section
from banli.weekly.states import State


class Frame(models.Model):
    """What is printed on every issue from ``loaded_at`` on; a change makes a new row."""

    masthead = models.TextField()
    issuer = models.TextField()
    column = models.TextField()
    source = models.TextField()
    scope = models.TextField()
    distribution = ArrayField(models.TextField())
    """The lines 报 / 送 / 发 as printed."""
    copies = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(copies__gt=0), name="weekly_frame_has_copies"),
        ]

    def __str__(self) -> str:
        return self.masthead


SIGNATURE = ("year", "number_in_year", "number_in_all", "signed_on", "signed_by")
FILES = ("docx", "pdf", "json")


def _all_or_none(fields: tuple[str, ...], states: tuple[State, ...]) -> Q:
    """All of ``fields`` are set in ``states``, none of them in any other."""
    there = Q(state__in=[str(state) for state in states])
    return (there & Q(**{f"{name}__isnull": False for name in fields})) | (
        ~there & Q(**{f"{name}__isnull": True for name in fields})
    )


class Issue(models.Model):
    """One issue of the weekly report."""

    week_start = models.DateField(unique=True)
    week_end = models.DateField()
    frame = models.ForeignKey(Frame, on_delete=models.PROTECT, related_name="issues")
    state = models.TextField(default=State.COLLECTING.value)
    version = models.PositiveIntegerField(default=0)
    """Counts every change; an act on an older version is refused."""
    year = models.PositiveIntegerField(null=True)
    number_in_year = models.PositiveIntegerField(null=True)
    number_in_all = models.PositiveIntegerField(null=True, unique=True)
    signed_on = models.DateField(null=True)
    signed_by = models.TextField(null=True)
    """The label of the signer, as the ledger names it."""
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    json = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in State]), name="weekly_issue_state"
            ),
            models.CheckConstraint(
                condition=Q(week_end__gte=F("week_start")), name="weekly_issue_week_in_order"
            ),
            models.CheckConstraint(
                condition=_all_or_none(SIGNATURE, (State.SIGNED, State.PUBLISHED)),
                name="weekly_issue_numbered_when_signed",
            ),
            models.CheckConstraint(
                condition=_all_or_none(FILES, (State.PUBLISHED,)), name="weekly_issue_files_when_published"
            ),
            models.UniqueConstraint(fields=["year", "number_in_year"], name="weekly_issue_number_in_year"),
        ]

    def __str__(self) -> str:
        return f"{self.week_start} {self.state}"

    @property
    def subject(self) -> str:
        """How the ledger names the issue: the first day of its week."""
        return self.week_start.isoformat()


class Line(models.Model):
    """A paragraph of an issue and the record it comes from."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="lines")
    section = models.TextField()
    order = models.PositiveIntegerField()
    heading = models.TextField(blank=True)
    text = models.TextField()
    item = models.BooleanField(default=True)
    """True where the line is numbered among its like."""
    source_topic = models.TextField(blank=True)
    source_subjects = ArrayField(models.TextField(), default=list, blank=True)
    """Public ids on that topic; empty where an editor wrote the line."""
    edited = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(section__in=[str(section) for section in Section]), name="weekly_line_section"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="weekly_line_not_empty"),
            models.CheckConstraint(
                condition=Q(source_topic="", source_subjects=[], edited=True)
                | (~Q(source_topic="") & ~Q(source_subjects=[])),
                name="weekly_line_has_a_source_or_an_editor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:20]}"

    @property
    def entry(self) -> Entry:
        """The line as the rules see it."""
        return Entry(
            Section(self.section),
            self.heading,
            self.text,
            self.item,
            self.source_topic,
            tuple(self.source_subjects),
            self.edited,
        )


class IssueFigure(models.Model):
    """A figure of the statistics that an issue prints."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="figures")
    figure = models.ForeignKey("statistics.Figure", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "figure"], name="weekly_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.figure_id}"
