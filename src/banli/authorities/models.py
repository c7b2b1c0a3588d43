"""Authorities, what was looked at, who was trained, what was handed over and where blank forms went."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import IntegerRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from banli.authorities.states import Level, Outcome, Thing


def numbers() -> Func:
    """The numbers from the first to the last, both included, as PostgreSQL ranges them."""
    return Func(
        F("first_number"),
        F("last_number"),
        Value("[]"),
        function="int4range",
        output_field=IntegerRangeField(),
    )


class Network(models.Model):
    """The network of a department: the item that its authorities file, and the end that the item's retirement set."""

    department = models.OneToOneField("people.Department", on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=60, unique=True)
    """Short name of the item."""
    ends_on = models.DateField(null=True)
    ended_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True, ended_because="")
                | (Q(ends_on__isnull=False) & ~Q(ended_because="")),
                name="authorities_network_ended_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.item


class Authority(models.Model):
    public_id = models.CharField(max_length=40, unique=True)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    """The provincial department that keeps the network."""
    name = models.TextField(unique=True)
    level = models.CharField(max_length=10)
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="+")
    letter = models.TextField()
    entrusted_on = models.DateField()
    live_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    """From this day it no longer files: withdrawn, or ended with the law."""
    withdrawn = models.BooleanField(default=False)
    ended_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(level__in=sorted(map(str, Level))), name="authorities_authority_known_level"
            ),
            models.CheckConstraint(
                condition=Q(live_on__isnull=True) | Q(live_on__gte=F("entrusted_on")),
                name="authorities_authority_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, withdrawn=False, ended_because="")
                | (Q(ended_on__isnull=False) & ~Q(ended_because="")),
                name="authorities_authority_ended_with_reason",
            ),
            models.CheckConstraint(condition=~Q(letter=""), name="authorities_authority_has_a_letter"),
        ]

    def __str__(self) -> str:
        return self.name


class Suspension(models.Model):
    """A time in which an authority does not file."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="suspensions")
    first = models.DateField()
    until = models.DateField(null=True)
    """The day from which it files again."""
    reason = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["authority"], condition=Q(until__isnull=True), name="authorities_suspension_one_open"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="authorities_suspension_has_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.authority_id} {self.first}"


class Review(models.Model):
    """A look at premises, staff, equipment and connection: ``passed`` are the points that held."""

    public_id = models.CharField(max_length=40, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="reviews")
    day = models.DateField()
    reviewers = models.TextField()
    passed = models.JSONField(default=list)
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Training(models.Model):
    """One batch of a training."""

    public_id = models.CharField(max_length=40, unique=True)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    matter = models.TextField()
    batch = models.PositiveSmallIntegerField()
    day = models.DateField()
    place = models.TextField()
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.public_id


class Attendance(models.Model):
    """Somebody who was told to come, and whether they came."""

    training = models.ForeignKey(Training, on_delete=models.PROTECT, related_name="attendances")
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="attendances")
    name = models.TextField()
    attended = models.BooleanField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["training", "authority", "name"], name="authorities_attendance_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class HandOver(models.Model):
    """A seal, an account or a range of numbered blank forms handed over. A number is handed over once for all."""

    public_id = models.CharField(max_length=40, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="hand_overs")
    thing = models.CharField(max_length=12)
    day = models.DateField()
    number = models.CharField(max_length=60, blank=True)
    first_number = models.IntegerField(null=True)
    last_number = models.IntegerField(null=True)
    custodian = models.TextField()
    receipt = models.TextField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(thing=str(Thing.FORMS), first_number__gte=1, last_number__gte=F("first_number"))
                | (
                    Q(thing__in=[str(Thing.SEAL), str(Thing.ACCOUNT)], first_number=None, last_number=None)
                    & ~Q(number="")
                ),
                name="authorities_handover_is_whole",
            ),
            models.UniqueConstraint(
                fields=["thing", "number"], condition=~Q(number=""), name="authorities_handover_number_once"
            ),
            ExclusionConstraint(
                name="authorities_handover_ranges_apart",
                expressions=[(numbers(), RangeOperators.OVERLAPS)],
                condition=Q(thing=str(Thing.FORMS)),
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class FormsGone(models.Model):
    """Blank forms used, returned or lost. A form goes once."""

    public_id = models.CharField(max_length=40, unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="forms_gone")
    outcome = models.CharField(max_length=16)
    day = models.DateField()
    first_number = models.IntegerField()
    last_number = models.IntegerField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=sorted(map(str, Outcome)), last_number__gte=F("first_number")),
                name="authorities_formsgone_is_whole",
            ),
            ExclusionConstraint(
                name="authorities_formsgone_ranges_apart",
                expressions=[(numbers(), RangeOperators.OVERLAPS)],
            ),
        ]

    def __str__(self) -> str:
        return self.public_id
