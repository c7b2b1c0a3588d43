"""Subjects, the bans on them and the violations counted against them. Nothing here is ever deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from banli.credit.states import GROUNDS, BanGround, Outcome, ViolationKind

BY_LAW = sorted(str(ground) for ground, row in GROUNDS.items() if row.years is not None)


class Subject(models.Model):
    """Somebody of whom there is a credit record. ``public_id`` is random: addresses carry no code of a person."""

    public_id = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=40, unique=True)
    """Credit code or identity number, without spaces, in capitals."""
    name = models.TextField()
    """As it was told last."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="credit_subject_is_named")
        ]

    def __str__(self) -> str:
        return self.name


class Ban(models.Model):
    """Somebody may not apply for an item, or for any item of a department, from one day to another."""

    public_id = models.CharField(max_length=40, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="bans")
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=80, blank=True)
    """Slug of the item; empty for every item of the department."""
    public_safety = models.BooleanField()
    ground = models.CharField(max_length=20)
    basis = models.TextField(blank=True)
    source = models.TextField()
    first = models.DateField()
    last = models.DateField()
    imposed_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    """None where the platform did it by rule."""
    recorded_at = models.DateTimeField()
    lifted_on = models.DateField(null=True)
    lifted_because = models.TextField(blank=True)
    lifted_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ground__in=sorted(map(str, BanGround))), name="credit_ban_known_ground"
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="credit_ban_days_in_order"),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_because="", lifted_by__isnull=True)
                | (Q(lifted_on__isnull=False) & ~Q(lifted_because="")),
                name="credit_ban_lifted_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(ground__in=BY_LAW, public_safety=True) & ~Q(item=""))
                | (~Q(ground__in=BY_LAW) & ~Q(basis="")),
                name="credit_ban_has_its_law",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="credit_ban_has_a_source"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "-last"], name="credit_ban_of_subject")]

    def __str__(self) -> str:
        return self.public_id


class Violation(models.Model):
    """One counted violation."""

    public_id = models.CharField(max_length=40, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="violations")
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    day = models.DateField()
    source = models.TextField()
    points = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, ViolationKind))), name="credit_violation_known_kind"
            ),
            models.CheckConstraint(condition=Q(points__gte=1), name="credit_violation_has_points"),
            models.CheckConstraint(condition=~Q(source=""), name="credit_violation_has_a_source"),
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "day"], name="credit_violation_of_subject")]

    def __str__(self) -> str:
        return self.public_id


class CountBook(models.Model):
    """The rules by which violations are counted up to a ban, as a pack told them. The one loaded last holds."""

    rules = models.JSONField()
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.pk}"


class Proposal(models.Model):
    """A ban that follows from counted violations: proposed by rule, decided by a person."""

    public_id = models.CharField(max_length=40, unique=True)
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, related_name="proposals")
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=40)
    terms = models.JSONField()
    """The rule as it stood."""
    violations = models.JSONField()
    """Public ids of the violations by which it is met; they meet the rule only once."""
    times = models.PositiveSmallIntegerField()
    """On how many occasions."""
    made_at = models.DateTimeField()
    answer_by = models.DateField()
    """Until when whom it concerns may answer."""
    views = models.TextField(blank=True)
    """What they said."""
    outcome = models.CharField(max_length=20, default=Outcome.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    """Why it was dismissed."""
    ban = models.OneToOneField(Ban, null=True, on_delete=models.PROTECT, related_name="proposal")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "rule"],
                condition=Q(outcome="awaits_decision"),
                name="credit_proposal_open_once",
            ),
            models.CheckConstraint(
                condition=Q(outcome="awaits_decision", decided_at__isnull=True, ban__isnull=True, reason="")
                | Q(outcome="ban_confirmed", decided_at__isnull=False, ban__isnull=False, reason="")
                | (Q(outcome="ban_dismissed", decided_at__isnull=False, ban__isnull=True) & ~Q(reason="")),
                name="credit_proposal_decided_whole",
            ),
            models.CheckConstraint(condition=Q(times__gte=2), name="credit_proposal_has_occasions"),
        ]

    def __str__(self) -> str:
        return self.public_id
