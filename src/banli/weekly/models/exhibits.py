"""Exhibits: pictures, tables, figures and charts that stand among the lines of an issue."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from banli.documents.service import Shape
from banli.weekly.models.issue import Line
from banli.weekly.states import ExhibitKind


class Exhibit(models.Model):
    """What a line shows instead of saying it; the line's text is the caption, its source the record it comes from.

    Once its issue is signed it is never changed: the database refuses it.
    """

    line = models.OneToOneField(Line, on_delete=models.CASCADE, related_name="exhibit")
    kind = models.TextField()
    source = models.TextField(blank=True)
    """Who made it, as printed after the caption."""
    alt = models.TextField(blank=True)
    """What a picture shows, for whoever cannot see it."""
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    """The picture, made anew at 300 dots an inch of its print size."""
    width = models.PositiveSmallIntegerField(default=156)
    """Of a picture, in millimetres."""
    cells = models.JSONField(default=list, blank=True)
    """Rows of a free table, the head first."""
    aligns = ArrayField(models.TextField(), default=list, blank=True)
    unit = models.TextField(blank=True)
    shape = models.TextField(blank=True)
    """How a chart is drawn."""
    measure = models.TextField(blank=True)
    """Which figures it shows: ``statement`` for the six, or ``group.indicator`` for one over the issues of the year."""
    points = ArrayField(models.BigIntegerField(), default=list, blank=True)
    """Figures of earlier issues that come before this one's, in order."""

    token = models.CharField(max_length=40, unique=True, null=True)
    """Of the form it was put in by: its second click is the same exhibit."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=[str(one) for one in ExhibitKind]), name="weekly_exhibit_kind"
            ),
            models.CheckConstraint(
                condition=Q(shape__in=["", *(str(one) for one in Shape)]), name="weekly_exhibit_shape"
            ),
            models.CheckConstraint(
                condition=(
                    (Q(kind=ExhibitKind.PICTURE.value, file__isnull=False) & ~Q(alt="") & ~Q(source=""))
                    | (~Q(kind=ExhibitKind.PICTURE.value) & Q(file=None))
                ),
                name="weekly_exhibit_picture_is_told",
            ),
            models.CheckConstraint(
                condition=(
                    Q(kind__in=[ExhibitKind.PICTURE.value, ExhibitKind.TABLE.value], measure="")
                    | (Q(kind__in=[ExhibitKind.FIGURES.value, ExhibitKind.CHART.value]) & ~Q(measure=""))
                ),
                name="weekly_exhibit_has_a_measure",
            ),
            models.CheckConstraint(
                condition=Q(kind=ExhibitKind.CHART.value) ^ Q(shape=""), name="weekly_exhibit_drawn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.kind}"
