"""The pool, panels with their seats, opinions and conclusions. Nothing here is ever deleted."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from banli.experts.states import Outcome, SeatState, Verdict

LEFT = [str(SeatState.DECLINED), str(SeatState.RECUSED)]


class ExpertField(models.Model):
    """A field of expertise."""

    code = models.CharField(max_length=40, primary_key=True)
    name = models.TextField()
    name_en = models.TextField(blank=True)
    department = models.ForeignKey("people.Department", null=True, on_delete=models.PROTECT, related_name="+")
    """Who keeps the experts of the field."""

    def __str__(self) -> str:
        return self.name


class Expert(models.Model):
    """Somebody who may be drawn."""

    public_id = models.CharField(max_length=40, unique=True)
    name = models.TextField()
    employer = models.TextField()
    title = models.TextField()
    region = models.ForeignKey("people.Region", on_delete=models.PROTECT, related_name="+")
    fields = ArrayField(models.TextField())
    """Codes of the fields."""
    kin = ArrayField(models.TextField(), default=list)
    interests = ArrayField(models.TextField(), default=list)
    identity_digest = models.CharField(max_length=64, blank=True)
    """Keyed digest of the identity number: tells the same person, not the number."""
    identity_mask = models.CharField(max_length=40, blank=True)
    active = models.BooleanField(default=True)
    suspended_because = models.TextField(blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(active=True, suspended_because="") | (Q(active=False) & ~Q(suspended_because="")),
                name="experts_expert_suspended_with_reason",
            ),
            models.CheckConstraint(condition=Q(fields__len__gte=1), name="experts_expert_has_a_field"),
            models.UniqueConstraint(
                fields=["identity_digest"], condition=~Q(identity_digest=""), name="experts_expert_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Panel(models.Model):
    """A draw and everything it stands on; written once."""

    public_id = models.CharField(max_length=40, unique=True)
    topic = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    wanted = models.PositiveSmallIntegerField()
    call = models.JSONField()
    """{"fields", "wanted", "stand_ins", "organisations", "persons", "apart"}."""
    predecessors = ArrayField(models.TextField(), default=list)
    seed = models.CharField(max_length=128)
    """Hex digits."""
    seed_source = models.TextField()
    """Where the seed came from, in words."""
    pool = models.JSONField()
    """Every expert of the fields as they stood at the draw."""
    exclusions = models.JSONField()
    """[{"id", "ground", "detail"}, …] by id."""
    proof = models.CharField(max_length=64)
    drawn_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(wanted__gte=1), name="experts_panel_has_members")
        ]
        indexes: ClassVar = [models.Index(fields=["topic", "subject"], name="experts_panel_of_subject")]

    def __str__(self) -> str:
        return self.public_id


class PanelSeat(models.Model):
    """A drawn expert."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="seats")
    expert = models.ForeignKey(Expert, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    """1, 2, 3 … in drawn order."""
    state = models.CharField(max_length=10)
    left_because = models.TextField(blank=True)
    left_at = models.DateTimeField(null=True)
    instead_of = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    """The member whose place a stand-in took."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, SeatState))), name="experts_seat_known_state"
            ),
            models.CheckConstraint(
                condition=(Q(state__in=LEFT, left_at__isnull=False) & ~Q(left_because=""))
                | (~Q(state__in=LEFT) & Q(left_at__isnull=True, left_because="")),
                name="experts_seat_left_with_reason",
            ),
            models.UniqueConstraint(fields=["panel", "expert"], name="experts_seat_expert_once"),
            models.UniqueConstraint(fields=["panel", "place"], name="experts_seat_place_once"),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.state}"


class ExpertOpinion(models.Model):
    """What one member said; written once, a mend is the next version."""

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="opinions")
    version = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=30)
    text = models.TextField()
    signed_at = models.DateTimeField()
    recorded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "version"], name="experts_opinion_version_once"),
            models.CheckConstraint(
                condition=Q(verdict__in=sorted(map(str, Verdict))), name="experts_opinion_known_verdict"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="experts_opinion_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.verdict}"


class PanelConclusion(models.Model):
    """What the panel concluded; written once."""

    panel = models.OneToOneField(Panel, on_delete=models.PROTECT, related_name="conclusion")
    outcome = models.CharField(max_length=30)
    text = models.TextField()
    agrees = models.PositiveSmallIntegerField()
    with_conditions = models.PositiveSmallIntegerField()
    disagrees = models.PositiveSmallIntegerField()
    dissent = models.JSONField(default=list)
    """[{"expert", "verdict", "text"}, …]: who differs from the majority, in their own words."""
    concluded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(outcome__in=sorted(map(str, Outcome))), name="experts_conclusion_known_outcome"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="experts_conclusion_has_words"),
        ]

    def __str__(self) -> str:
        return self.outcome
