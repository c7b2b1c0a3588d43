"""Checks at toll stations, written once; what a permit passes; whom a restriction is told."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from banli.roadside.states import Direction, Outcome


class Check(models.Model):
    """One check: what was seen, in what it differed, what became of the vehicle."""

    public_id = models.CharField(max_length=40, unique=True)
    certificate = models.ForeignKey(
        "licences.Certificate", null=True, on_delete=models.PROTECT, related_name="+"
    )
    permit = models.TextField(blank=True)
    """As it was shown."""
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    station = models.TextField()
    direction = models.CharField(max_length=10)
    at = models.DateTimeField()
    tractor = models.TextField()
    trailer = models.TextField(blank=True)
    height_m = models.FloatField(null=True)
    width_m = models.FloatField(null=True)
    length_m = models.FloatField(null=True)
    mass_kg = models.FloatField(null=True)
    carrier = models.TextField(blank=True)
    carrier_code = models.TextField(blank=True)
    note = models.TextField(blank=True)
    differences = models.JSONField(default=list)
    """[{"kind", "words": {"zh", "en"}}, …]."""
    outcome = models.CharField(max_length=20)
    alarm = models.BooleanField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(direction__in=sorted(map(str, Direction))), name="roadside_check_known_direction"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=sorted(map(str, Outcome))), name="roadside_check_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(outcome="let_through", differences=[], alarm=False)
                | (~Q(outcome="let_through") & ~Q(differences=[])),
                name="roadside_check_passed_without_difference",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["department", "-at"], name="roadside_check_by_moment")]

    def __str__(self) -> str:
        return self.public_id


class Passage(models.Model):
    """What a permit passes, read once from its route and its figures: derived, and made again by another network."""

    certificate = models.OneToOneField(
        "licences.Certificate", on_delete=models.PROTECT, related_name="passage"
    )
    edition = models.BigIntegerField()
    """The edition of the network in which the route was read."""
    sections = models.JSONField()
    """Keys of the sections, in order; empty where route or figures cannot be read."""
    vehicle = models.JSONField()
    """Height, width, length in metres; mass and greatest axle load in kilograms; last day. Empty with ``sections``."""

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["sections"], name="roadside_passage_by_section", opclasses=["jsonb_path_ops"])
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} in {self.edition}"


class Telling(models.Model):
    """That the holder of a permit is to be told of a restriction, and the event by which it was."""

    restriction = models.CharField(max_length=40)
    certificate = models.ForeignKey("licences.Certificate", on_delete=models.PROTECT, related_name="+")
    prevents = models.BooleanField()
    event = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["restriction", "certificate"], name="roadside_telling_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["id"], condition=Q(event__isnull=True), name="roadside_telling_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.restriction} → {self.certificate_id}"
