"""Editions of the network, as a pack brings them, and restrictions, as people set them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from banli.roads.states import UNITS, RestrictionKind

LIMITED = sorted(map(str, UNITS))


class Edition(models.Model):
    """A whole network as it was loaded; the one loaded last counts. Never changed."""

    name = models.CharField(max_length=200, unique=True)
    data = models.JSONField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Restriction(models.Model):
    """A restriction of a section, or of one bridge on it."""

    public_id = models.CharField(max_length=40, unique=True)
    section = models.CharField(max_length=40)
    bridge = models.TextField(blank=True)
    kind = models.CharField(max_length=20)
    limit = models.FloatField(null=True)
    """Metres or kilograms, as the kind says."""
    first = models.DateField()
    last = models.DateField(null=True)
    reason = models.TextField()
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    lifted_on = models.DateField(null=True)
    lifted_because = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, RestrictionKind))), name="roads_restriction_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=LIMITED, limit__gt=0, limit__isnull=False)
                | (~Q(kind__in=LIMITED) & Q(limit__isnull=True)),
                name="roads_restriction_has_its_limit",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("first")),
                name="roads_restriction_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_because="")
                | (Q(lifted_on__isnull=False) & ~Q(lifted_because="")),
                name="roads_restriction_lifted_with_reason",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="roads_restriction_has_a_reason"),
        ]
        indexes: ClassVar = [models.Index(fields=["section", "first"], name="roads_restriction_of_section")]

    def __str__(self) -> str:
        return self.public_id
