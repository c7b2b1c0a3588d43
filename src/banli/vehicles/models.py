"""Vehicles, each kept by one person who signs in."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.db.models.lookups import Exact

from banli.vehicles.states import VehicleKind


class Vehicle(models.Model):
    """A vehicle as its keeper describes it. What was given up stays on record."""

    public_id = models.CharField(max_length=40, unique=True)
    owner = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    plate = models.CharField(max_length=12)
    facts = models.JSONField()
    """Clean answers by the key of the field (:data:`banli.vehicles.rules.fields.FIELDS`)."""
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, VehicleKind))), name="vehicles_vehicle_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(Exact(KT("facts__plate"), F("plate")), Exact(KT("facts__kind"), F("kind"))),
                name="vehicles_vehicle_says_one_thing",
            ),
            models.UniqueConstraint(
                fields=["owner", "plate"],
                condition=Q(removed_at__isnull=True),
                name="vehicles_vehicle_kept_once",
            ),
        ]

    def __str__(self) -> str:
        return self.plate
