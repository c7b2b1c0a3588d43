"""The rights of every register, one row for each time a right was granted, renewed, changed or transferred."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class Right(models.Model):
    """A right to an area from one day to another. Its row never changes but for its end."""

    register = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    """The number of the right, which it keeps for life."""
    certificate = models.CharField(max_length=80, unique=True)
    """The certificate that this row stands for."""
    holder = models.TextField()
    holder_code = models.CharField(max_length=40)
    corners = models.TextField()
    """As ``kernel.polygons`` keeps an area."""
    area_km2 = models.FloatField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    """Degrees between which the area lies, so that only neighbours are compared."""
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)
    registered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["register", "number"],
                condition=Q(ended_on__isnull=True),
                name="areas_right_live_once",
            ),
            models.CheckConstraint(
                condition=Q(west__lte=F("east"), south__lte=F("north")), name="areas_right_bounds_in_order"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="areas_right_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="areas_right_ended_with_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["register", "west", "east"],
                condition=Q(ended_on__isnull=True),
                name="areas_right_neighbours",
            )
        ]

    def __str__(self) -> str:
        return f"{self.register}/{self.number}"
