"""Consultations, who was asked and what they said, and the meetings. Nothing here is ever deleted."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from banli.consultations.states import ConsultationState, Stance

STANCES = sorted(map(str, Stance))
ENDED = [str(ConsultationState.CONCLUDED), str(ConsultationState.CALLED_OFF)]


class Consultation(models.Model):
    """One question to several departments or divisions, with its last day, and what it came to."""

    public_id = models.CharField(max_length=40, unique=True)
    topic = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    """What it is about: a case by its number."""
    step = models.CharField(max_length=60, blank=True)
    """The step of the review it is about; '' for the case as a whole."""
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    """Who asks."""
    matter = models.TextField()
    """What it is about in one line, as those who are asked read it."""
    question = models.TextField()
    answer_by = models.DateField()
    holds = models.BooleanField()
    """The subject waits for the end of it."""
    state = models.CharField(max_length=30)
    outcome = models.CharField(max_length=30, blank=True)
    conclusion = models.TextField(blank=True)
    """What it came to; for one that was called off, why."""
    on_objections = models.TextField(blank=True)
    """Why the conclusion goes another way than an opinion that does not agree."""
    asked_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, ConsultationState))),
                name="consultations_consultation_known_state",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *STANCES]), name="consultations_consultation_known_outcome"
            ),
            models.CheckConstraint(
                condition=Q(state=str(ConsultationState.ASKED), ended_at__isnull=True, conclusion="")
                | (Q(state__in=ENDED, ended_at__isnull=False) & ~Q(conclusion="")),
                name="consultations_consultation_ended_with_words",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") ^ Q(state=str(ConsultationState.CONCLUDED)),
                name="consultations_consultation_outcome_of_conclusion",
            ),
            models.CheckConstraint(condition=~Q(question=""), name="consultations_consultation_asks"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["topic", "subject"], name="consultations_of_subject"),
            models.Index(fields=["state", "answer_by"], name="consultations_open_by_day"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Consulted(models.Model):
    """A department, or a division of one, that was asked; ``stance`` is '' until it answers.

    A mended opinion takes the place of the earlier one here; the record keeps each as it was said.
    """

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="consulted")
    place = models.PositiveSmallIntegerField()
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, related_name="+")
    division = models.CharField(max_length=80, blank=True)
    """业务处室; '' for the department as a whole."""
    stance = models.CharField(max_length=30, blank=True)
    text = models.TextField(blank=True)
    version = models.PositiveSmallIntegerField(default=0)
    """How many opinions it gave."""
    given_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["consultation", "department", "division"], name="consultations_consulted_once"
            ),
            models.CheckConstraint(
                condition=Q(stance__in=["", *STANCES]), name="consultations_consulted_known_stance"
            ),
            models.CheckConstraint(
                condition=Q(stance="", text="", given_at__isnull=True, version=0)
                | (~Q(stance="") & ~Q(text="") & Q(given_at__isnull=False, version__gte=1)),
                name="consultations_consulted_says_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.department_id} {self.division}".strip()


class ConsultationMeeting(models.Model):
    """A meeting of those who ask and those who are asked; written once."""

    consultation = models.ForeignKey(Consultation, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    place = models.TextField()
    chair = models.TextField()
    present = models.JSONField()
    """Who was there: lines of text."""
    text = models.TextField()
    recorded_by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="consultations_meeting_has_words")
        ]

    def __str__(self) -> str:
        return f"{self.held_on}"


class LateOpinion(models.Model):
    """Somebody who was asked did not answer by the last day (监察信号). It stays on record, whatever came after."""

    consulted = models.OneToOneField(Consulted, on_delete=models.PROTECT, related_name="late")
    due = models.DateField()
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.consulted_id} {self.due}"
